import IoTDBTesting
import IoTDBWire
import Testing

@testable import IoTDBDemo

@Suite("TsBlocks that the demo server makes")
struct TsBlockVectorEncodingTests {
    /// The encoder makes arrays, and a run of one null where a column has no value, as a real server does.
    private static func isCanonical(_ vector: Vector) -> Bool {
        guard let columns = vector.expected["columns"]?.array, let rows = vector.expected["positionCount"]?.integer,
            let encodings = vector.expected["encodings"]?.array?.compactMap(\.string), encodings.first == "INT64_ARRAY"
        else { return false }
        let others = ["int32_flag_without_null", "date_type_byte_9"]
        return rows > 0 && !others.contains(vector.name)
            && zip(columns, encodings.dropFirst()).allSatisfy { column, encoding in
                (encoding == "RLE") == (column.array ?? []).allSatisfy(\.isNull) && encoding != "DICTIONARY"
            }
    }

    static let canonical = Vectors.load("tsblocks").filter(isCanonical)

    @Test("most vectors are blocks that the encoder makes too")
    func coverage() { #expect(Self.canonical.count >= 30) }

    @Test("a block of the described cells has the vector's bytes", arguments: canonical)
    func bytes(_ vector: Vector) throws {
        let times = (vector.expected["times"]?.array ?? []).compactMap(\.integer)
        let types = (vector.expected["valueColumnTypes"]?.array ?? []).compactMap(\.integer)
        let cells = (vector.expected["columns"]?.array ?? []).map { $0.array ?? [] }
        let columns = try zip(types, cells).map { type, cells in
            let type = try #require(DataType(rawValue: UInt8(type)))
            return ResultTable.Column(name: "c", type: type, cells: try cells.map { try value($0, type) })
        }
        let block = TsBlockEncoder.block(ResultTable(times: times, columns: columns), rows: 0..<times.count)
        #expect(block.hex == vector.hex)
    }

    private func value(_ cell: JSON, _ type: DataType) throws -> Value {
        if cell.isNull { return .null }
        switch type {
        case .boolean: return .boolean(try #require(cell.bool as Bool?))
        case .int32: return .int32(Int32(try #require(cell.integer)))
        case .int64: return .int64(try #require(cell.integer))
        case .float: return .float(Float(bitPattern: UInt32(try #require(cell.floatBits))))
        case .double: return .double(Double(bitPattern: try #require(cell.floatBits)))
        default: return .blob(try #require(cell.bytes))
        }
    }
}
