/// The two buffers of an insertTablet request.
package struct EncodedTablet: Sendable {
    /// One big-endian 64-bit number a row, ascending.
    package var timestamps: [UInt8] = []
    /// Columns one after the other, then the null bitmaps if a cell is null.
    package var values: [UInt8] = []
    /// Number of rows (`size` in the request).
    package var rowCount = 0

    package init() {}
}

extension Tablet {
    /// All rows as one request.
    ///
    /// Throws for columns of unequal length.
    package func encoded() throws(IoTDBError) -> EncodedTablet {
        try checkRectangular()
        var encoded = EncodedTablet()
        encode(TabletSlice(rows: 0..<rowCount, order: isSorted ? nil : timeOrder()), into: &encoded)
        return encoded
    }

    /// Encodes the rows of a slice of this tablet, using the memory of an earlier encoding again.
    ///
    /// The layout of `values` is that of `TSInsertTabletReq`: BOOLEAN a byte a row, numbers big-endian, binary cells with a 32-bit length; a null
    /// is zero or empty. Only when a cell of these rows is null, a flag for each column follows, 1 with a bitmap of ⌊n/8⌋ + 1 bytes behind it,
    /// least significant bit first, 1 = null.
    package func encode(_ slice: TabletSlice, into encoded: inout EncodedTablet) {
        encoded.rowCount = slice.rows.count
        encoded.timestamps.removeAll(keepingCapacity: true)
        encoded.timestamps.reserveCapacity(slice.rows.count * 8)
        timestamps.appendBigEndian(slice, to: &encoded.timestamps)
        encoded.values.removeAll(keepingCapacity: true)
        encoded.values.reserveCapacity(slice.isWhole(of: self) ? wireSize : 0)
        for column in storage { column.appendCells(slice, to: &encoded.values) }
        appendBitmaps(slice, to: &encoded.values)
    }

    /// Upper bound of the bytes of `values` for all rows.
    private var wireSize: Int {
        storage.reduce(0) { $0 + $1.wireSize + ($1.nullCount > 0 ? rowCount / 8 + 2 : 1) }
    }

    private func appendBitmaps(_ slice: TabletSlice, to output: inout [UInt8]) {
        let haveNulls = storage.map { $0.hasNull(slice) }
        guard haveNulls.contains(true) else { return }
        for (column, hasNull) in zip(storage, haveNulls) {
            output.append(hasNull ? 1 : 0)
            if hasNull { column.appendBitmap(slice, to: &output) }
        }
    }
}

extension TabletColumn {
    /// Appends the cells of a slice, nulls as placeholders.
    fileprivate func appendCells(_ slice: TabletSlice, to output: inout [UInt8]) {
        switch layout {
        case .bits: bits.appendBigEndian(slice, to: &output)
        case .int32: int32s.appendBigEndian(slice, to: &output)
        case .int64: int64s.appendBigEndian(slice, to: &output)
        case .binary: appendBinaryCells(slice, to: &output)
        }
    }

    private func appendBinaryCells(_ slice: TabletSlice, to output: inout [UInt8]) {
        if let order = slice.order {
            for place in slice.rows { output.append(contentsOf: bytes[cell(row: order[place])]) }
        } else if let last = slice.rows.last {
            output.append(contentsOf: bytes[cell(row: slice.rows.lowerBound).lowerBound..<ends[last]])
        }
    }

    /// Whether a cell of the slice is null.
    fileprivate func hasNull(_ slice: TabletSlice) -> Bool {
        if nullCount == 0 { return false }
        if slice.rows.count == count { return true }
        return slice.rows.contains { isNull(row: slice.row(at: $0)) }
    }

    /// Appends ⌊n/8⌋ + 1 bytes.
    fileprivate func appendBitmap(_ slice: TabletSlice, to output: inout [UInt8]) {
        var byte: UInt8 = 0
        for (index, place) in slice.rows.enumerated() {
            if isNull(row: slice.row(at: place)) { byte |= 1 << UInt8(index & 7) }
            if index & 7 == 7 {
                output.append(byte)
                byte = 0
            }
        }
        output.append(byte)
    }
}

extension Array where Element: FixedWidthInteger {
    /// Appends the elements of a slice in big-endian byte order.
    ///
    /// Bytes are swapped into a block that stays in the first-level cache and appended from there: an array cannot grow by memory that is not
    /// initialised, and clearing it first would cost as much as the copy.
    fileprivate func appendBigEndian(_ slice: TabletSlice, to output: inout [UInt8]) {
        withUnsafeBufferPointer { source in
            withUnsafeTemporaryAllocation(of: Element.self, capacity: swapBlock) { block in
                var start = slice.rows.lowerBound
                while start < slice.rows.upperBound {
                    let count = Swift.min(swapBlock, slice.rows.upperBound - start)
                    fill(block, from: source, start: start, count: count, order: slice.order)
                    output.append(
                        contentsOf: UnsafeRawBufferPointer(
                            rebasing: UnsafeRawBufferPointer(block)[..<(count * Element.byteWidth)]
                        )
                    )
                    start += count
                }
            }
        }
    }

    private func fill(
        _ block: UnsafeMutableBufferPointer<Element>,
        from source: UnsafeBufferPointer<Element>,
        start: Int,
        count: Int,
        order: [Int]?
    ) {
        if let order {
            for index in 0..<count { block.initializeElement(at: index, to: source[order[start + index]].bigEndian) }
        } else {
            for index in 0..<count { block.initializeElement(at: index, to: source[start + index].bigEndian) }
        }
    }
}

extension FixedWidthInteger {
    fileprivate static var byteWidth: Int { MemoryLayout<Self>.size }
}

/// Elements swapped at once: 16 KiB of 64-bit numbers, half of a first-level cache.
private let swapBlock = 2_048
