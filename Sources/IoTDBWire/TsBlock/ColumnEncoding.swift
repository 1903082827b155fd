/// Encoding byte of a TsBlock column (class `ColumnEncoding` of the TsFile library).
package enum ColumnEncoding: UInt8, Sendable {
    /// BOOLEAN, one bit a row, nulls included.
    case byteArray = 0
    /// INT32, DATE and FLOAT, 4 bytes for each row that is not null.
    case int32Array = 1
    /// INT64, TIMESTAMP, DOUBLE and the time column, 8 bytes for each row that is not null.
    case int64Array = 2
    /// TEXT, STRING, BLOB and OBJECT, 32-bit length and bytes for each row that is not null.
    case binaryArray = 3
    /// One value for all rows: an inner encoding, then a column of one row.
    case rle = 4
    /// A column of distinct values, then a 32-bit id for each row.
    case dictionary = 5
}
