/// Logical type of a column, with the numbers of `TSDataType` in the interface definition.
///
/// A number that this library does not know keeps its place as ``unknown``; its cells are shown as raw bytes, never as
/// null.
public enum DataType: UInt8, Sendable, Hashable, CaseIterable {
    /// One bit in a TsBlock, one byte (`01` = true) in tablets and row values.
    case boolean = 0
    /// 32-bit signed integer.
    case int32 = 1
    /// 64-bit signed integer.
    case int64 = 2
    /// IEEE 754 single precision.
    case float = 3
    /// IEEE 754 double precision.
    case double = 4
    /// UTF-8 text of any length.
    case text = 5
    /// Internal to the server.
    case vector = 6
    /// Internal to the server; the marker of a null in prepared-statement parameters.
    case unknown = 7
    /// Instant as a 64-bit count of the server's time unit since 1970-01-01T00:00:00Z.
    case timestamp = 8
    /// Calendar date as the 32-bit number year × 10000 + month × 100 + day.
    case date = 9
    /// Bytes of any length.
    case blob = 10
    /// UTF-8 text of any length; the type of tags and attributes in the table model.
    case string = 11
    /// Large binary that the server keeps in a file; the first 8 bytes of a cell are its big-endian size.
    case object = 12

    /// The name that the server uses in `dataTypeList` and in SQL, for example `INT32`.
    public var name: String {
        switch self {
        case .boolean: "BOOLEAN"
        case .int32: "INT32"
        case .int64: "INT64"
        case .float: "FLOAT"
        case .double: "DOUBLE"
        case .text: "TEXT"
        case .vector: "VECTOR"
        case .unknown: "UNKNOWN"
        case .timestamp: "TIMESTAMP"
        case .date: "DATE"
        case .blob: "BLOB"
        case .string: "STRING"
        case .object: "OBJECT"
        }
    }

    /// The type with the name that a server sends; ``unknown`` for a name that is not listed here.
    public init(name: String) {
        self = DataType.allCases.first { $0.name == name } ?? .unknown
    }
}
