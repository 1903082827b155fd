import CivilTime

/// The values of one row as insertRecord, insertRecords and insertRecordsOfOneDevice send them.
///
/// | Type byte | Then |
/// |---|---|
/// | BOOLEAN | 1 byte, 1 = true |
/// | INT32, DATE; INT64, TIMESTAMP; FLOAT; DOUBLE | 4 or 8 bytes, big-endian |
/// | TEXT, STRING, BLOB | 32-bit length, bytes |
/// | `fe` | null; nothing follows |
/// | `ff` | 32-bit length, bytes: text whose type the server chooses |
package enum RecordValues {
    /// What goes into a request: the measurements that have a value, and the values.
    package struct EncodedRow: Sendable, Equatable {
        /// Names without those of nulls. Empty when every value is null: such a row is not sent.
        package var measurements: [String]
        /// Value buffer.
        package var values: [UInt8]
    }

    /// Drops nulls with their names, which is what the official clients do: 2.0.1 refuses a null in a row, after
    /// writing the other values.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for unequal counts, an impossible date, or an OBJECT, which rows
    ///   cannot hold.
    package static func row(measurements: [String], values: [Value]) throws(IoTDBError) -> EncodedRow {
        guard measurements.count == values.count else {
            throw IoTDBError(.invalidArgument, "\(values.count) values for \(measurements.count) measurements")
        }
        var row = EncodedRow(measurements: [], values: [])
        for (name, value) in zip(measurements, values) where value != .null {
            row.measurements.append(name)
            try append(value, to: &row.values)
        }
        return row
    }

    /// Encodes every value, nulls as `fe`.
    package static func encode(_ values: [Value]) throws(IoTDBError) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in values { try append(value, to: &bytes) }
        return bytes
    }

    /// Decodes a buffer of `count` values and nothing else; `ff` becomes a TEXT.
    package static func decode(_ bytes: ArraySlice<UInt8>, count: Int) throws(ThriftDecodingError) -> [Value] {
        var reader = ByteReader(bytes)
        var values: [Value] = []
        // A value takes a byte at least, so a count beyond the bytes cannot make this loop allocate.
        for _ in 0..<max(0, count) { values.append(try read(from: &reader)) }
        try reader.expectEnd()
        return values
    }

    private static func append(_ value: Value, to bytes: inout [UInt8]) throws(IoTDBError) {
        guard let type = value.type else { return bytes.append(null) }
        if case .object = value { throw IoTDBError(.invalidArgument, "an OBJECT can be written by a tablet only") }
        if case .date(let date) = value, !DateNumber.isValid(date) {
            throw IoTDBError(.invalidArgument, "\(date) is no date from 10000101 to 99991231")
        }
        try ScalarCoding.append(value, type: type, to: &bytes)
    }

    private static func read(from reader: inout ByteReader) throws(ThriftDecodingError) -> Value {
        let byte: UInt8 = try reader.readInteger()
        if byte == null { return .null }
        if byte == inferred { return .text(try reader.readText()) }
        guard let type = DataType(rawValue: byte) else {
            throw ThriftDecodingError("unknown type byte \(byte)", at: reader.offset - 1)
        }
        return try ScalarCoding.read(type, from: &reader)
    }

    private static let null: UInt8 = 0xfe
    private static let inferred: UInt8 = 0xff
}
