import IoTDBWire
import Testing

/// What Swift values are written as in a statement.
@Suite struct SQLParameterTests {
    private static let day = CalendarDate(number: 20_240_229)
    private static let values: [(value: any SQLParameterConvertible, literal: String)] = [
        ("it's", "'it''s'"), ("abc".dropFirst(), "'bc'"), (true, "true"), (1.5, "1.5"), (Float(0.5), "0.5"),
        (7, "7"), (Int8(-8), "-8"), (Int16(16), "16"), (Int32.min, "-2147483648"), (Int64.max, "9223372036854775807"),
        (UInt(1), "1"), (UInt8(255), "255"), (UInt16(2), "2"), (UInt32(3), "3"),
        (UInt64.max, "18446744073709551615"), (Int?.none, "NULL"), (Int?.some(4), "4"),
        ([0, 255] as [UInt8], "X'00ff'"), ([] as [UInt8], "X''"), ([1, 2], "(1, 2)"), (["a", "b'"], "('a', 'b''')"),
        ([1, nil] as [Int?], "(1, NULL)"), ([1, 2, 3][1...], "(2, 3)"), (Set(["x"]), "('x')"),
        (day, "'2024-02-29'"), (Timestamp(seconds: 1), "1000"), (Value.null, "NULL"), (Value.text("t"), "'t'"),
        (SQLParameter.identifier("a b"), "`a b`"), (SQLParameter.path("root.a-b.*"), "root.`a-b`.*"),
    ]

    @Test(arguments: values.indices) func aValueIsOneLiteral(index: Int) throws {
        let (value, literal) = Self.values[index]
        #expect(try StatementParameters([value.sqlParameter]).render("?", dialect: .tree) == literal)
    }

    /// A server code asks for statements with what it has: an array by place, a dictionary by name.
    @Test func arraysAndDictionariesOfValuesAreParameters() throws {
        let some: [any SQLParameterConvertible] = ["h", 3, Self.day, [1.5, 2]]
        #expect(
            try StatementParameters(some).render("? ? ? ?", dialect: .table) == "'h' 3 '2024-02-29' (1.5, 2.0)"
        )
        let named: [String: any SQLParameterConvertible] = ["host": "h", "from": Timestamp(seconds: 2)]
        #expect(
            try StatementParameters(named: named).render("h = :host AND time > :from", dialect: .tree)
                == "h = 'h' AND time > 2000"
        )
    }
}
