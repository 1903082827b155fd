import IoTDBWire
import Testing

private struct Sample: Decodable, Equatable {
    let flag: Bool
    let small: Int16?
    let large: UInt64
    let ratio: Float
    let level: Double
    let label: String
    let bytes: [UInt8]
    let day: Value
    let missing: String?
}

private enum Label: String, Decodable {
    case one
    case two
}

@Suite struct RowDecoderTests {
    private let decoder = RowDecoder()

    @Test func aStructIsDecodedByColumnNames() throws {
        let decoder = RowDecoder(missingColumns: .asNull)
        let sample = try decoder.decode(Sample.self, from: SampleRows.row(0))
        let expected = Sample(
            flag: true,
            small: 7,
            large: 5_000_000_000,
            ratio: 1.5,
            level: 0.1,
            label: "one",
            bytes: Array("one".utf8),
            day: .date(20_240_229),
            missing: nil
        )
        #expect(sample == expected)
        #expect(try decoder.decode(Sample.self, from: SampleRows.row(1)).small == nil)
    }

    @Test func codingKeysNameOtherColumns() throws {
        struct Renamed: Decodable {
            let height: Double
            let kind: Label
            enum CodingKeys: String, CodingKey {
                case height = "level"
                case kind = "label"
            }
        }
        let renamed = try decoder.decode(Renamed.self, from: SampleRows.row(1))
        #expect(renamed.kind == .two)
        #expect(renamed.height == 0)
    }

    @Test func errorsAreTyped() {
        struct NotNull: Decodable { let small: Int }
        struct Missing: Decodable { let absent: Int }
        struct Narrow: Decodable { let large: Int32 }
        struct WrongEnum: Decodable { let label: Wrong }
        enum Wrong: String, Decodable { case three }
        struct Nested: Decodable { let label: NotNull }
        struct Listed: Decodable { let label: [Int] }
        let row = SampleRows.row(1)
        #expect(throws: IoTDBError(.nullValue, "")) { try decoder.decode(NotNull.self, from: row) }
        #expect(throws: IoTDBError(.columnNotFound, "")) { try decoder.decode(Missing.self, from: row) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try decoder.decode(Narrow.self, from: row) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try decoder.decode(WrongEnum.self, from: row) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try decoder.decode(Nested.self, from: row) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try decoder.decode(Listed.self, from: row) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try decoder.decode([Int].self, from: row) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try decoder.decode(Int.self, from: row) }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try decoder.decode([UInt8].self, from: row) }
    }

    @Test func aRowOfOneColumnIsDecodedAsAValue() throws {
        func only(_ column: Int, _ row: Int) -> Row { SampleRows.row(row, columns: [SampleRows.columns[column]]) }
        #expect(try decoder.decode(Int64.self, from: only(3, 0)) == 5_000_000_000)
        #expect(try decoder.decode(Label.self, from: only(6, 0)) == .one)
        #expect(try decoder.decode(Int?.self, from: only(2, 1)) == nil)
        #expect(try decoder.decode(Value.self, from: only(4, 0)) == .float(1.5))
        #expect(try decoder.decode([UInt8].self, from: only(7, 0)) == Array("one".utf8))
    }

    @Test func aDictionaryHasTheColumns() throws {
        let row = SampleRows.row(0, columns: Array(SampleRows.columns[2...3]))
        #expect(try decoder.decode([String: Value].self, from: row) == ["small": .int32(7), "large": 5_000_000_000])
    }
}
