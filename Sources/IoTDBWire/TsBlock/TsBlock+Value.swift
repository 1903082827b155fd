extension TsBlock {
    /// One cell.
    ///
    /// The logical type of the column decides; where the block stores another physical type, the stored one does.
    ///
    /// - Parameters:
    ///   - row: From 0 to below ``rowCount``.
    ///   - column: A column of the result; its block index was checked when the page was decoded.
    package func value(row: Int, column: ResultColumn) -> Value {
        // Asked where it lies: a copy of a column counts references of all its arrays.
        column.blockIndex < 0
            ? time.value(row: row, type: column.type, bytes: bytes)
            : columns[column.blockIndex].value(row: row, type: column.type, bytes: bytes)
    }
}

extension Column {
    /// One cell; binary ones lie in the bytes of the block.
    func value(row: Int, type: DataType, bytes: ArraySlice<UInt8>) -> Value {
        if isNull(row: row) { return .null }
        let index = index(ofRow: row)
        switch physicalType {
        case .boolean: return .boolean(boolean(at: index))
        case .int32: return type == .date ? .date(int32s[index]) : .int32(int32s[index])
        case .int64: return type == .timestamp ? .timestamp(int64s[index]) : .int64(int64s[index])
        case .float: return .float(Float(bitPattern: UInt32(bitPattern: int32s[index])))
        case .double: return .double(Double(bitPattern: UInt64(bitPattern: int64s[index])))
        case .binary: return Self.binaryValue(bytes.cell(range(at: index, in: bytes)), type: type)
        }
    }

    private static func binaryValue(_ cell: ArraySlice<UInt8>, type: DataType) -> Value {
        switch type {
        case .text: return .text(String(decoding: cell, as: UTF8.self))
        case .string: return .string(String(decoding: cell, as: UTF8.self))
        case .object: return .object([UInt8](cell))
        default: return .blob([UInt8](cell))
        }
    }
}

extension ArraySlice<UInt8> {
    /// The bytes of a cell of the block whose bytes these are.
    fileprivate func cell(_ range: CellRange) -> ArraySlice<UInt8> {
        let start = startIndex + Int(range.start)
        return self[start..<start + Int(range.count)]
    }
}
