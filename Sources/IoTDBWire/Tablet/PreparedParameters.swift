/// The parameters of `executePreparedStatement`: a 32-bit count, then for each a type byte and the value; type 7 is a
/// null without value.
package enum PreparedParameters {
    /// Encodes parameters in the order of the statement's `?`.
    ///
    /// TIMESTAMP goes as INT64, because the format has no type for it.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for DATE and OBJECT, which the format cannot hold either.
    package static func encode(_ values: [Value]) throws(IoTDBError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendBigEndian(Int32(truncatingIfNeeded: values.count))
        for (index, value) in values.enumerated() {
            switch value {
            case .date, .object:
                throw IoTDBError(
                    .invalidArgument,
                    "parameter \(index + 1): \(value.typeName) cannot be bound; pass a text and cast it"
                )
            case .timestamp: try ScalarCoding.append(value, type: .int64, to: &bytes)
            default: try ScalarCoding.append(value, type: value.type ?? .unknown, to: &bytes)
            }
        }
        return bytes
    }

    /// Decodes a whole buffer.
    package static func decode(_ bytes: ArraySlice<UInt8>) throws(ThriftDecodingError) -> [Value] {
        var reader = ByteReader(bytes)
        let count: Int32 = try reader.readInteger()
        guard count >= 0, Int(count) <= reader.remaining else {
            throw ThriftDecodingError("\(count) parameters in \(reader.remaining) bytes", at: 0)
        }
        var values: [Value] = []
        for _ in 0..<count { values.append(try read(from: &reader)) }
        try reader.expectEnd()
        return values
    }

    private static func read(from reader: inout ByteReader) throws(ThriftDecodingError) -> Value {
        let byte: UInt8 = try reader.readInteger()
        switch DataType(rawValue: byte) {
        case .unknown: return .null
        case .boolean, .int32, .int64, .float, .double, .text, .string, .blob:
            return try ScalarCoding.read(DataType(rawValue: byte) ?? .unknown, from: &reader)
        default: throw ThriftDecodingError("no parameter can be of type \(byte)", at: reader.offset - 1)
        }
    }
}
