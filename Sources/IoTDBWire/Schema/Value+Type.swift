extension Value {
    /// Type of the value; nil for a null.
    public var type: DataType? {
        switch self {
        case .null: nil
        case .boolean: .boolean
        case .int32: .int32
        case .int64: .int64
        case .float: .float
        case .double: .double
        case .text: .text
        case .timestamp: .timestamp
        case .date: .date
        case .blob: .blob
        case .string: .string
        case .object: .object
        }
    }

    /// Name of the type for messages; `null` for a null.
    package var typeName: String { type?.name ?? "null" }
}
