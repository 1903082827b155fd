import IoTDBWire

/// Values of every type, edges among them.
enum SampleValues {
    /// The ten types that tablets and rows can hold.
    static let types: [DataType] = [
        .boolean, .int32, .int64, .float, .double, .text, .timestamp, .date, .blob, .string,
    ]

    /// Name of the measurement or column of a type.
    static func name(_ type: DataType) -> String { "c_" + type.name.lowercased() }

    /// Names of the measurements of all types.
    static var names: [String] { types.map(name) }

    /// Rows without nulls. Each has a name of its own: one literal of all takes the type checker minutes.
    static let rows: [[Value]] = [zeros, largest, smallest, ordinary, odd, special]

    private static let zeros: [Value] = [
        .boolean(true), .int32(0), .int64(0), .float(0), .double(0), .text(""), .timestamp(0), .date(19_700_101),
        .blob([]),
        .string(""),
    ]

    private static let largest: [Value] = [
        .boolean(false), .int32(.max), .int64(.max), .float(.greatestFiniteMagnitude),
        .double(.greatestFiniteMagnitude),
        .text("漢字 25℃"), .timestamp(253_402_300_799_999), .date(99_991_231), .blob(Array(0...255)),
        .string("👩‍👩‍👧‍👦 family"),
    ]

    private static let smallest: [Value] = [
        .boolean(true), .int32(.min), .int64(.min), .float(.leastNonzeroMagnitude), .double(.leastNonzeroMagnitude),
        .text("it's \"quoted\" \\ and`"), .timestamp(-1), .date(10_000_101), .blob([0xff, 0xfe, 0]),
        .string("tab\tnew\nline\r\n"),
    ]

    private static let ordinary: [Value] = [
        .boolean(false), .int32(-7), .int64(9_007_199_254_740_993), .float(0.1), .double(0.1), .text(" lead trail "),
        .timestamp(1_700_000_000_000), .date(20_240_229), .blob([10]), .string("NULL"),
    ]

    private static let odd: [Value] = [
        .boolean(true), .int32(42), .int64(-9_007_199_254_740_993), .float(-0.0), .double(-0.0),
        .text(String(repeating: "long ", count: 200)), .timestamp(-62_135_596_800_000), .date(19_691_231),
        .blob(Array(repeating: 0xab, count: 3000)), .string("\u{200B}zero\u{200B}width"),
    ]

    private static let special: [Value] = [
        .boolean(true), .int32(1), .int64(1), .float(.infinity), .double(-.infinity), .text("null"), .timestamp(1),
        .date(20_001_231), .blob([0]), .string("'; DROP DATABASE root; --"),
    ]

    /// The rows with nulls in ever other places, no row all null.
    static var rowsWithNulls: [[Value]] {
        (0..<12).map { index in
            rows[index % rows.count].enumerated().map { column, value in
                (index + column) % 3 == 0 || (index == 7 && column > 0) ? .null : value
            }
        }
        .filter { row in row.contains { $0 != .null } }
    }
}
