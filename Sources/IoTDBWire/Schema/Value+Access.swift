import CivilTime

extension Value {
    /// Whether there is no value.
    public var isNull: Bool { self == .null }

    /// The truth value of a BOOLEAN.
    public var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// The number of an INT32, INT64, TIMESTAMP or DATE.
    public var integer: Int64? {
        switch self {
        case .int32(let value), .date(let value): Int64(value)
        case .int64(let value), .timestamp(let value): value
        default: nil
        }
    }

    /// The number of a FLOAT, DOUBLE or INT32, all of which a DOUBLE holds exactly.
    public var double: Double? {
        switch self {
        case .float(let value): Double(value)
        case .double(let value): value
        case .int32(let value): Double(value)
        default: nil
        }
    }

    /// The text of a TEXT or STRING; see ``description`` for the text of any value.
    public var text: String? {
        switch self {
        case .text(let value), .string(let value): value
        default: nil
        }
    }

    /// The bytes of a BLOB or OBJECT.
    public var bytes: [UInt8]? {
        switch self {
        case .blob(let value), .object(let value): value
        default: nil
        }
    }
}

extension Value: CustomStringConvertible {
    /// Plain text: `null`, numbers in full, dates as `2024-02-29`, timestamps as their number, bytes as `0x00ff`.
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .int32(let value): "\(value)"
        case .int64(let value), .timestamp(let value): "\(value)"
        case .float(let value): "\(value)"
        case .double(let value): "\(value)"
        case .text(let value), .string(let value): value
        case .date(let value): DateNumber.text(value)
        case .blob(let value), .object(let value): "0x" + HexText.digits(value)
        }
    }
}
