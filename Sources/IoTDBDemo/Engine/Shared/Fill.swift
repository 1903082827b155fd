import IoTDBWire

/// Values that FILL puts in place of nulls.
enum Fill {
    /// A constant in the type of a column; null where a real server leaves the nulls.
    static func constant(_ value: Value, as type: DataType) -> Value {
        switch type {
        case .int32: value.integer.flatMap { Int32(exactly: $0) }.map { .int32($0) } ?? .null
        case .int64: value.integer.map { .int64($0) } ?? .null
        case .float: value.number.map { .float(Float($0)) } ?? .null
        case .double: value.number.map { .double($0) } ?? .null
        case .boolean: value.boolean.map { .boolean($0) } ?? .null
        case .text: JavaText.text(of: value).map { .text($0) } ?? .null
        case .string: JavaText.text(of: value).map { .string($0) } ?? .null
        case .timestamp, .date, .blob, .vector, .unknown, .object: .null
        }
    }
}
