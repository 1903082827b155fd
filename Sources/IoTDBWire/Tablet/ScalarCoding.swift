/// Values one after the other, as row values and prepared-statement parameters have them: a type byte, then the value,
/// numbers big-endian.
enum ScalarCoding {
    /// Appends type byte and value. Nulls are the caller's: the two formats mark them differently.
    static func append(_ value: Value, type: DataType, to bytes: inout [UInt8]) throws(IoTDBError) {
        bytes.append(type.rawValue)
        switch value {
        case .null: break
        case .boolean(let value): bytes.append(value ? 1 : 0)
        case .int32(let value), .date(let value): bytes.appendBigEndian(value)
        case .int64(let value), .timestamp(let value): bytes.appendBigEndian(value)
        case .float(let value): bytes.appendBigEndian(value.bitPattern)
        case .double(let value): bytes.appendBigEndian(value.bitPattern)
        case .text(let value), .string(let value): try bytes.appendSized(value.utf8)
        case .blob(let value), .object(let value): try bytes.appendSized(value)
        }
    }

    /// Reads the value behind a type byte.
    static func read(_ type: DataType, from reader: inout ByteReader) throws(ThriftDecodingError) -> Value {
        switch type {
        case .boolean: return .boolean((try reader.readInteger() as UInt8) == 1)
        case .int32: return .int32(try reader.readInteger())
        case .date: return .date(try reader.readInteger())
        case .int64: return .int64(try reader.readInteger())
        case .timestamp: return .timestamp(try reader.readInteger())
        case .float: return .float(Float(bitPattern: try reader.readInteger()))
        case .double: return .double(Double(bitPattern: try reader.readInteger()))
        case .text: return .text(try reader.readText())
        case .string: return .string(try reader.readText())
        case .blob: return .blob([UInt8](try reader.readSized()))
        case .vector, .unknown, .object:
            throw ThriftDecodingError("no value can be of type \(type.name)", at: reader.offset)
        }
    }
}
