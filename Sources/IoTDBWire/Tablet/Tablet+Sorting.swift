extension Tablet {
    /// Rows in the order of time, those of the same time in the order in which they were appended.
    ///
    /// O(n log n).
    package func timeOrder() -> [Int] {
        timestamps.indices.sorted { left, right in
            timestamps[left] == timestamps[right] ? left < right : timestamps[left] < timestamps[right]
        }
    }

    /// Puts the rows into the order of time, stably; encoding does it by itself and leaves the rows as they are.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for columns of unequal length.
    public mutating func sort() throws(IoTDBError) {
        try checkRectangular()
        guard !isSorted else { return }
        let order = timeOrder()
        timestamps = order.map { timestamps[$0] }
        for index in storage.indices { storage[index].reorder(order) }
        isSorted = true
    }
}

extension TabletColumn {
    /// Puts the cells into another order: the cell of row `order[i]` becomes that of row `i`.
    fileprivate mutating func reorder(_ order: [Int]) {
        let old = self
        nulls = []
        if old.nullCount > 0 {
            nulls = [UInt8](repeating: 0, count: (order.count + 7) / 8)
            for (row, from) in order.enumerated() where old.isNull(row: from) { nulls[row >> 3] |= 1 << UInt8(row & 7) }
        }
        switch layout {
        case .bits: bits = order.map { old.bits[$0] }
        case .int32: int32s = order.map { old.int32s[$0] }
        case .int64: int64s = order.map { old.int64s[$0] }
        case .binary:
            bytes.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            for row in order {
                bytes.append(contentsOf: old.bytes[old.cell(row: row)])
                ends.append(bytes.count)
            }
        }
    }
}
