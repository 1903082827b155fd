import IoTDBWire
import Testing

/// Reading a cell as a type, where it lies and by way of a value.
@Suite struct RowReadingTests {
    /// Compares both ways for every cell of the sample.
    private func check<Result: ValueConvertible & Equatable>(_ type: Result.Type) {
        for index in 0...1 {
            let row = SampleRows.row(index)
            for position in 0..<row.count {
                let expected = Result(value: row[position])
                #expect(Result(row: row, position: position) == expected, "row \(index), column \(position), \(type)")
                #expect((try? row.get(type, at: position)) == expected, "row \(index), column \(position), \(type)")
            }
        }
    }

    @Test func bothWaysReadTheSame() {
        check(Bool.self)
        check(Int.self)
        check(Int8.self)
        check(Int16.self)
        check(Int32.self)
        check(Int64.self)
        check(UInt8.self)
        check(UInt64.self)
        check(Float.self)
        check(Double.self)
        check(String.self)
        check([UInt8].self)
        check(Value.self)
        check(Bool?.self)
        check(Int?.self)
        check(Int32?.self)
        check(Int64?.self)
        check(Double?.self)
        check(String?.self)
    }

    @Test func aTypeOfOnesOwnIsReadByItsValue() throws {
        struct Level: ValueConvertible, Equatable {
            let text: String
            init?(value: Value) { text = "<\(value)>" }
        }
        #expect(try SampleRows.row(0).get(Level.self, named: "level").text == "<0.1>")
        #expect(try SampleRows.row(1).get(Level.self, named: "small").text == "<null>")
    }
}
