extension TsBlock {
    /// One cell.
    ///
    /// The logical type of the column decides; where the block stores another physical type, the stored one does.
    ///
    /// - Parameters:
    ///   - row: From 0 to below ``rowCount``.
    ///   - column: A column of the result; its block index was checked when the page was decoded.
    package func value(row: Int, column: ResultColumn) -> Value {
        let cells = self.column(at: column.blockIndex)
        if cells.isNull(row: row) { return .null }
        let index = cells.index(ofRow: row)
        switch cells.physicalType {
        case .boolean: return .boolean(cells.bits[index] != 0)
        case .int32: return column.type == .date ? .date(cells.int32s[index]) : .int32(cells.int32s[index])
        case .int64: return column.type == .timestamp ? .timestamp(cells.int64s[index]) : .int64(cells.int64s[index])
        case .float: return .float(Float(bitPattern: UInt32(bitPattern: cells.int32s[index])))
        case .double: return .double(Double(bitPattern: UInt64(bitPattern: cells.int64s[index])))
        case .binary: return binaryValue(cells.ranges[index], type: column.type)
        }
    }

    private func binaryValue(_ range: CellRange, type: DataType) -> Value {
        let cell = self.cell(range)
        switch type {
        case .text: return .text(String(decoding: cell, as: UTF8.self))
        case .string: return .string(String(decoding: cell, as: UTF8.self))
        case .object: return .object([UInt8](cell))
        default: return .blob([UInt8](cell))
        }
    }

    private func cell(_ range: CellRange) -> ArraySlice<UInt8> {
        let start = bytes.startIndex + Int(range.start)
        return bytes[start..<start + Int(range.count)]
    }
}
