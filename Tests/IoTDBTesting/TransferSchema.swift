package import IoTDBWire

/// A generated schema with rows, to be exported, imported into an empty place and exported again.
package struct TransferSchema: Sendable, CustomStringConvertible {
    /// A tablet and how it is written.
    package struct Part: Sendable {
        package var tablet: Tablet
        package var isAligned: Bool
    }

    /// Model of the data.
    package let dialect: SQLDialect
    /// Path or table that is exported, as a command names it.
    package private(set) var subject: String
    /// Database, as a statement names it.
    package let database: String
    /// The rows.
    package private(set) var parts: [Part] = []
    /// Ending of the file, which chooses the format.
    package private(set) var ending = "csv"
    /// Options of both exports.
    package private(set) var exportOptions = ""
    /// Options of the import.
    package private(set) var importOptions = ""
    /// Whether the dumped schema is loaded before the rows.
    package private(set) var loadsSchema = false
    package let description: String
    private var typesByName: [String: DataType] = [:]

    private static let endings = ["csv", "tsv", "ndjson", "csv.gz", "ndjson.gz", "csv", "tsv"]
    private static let names = [
        "s", "Temp", "温度", "a b", "x.y", "select", "a\"b", "d-1", "é", "n(1)", "😀", "q'q", "1st", "root2", "a,b",
    ]
    /// Names of a table's columns: those that a tablet can have, which are in small letters without quotes.
    private static let columnNames = ["s", "temp", "温度", "n_1", "d2", "value_3", "列", "reading", "x9", "t_x"]
    private static let nodes = ["d1", "`a-b`", "温度", "`x.y z`", "`1`", "D", "d_2", "`q'q`"]

    /// Makes a schema from its seed.
    package init(seed: UInt64, dialect: SQLDialect, name: String) throws {
        var generator = SeededGenerator(seed: seed &* 2 &+ (dialect == .table ? 1 : 0))
        self.dialect = dialect
        database = dialect == .tree ? "root.\(name)" : name
        subject = database
        description = "\(dialect) schema of seed \(seed)"
        chooseFormat(&generator)
        let count = Int.random(in: 1...4, using: &generator)
        if dialect == .tree {
            for node in Self.nodes.shuffled(using: &generator).prefix(count) { try addDevice(node, &generator) }
        } else {
            try addTable(&generator)
        }
    }

    private mutating func chooseFormat(_ generator: inout SeededGenerator) {
        ending = Self.endings.randomElement(using: &generator) ?? "csv"
        let isDelimited = !ending.hasPrefix("ndjson")
        loadsSchema = !isDelimited || Bool.random(using: &generator)
        var both: [String] = []
        if isDelimited {
            exportOptions = loadsSchema && Bool.random(using: &generator) ? "" : "header=types"
            if let quotes = ["backslash", "rfc4180", nil, nil].randomElement(using: &generator) ?? nil {
                both.append("quotes=\(quotes)")
            }
            if let null = ["N/A", "null", "''", nil, nil, nil].randomElement(using: &generator) ?? nil {
                both.append("null=\(null)")
            }
        }
        if dialect == .tree {
            both.append(["layout=wide", "layout=device"].randomElement(using: &generator) ?? "")
        }
        importOptions = both.joined(separator: " ") + " --threads \(Int.random(in: 1...4, using: &generator))"
        importOptions += " batch=\([7, 64, 8192].randomElement(using: &generator) ?? 1)"
        exportOptions += " " + both.joined(separator: " ")
        let time = ["iso", "epoch", "iso zone=+05:30", "auto"].randomElement(using: &generator) ?? "iso"
        exportOptions += " time=\(time)"
    }

    private mutating func addDevice(_ node: String, _ generator: inout SeededGenerator) throws {
        let names = Self.names.shuffled(using: &generator).prefix(Int.random(in: 1...12, using: &generator))
        let schema = names.map { MeasurementSchema($0, type(of: $0, &generator)) }
        var tablet = try Tablet(device: "\(database).\(node)", schema: schema)
        var rows = Int.random(in: 1...60, using: &generator)
        rows = max(rows, schema.count)
        for (row, time) in Self.times(rows, &generator).enumerated() {
            // Each series has a value: one without any is no more than a line of the schema.
            let values = schema.indices.map { column in
                TransferValue.random(schema[column].type, isNeeded: column == row % schema.count, &generator)
            }
            try tablet.appendRow(timestamp: time, values)
        }
        parts.append(Part(tablet: tablet, isAligned: Bool.random(using: &generator)))
    }

    /// Measurements of one name have one type in all devices: rows by device could not be asked for otherwise.
    private mutating func type(of name: String, _ generator: inout SeededGenerator) -> DataType {
        let type = typesByName[name] ?? Self.types.randomElement(using: &generator) ?? .int32
        typesByName[name] = type
        return type
    }

    private mutating func addTable(_ generator: inout SeededGenerator) throws {
        let table = ["t1", "\"t2\"", "\"温度\""].randomElement(using: &generator) ?? "t1"
        subject = table
        let names = Self.columnNames.shuffled(using: &generator).prefix(Int.random(in: 4...11, using: &generator))
        var columns: [ColumnSchema] = []
        for (index, name) in names.enumerated() {
            switch index {
            case 0: columns.append(ColumnSchema(name, .string, category: .tag))
            case 1: columns.append(ColumnSchema(name, .string, category: .attribute))
            case 2 where Bool.random(using: &generator): columns.append(ColumnSchema(name, .string, category: .tag))
            default:
                let type = Self.types.randomElement(using: &generator) ?? .int32
                columns.append(ColumnSchema(name, type, category: .field))
            }
        }
        var tablet = try Tablet(table: table.filter { $0 != "\"" }, columns: columns)
        for device in 0..<Int.random(in: 1...4, using: &generator) {
            let rows = max(columns.count, Int.random(in: 1...40, using: &generator))
            let attribute = TransferValue.random(.string, isNeeded: true, &generator)
            for (row, time) in Self.times(rows, &generator).enumerated() {
                let values: [Value] = columns.indices.map { column in
                    switch columns[column].category {
                    case .tag: device == 0 && column > 1 ? .null : .string("tag \(device % 3), \"\(device / 3)\"")
                    case .attribute: attribute
                    default:
                        TransferValue.random(columns[column].type, isNeeded: column == row % columns.count, &generator)
                    }
                }
                try tablet.appendRow(timestamp: time, values)
            }
        }
        parts.append(Part(tablet: tablet, isAligned: false))
    }

    private static let types: [DataType] = [
        .boolean, .int32, .int64, .float, .double, .text, .string, .blob, .date, .timestamp,
    ]

    /// Different times around 1970, in no order.
    private static func times(_ count: Int, _ generator: inout SeededGenerator) -> [Int64] {
        let step = Int64.random(in: 1...86_400_123, using: &generator)
        let first = -step * Int64.random(in: 0...Int64(count), using: &generator)
        return (0..<Int64(count)).map { first + $0 * step }.shuffled(using: &generator)
    }
}

/// Values that are hard to keep.
private enum TransferValue {
    private static let texts = [
        "", "null", "NULL", "N/A", "a,b", "x\"y", "\"", "\"\"", "\"quoted\"", "line\nbreak", "cr\r\nlf", "\r", "\n",
        "tab\tx",
        " blanks ", "back\\slash", "\\", "\\N", "\\n", "\\,", "\u{1}\u{1B}[31m", "\u{7F}\u{85}", "温度 é 😀", "'quoted'",
        "''", "{\"json\":1}", "=1+1", "5", "-0.0", "true", "0x61", "2024-01-01", "e\u{301}", "\u{FEFF}bom", "root.a",
    ]
    private static let doubles: [Double] = [
        0, -0.0, 1.5, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
        .leastNonzeroMagnitude, .leastNormalMagnitude, 1e7, 1e-3, 0.1, 123456.789, 1e16, 9_007_199_254_740_992,
    ]
    private static let floats: [Float] = [
        0, -0.0, 1.5, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e7, 1e-3, 0.1,
        16_777_216,
    ]

    static func random(_ type: DataType, isNeeded: Bool, _ generator: inout SeededGenerator) -> Value {
        if !isNeeded, Int.random(in: 0..<4, using: &generator) == 0 { return .null }
        switch type {
        case .boolean: return .boolean(Bool.random(using: &generator))
        case .int32:
            return .int32([.min, .max, 0, -1, Int32.random(in: .min ... .max, using: &generator)].pick(&generator))
        case .int64:
            return .int64([.min, .max, 0, -1, Int64.random(in: .min ... .max, using: &generator)].pick(&generator))
        case .float: return .float(floats.pick(&generator))
        case .double: return .double((doubles + [Double(bitPattern: finite(&generator))]).pick(&generator))
        case .text: return .text(texts.pick(&generator))
        case .string: return .string(texts.pick(&generator))
        case .blob:
            let count = [0, 1, 3, 300].pick(&generator)
            return .blob((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
        case .date: return .date([10_000_101, 99_991_231, 19_691_231, 20_240_229].pick(&generator))
        case .timestamp:
            return .timestamp([0, -1, 1, -86_400_001, 1 << 40, -(1 << 40)].pick(&generator))
        default: return .null
        }
    }

    /// Bits of any finite number.
    private static func finite(_ generator: inout SeededGenerator) -> UInt64 {
        let bits = generator.next()
        return bits & 0x7ff0_0000_0000_0000 == 0x7ff0_0000_0000_0000 ? bits ^ (1 << 62) : bits
    }
}

extension Array {
    /// One of the elements, of which there are some.
    fileprivate func pick(_ generator: inout SeededGenerator) -> Element {
        self[Int.random(in: indices, using: &generator)]
    }
}
