import Foundation
package import IoTDBWire

/// The data that the corpora query.
package enum CorpusData {
    /// Writes it with tablets: five databases of the tree model, and with a session for it the table `plant.big`.
    package static func insert(
        tree: SessionConfiguration,
        table: SessionConfiguration?
    ) async throws {
        let session = try await Session.open(tree)
        for tablet in try treeTablets() { try await session.insert(tablet) }
        try await session.executeNonQuery("FLUSH")
        await session.close()
        guard let table else { return }
        let tables = try await Session.open(table)
        try await tables.executeNonQuery("CREATE DATABASE plant")
        try await tables.executeNonQuery("CREATE TABLE plant.big (tag STRING TAG, v DOUBLE FIELD, n INT64 FIELD)")
        try await tables.executeNonQuery("USE plant")
        try await tables.insert(try tableTablet())
        await tables.close()
    }

    private static func treeTablets() throws -> [Tablet] {
        try [big1(), big2(), sparse(), evil(), wide(), performance()]
    }

    private static func big1() throws -> Tablet {
        try tablet(
            "root.big.d1",
            [("s0", .int64), ("s1", .double), ("s2", .float), ("s3", .text)],
            0..<5000,
            step: 1000
        ) {
            [.int64($0 * 37), .double(sin(Double($0) / 10) * 100), .float(Float(Double($0) / 7)), .text("row \($0)")]
        }
    }

    private static func big2() throws -> Tablet {
        try tablet("root.big.d2", [("s0", .int32), ("ok", .boolean)], 0..<2000, step: 1000) {
            [.int32(Int32(-$0)), .boolean($0 % 3 == 0)]
        }
    }

    private static func sparse() throws -> Tablet {
        try tablet("root.sparse.d1", [("a", .int32), ("b", .double), ("c", .text), ("d", .boolean)], 0..<100) {
            [
                $0 % 2 == 0 ? .int32(Int32($0)) : .null, $0 % 3 == 0 ? .double(Double($0) / 3) : .null,
                $0 % 5 == 0 ? .text("v\($0)") : .null, $0 % 17 == 0 ? .boolean(true) : .null,
            ]
        }
    }

    private static func evil() throws -> Tablet {
        try tablet("root.evil.d1", [("s", .text)], 0..<Int64(evilTexts.count)) { [.text(evilTexts[Int($0)])] }
    }

    private static func wide() throws -> Tablet {
        let names = (0..<100).map { ($0 < 10 ? "s0\($0)" : "s\($0)", DataType.int32) }
        return try tablet("root.wide.d1", names, 0..<20) { row in
            (0..<100).map { .int32(Int32($0) * Int32(row)) }
        }
    }

    private static func performance() throws -> Tablet {
        let columns: [(String, DataType)] = [("i", .int64), ("d", .double), ("f", .float), ("b", .boolean)]
        return try tablet("root.perf.d1", columns, 0..<20_000, from: 1_700_000_000_000, step: 1000) {
            [
                .int64($0 * 7919), .double(sin(Double($0) / 100) * 1000), .float(Float(Double($0) / 3)),
                .boolean($0 % 2 == 0),
            ]
        }
    }

    private static func tableTablet() throws -> Tablet {
        let columns = [
            ColumnSchema("tag", .string, category: .tag), ColumnSchema("v", .double), ColumnSchema("n", .int64),
        ]
        var tablet = try Tablet(table: "big", columns: columns)
        for row in Int64(0)..<3000 {
            let values: [Value] = [.string("t\(row % 4)"), .double(cos(Double(row) / 10)), .int64(row)]
            try tablet.appendRow(timestamp: row * 1000, values)
        }
        return tablet
    }

    /// A tablet whose rows come from their numbers.
    private static func tablet(
        _ device: String,
        _ columns: [(name: String, type: DataType)],
        _ rows: Range<Int64>,
        from start: Int64 = 0,
        step: Int64 = 1,
        _ values: (Int64) -> [Value]
    ) throws -> Tablet {
        var tablet = try Tablet(device: device, schema: columns.map { MeasurementSchema($0.name, $0.type) })
        for row in rows { try tablet.appendRow(timestamp: start + row * step, values(row)) }
        return tablet
    }

    /// Texts that hurt terminals and parsers.
    private static let evilTexts = [
        "\u{1b}[31mred\u{1b}[0m", "\u{1b}]0;title\u{7}", "tab\there", "cr\rhere", "nl\nhere", "nul\0here", "bell\u{7}",
        "\u{202e}right-to-left\u{202c}", "\u{9b}31mC1", String(repeating: "a", count: 300), "汉字宽度",
        "\u{e9} combining e\u{301}", "👩‍👩‍👧‍👦 family", "🇩🇪 flag", "zero\u{200b}width", "\u{feff}bom", "'; DROP --",
        "back\\slash", "\"quote\"", " lead trail ",
    ]
}
