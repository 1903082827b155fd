extension TsBlock {
    /// Whether a column lies otherwise than by row or as a run, so that ``window(_:)`` has to come before reading
    /// storage by row.
    package var hasPackedColumns: Bool { columns.contains { $0.isPacked } || time.isPacked }

    /// A few rows as a block of their own, each column by row or as a run.
    package func window(_ rows: Range<Int>) -> TsBlock {
        var block = TsBlock()
        block.rowCount = rows.count
        block.bytes = bytes
        block.time = time.window(rows, in: bytes)
        block.columns = columns.map { $0.window(rows, in: bytes) }
        return block
    }
}

extension Column {
    /// Whether an element of the storage is neither that of one row nor of all.
    var isPacked: Bool { layout == .packed || layout == .dictionary }

    /// The column of some of the rows, by row; a run stays one.
    func window(_ rows: Range<Int>, in bytes: ArraySlice<UInt8>) -> Column {
        if layout == .run { return self }
        var column = Column()
        column.physicalType = physicalType
        column.prepare(rows.count)
        for row in rows { copy(row, to: row - rows.lowerBound, of: &column, rows.count, bytes) }
        return column
    }

    private func copy(_ row: Int, to target: Int, of column: inout Column, _ count: Int, _ bytes: ArraySlice<UInt8>) {
        guard !isNull(row: row) else {
            if column.nulls.isEmpty { column.nulls = Array(repeating: 0, count: (count + 7) / 8) }
            column.nulls[target >> 3] |= 0x80 >> UInt8(target & 7)
            return
        }
        let index = index(ofRow: row)
        switch physicalType {
        case .boolean: column.bits[target] = boolean(at: index) ? 1 : 0
        case .int32, .float: column.int32s[target] = int32s[index]
        case .int64, .double: column.int64s[target] = int64s[index]
        case .binary: column.ranges[target] = range(at: index, in: bytes)
        }
    }
}
