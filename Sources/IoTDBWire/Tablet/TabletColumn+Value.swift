extension TabletColumn {
    /// The cell of a row.
    package func value(row: Int) -> Value {
        if isNull(row: row) { return .null }
        switch schema.type {
        case .boolean: return .boolean(bits[row] != 0)
        case .int32: return .int32(int32s[row])
        case .date: return .date(int32s[row])
        case .float: return .float(Float(bitPattern: UInt32(bitPattern: int32s[row])))
        case .int64: return .int64(int64s[row])
        case .timestamp: return .timestamp(int64s[row])
        case .double: return .double(Double(bitPattern: UInt64(bitPattern: int64s[row])))
        case .text: return .text(String(decoding: content(row: row), as: UTF8.self))
        case .string: return .string(String(decoding: content(row: row), as: UTF8.self))
        case .object: return .object([UInt8](content(row: row)))
        case .blob, .vector, .unknown: return .blob([UInt8](content(row: row)))
        }
    }

    /// The bytes of a binary cell.
    package func content(row: Int) -> ArraySlice<UInt8> { bytes[cell(row: row)].dropFirst(4) }
}
