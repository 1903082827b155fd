/// A type whose cells a ``TsBlock`` keeps side by side in memory: `Int64`, `Int32`, `Double`, `Float` and `Bool`.
///
/// Only the library's own conformances work.
public protocol ColumnElement: BitwiseCopyable, Sendable {
    /// Types of the columns that are read as this type.
    static var columnTypes: Set<DataType> { get }
}

extension Int64: ColumnElement {
    /// INT64 and TIMESTAMP.
    public static var columnTypes: Set<DataType> { [.int64, .timestamp] }
}

extension Int32: ColumnElement {
    /// INT32 and DATE.
    public static var columnTypes: Set<DataType> { [.int32, .date] }
}

extension Double: ColumnElement {
    /// DOUBLE.
    public static var columnTypes: Set<DataType> { [.double] }
}

extension Float: ColumnElement {
    /// FLOAT.
    public static var columnTypes: Set<DataType> { [.float] }
}

extension Bool: ColumnElement {
    /// BOOLEAN.
    public static var columnTypes: Set<DataType> { [.boolean] }
}
