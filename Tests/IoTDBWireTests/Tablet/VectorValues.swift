import IoTDBTesting
import IoTDBWire
import Testing

/// Values written in the vectors' JSON.
enum VectorValues {
    /// The value that a JSON cell means for a type.
    static func value(_ json: JSON, _ type: DataType) throws -> Value {
        if json.isNull { return .null }
        switch type {
        case .boolean: return .boolean(try boolean(json))
        case .int32: return .int32(Int32(try #require(json.integer)))
        case .int64: return .int64(try #require(json.integer))
        case .timestamp: return .timestamp(try #require(json.integer))
        case .float: return .float(Float(bitPattern: UInt32(try #require(json.floatBits))))
        case .double: return .double(Double(bitPattern: try #require(json.floatBits)))
        case .text: return .text(try #require(json.string))
        case .string: return .string(try #require(json.string))
        case .date: return .date(Int32(try #require(json["int"]?.integer)))
        case .blob: return .blob(try #require(json.bytes))
        case .object: return .object(try object(json))
        case .vector, .unknown: throw VectorError(type: type)
        }
    }

    private static func boolean(_ json: JSON) throws -> Bool {
        guard let boolean = json.bool else { throw VectorError(type: .boolean) }
        return boolean
    }

    private static func object(_ json: JSON) throws -> [UInt8] {
        let object = try #require(json["object"])
        let content = try #require(object["contentHex"]?.string.flatMap([UInt8].init(hex:)))
        let isLast = object["isEOF"] == .bool(true)
        return ObjectSegment(isLast: isLast, offset: try #require(object["offset"]?.integer), content: content).encoded
    }

    private struct VectorError: Error { let type: DataType }
}
