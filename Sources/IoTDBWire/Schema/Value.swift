/// One cell: a null, or a value of one of the data types.
public enum Value: Sendable, Hashable {
    /// No value.
    case null
    /// BOOLEAN.
    case boolean(Bool)
    /// INT32.
    case int32(Int32)
    /// INT64.
    case int64(Int64)
    /// FLOAT.
    case float(Float)
    /// DOUBLE.
    case double(Double)
    /// TEXT.
    ///
    /// Bytes that are not UTF-8 were replaced by U+FFFD.
    case text(String)
    /// TIMESTAMP, in the server's time unit since 1970-01-01T00:00:00Z.
    case timestamp(Int64)
    /// DATE as year × 10000 + month × 100 + day.
    ///
    /// A server may hold impossible dates.
    case date(Int32)
    /// BLOB.
    case blob([UInt8])
    /// STRING.
    ///
    /// Bytes that are not UTF-8 were replaced by U+FFFD.
    case string(String)
    /// OBJECT, as sent: 8 bytes big-endian size, then whatever the server adds.
    case object([UInt8])
}
