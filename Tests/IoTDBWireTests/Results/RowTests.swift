import IoTDBWire
import Testing

@Suite struct RowTests {
    @Test func cellsHaveTheTypesOfTheirColumns() {
        #expect(
            SampleRows.row(0).values == [
                .timestamp(1_000), true, .int32(7), 5_000_000_000, .float(1.5), 0.1, .text("one"),
                .blob(Array("one".utf8)),
                .date(20_240_229), 5_000_000_000,
            ]
        )
    }

    @Test func aNullIsAValueOfItsOwn() throws {
        let row = SampleRows.row(1)
        #expect(row["small"] == .some(.null))
        #expect(try row.isNull(at: 2))
        #expect(try row.get(Int?.self, named: "small") == nil)
        #expect(throws: IoTDBError(.nullValue, "")) { try row.get(Int.self, named: "small") }
        #expect(try row.get(Value.self, named: "small") == .null)
    }

    @Test func ofEqualNamesTheFirstColumnIsFound() throws {
        let row = SampleRows.row(0)
        #expect(row["small"] == .int32(7))
        #expect(row[9] == 5_000_000_000)
        #expect(row.count == 10)
        #expect(row.columnNames.last == "small")
    }

    @Test func anUnknownColumnIsNilOrAnError() {
        let row = SampleRows.row(0)
        #expect(row["none"] == nil)
        #expect(throws: IoTDBError(.columnNotFound, "")) { try row.get(Int.self, named: "none") }
        #expect(throws: IoTDBError(.columnNotFound, "")) { try row.value(at: 10) }
        #expect(throws: IoTDBError(.columnNotFound, "")) { try row.value(at: -1) }
    }

    @Test func typedReadingNeverRoundsOrWraps() throws {
        let row = SampleRows.row(0)
        #expect(try row.get(Int32.self, named: "small") == 7)
        #expect(try row.get(UInt8.self, named: "small") == 7)
        #expect(try row.get(Int64.self, named: "large") == 5_000_000_000)
        #expect(try row.get(Double.self, named: "ratio") == 1.5)
        #expect(try row.get(String.self, named: "label") == "one")
        #expect(try row.get([UInt8].self, named: "bytes") == Array("one".utf8))
        #expect(try row.get(Bool.self, named: "flag"))
        #expect(throws: IoTDBError(.typeMismatch, "")) { try row.get(Int32.self, named: "large") }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try row.get(Float.self, named: "level") }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try row.get(Double.self, named: "large") }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try row.get(String?.self, named: "small") }
        #expect(throws: IoTDBError(.typeMismatch, "")) { try row.get(Int.self, named: "flag") }
    }

    @Test func anImpossibleDateIsReturnedAsSent() {
        #expect(SampleRows.row(1)["day"] == .date(99))
        #expect(SampleRows.row(1)["day"]?.description == "99")
    }

    @Test func aTypeUnlikeTheStorageIsReadAsStored() {
        let columns = [
            ResultColumn(name: "a", type: .text, blockIndex: 1), ResultColumn(name: "b", type: .unknown, blockIndex: 5),
        ]
        #expect(SampleRows.row(0, columns: columns).values == [.int32(7), .blob(Array("one".utf8))])
    }

    @Test(arguments: [
        (Value.null, "null"), (true, "true"), (.int32(-5), "-5"), (.timestamp(12), "12"), (.double(0.1), "0.1"),
        (.float(1.5), "1.5"),
        (.date(20_240_229), "2024-02-29"), (.date(0), "0"), (.blob([0, 255]), "0x00ff"), (.text("a'b"), "a'b"),
    ])
    func aValueHasAPlainText(value: Value, text: String) { #expect("\(value)" == text) }

    @Test func valuesAreMadeFromOptionals() {
        #expect(Value(nil as Int?) == .null)
        #expect(Value(5 as Int?) == .int64(5))
        #expect(Value("a") == .string("a"))
        #expect(Value([1, 2] as [UInt8]) == .blob([1, 2]))
        #expect(Value(1.5 as Float) == .float(1.5))
    }
}
