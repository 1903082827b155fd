import IoTDBWire

extension Scenario {
    /// The table model.
    static let tables = [
        Scenario("table USE, SHOW TABLES, DESCRIBE", useAndShow),
        Scenario("table current database of a further session", furtherSession),
        Scenario("table insertTablet, tags, attributes, ten types, nulls") { workspace in
            let session = try workspace.table
            var tablet = try Tablet(table: workspace.table("samples"), columns: columns)
            let rows = SampleValues.rows + SampleValues.rowsWithNulls
            for (index, row) in rows.enumerated() {
                try tablet.appendRow(timestamp: workspace.time(Int64(index)), head(index) + row)
            }
            try await session.insert(tablet)
            let names = (["time", "region", "model"] + SampleValues.names).joined(separator: ", ")
            let expected = rows.enumerated().map { (index, row) -> [Value] in
                [.timestamp(workspace.time(Int64(index)))] + head(index) + row
            }
            try await expect(
                try await session.query("SELECT \(raw: names) FROM \(raw: workspace.table("samples")) ORDER BY time"),
                rows: expected
            )
        },
        Scenario("table insertTablet, unsorted rows of several devices") { workspace in
            let session = try workspace.table
            var tablet = try Tablet(
                table: workspace.table("unsorted"),
                columns: [ColumnSchema("tag", .string, category: .tag), ColumnSchema("n", .int32)]
            )
            for time in [5, 1, 4, 2, 3] as [Int64] {
                try tablet.appendRow(timestamp: time, [time % 2 == 0 ? "even" : "odd", .int32(Int32(time))])
            }
            try await session.insert(tablet)
            let expected = (1...5).map { (time: Int64) -> [Value] in
                [.timestamp(time), .string(time % 2 == 0 ? "even" : "odd"), .int32(Int32(time))]
            }
            try await expect(
                try await session.query("SELECT time, tag, n FROM \(raw: workspace.table("unsorted")) ORDER BY time"),
                rows: expected
            )
        },
        Scenario("table statements, parameters, errors") { workspace in
            let session = try workspace.table
            let table = workspace.table("bound")
            try await session.executeNonQuery(
                "CREATE TABLE \(raw: table) (tag STRING TAG, x DOUBLE FIELD, t TEXT FIELD)"
            )
            let hostile = "it's \\ \"quoted\" -- ?"
            _ = try await session.execute(
                "INSERT INTO \(table)(time, tag, x, t) VALUES (?, ?, ?, ?)",
                parameters: StatementParameters([1, "a", -1.5, .value(.text(hostile))])
            )
            try await expect(
                try await session.query(
                    "SELECT tag, x, t FROM :table WHERE t = :t AND x < :x",
                    parameters: StatementParameters(named: [
                        "table": .identifier(table), "t": .value(.text(hostile)), "x": 0.0,
                    ])
                ),
                rows: [[.string("a"), .double(-1.5), .text(hostile)]]
            )
            try await expectError(.serverError, "a table that is not there") {
                _ = try await session.query("SELECT * FROM missing_table")
            }
        },
        Scenario("table pages") { workspace in
            let session = try workspace.table
            var tablet = try Tablet(table: workspace.table("long"), columns: [ColumnSchema("n", .int64)])
            let numbers = Array(Int64(0)..<5000)
            tablet.append(timestamps: numbers)
            try tablet.append(contentsOf: numbers, to: 0)
            try await session.insert(tablet)
            for size in [FetchSize.rows(1), .rows(999), .automatic] {
                let results = try await session.query(
                    "SELECT n FROM \(raw: workspace.table("long")) ORDER BY n DESC",
                    fetchSize: size
                )
                try await expect(results, rows: numbers.reversed().map { [.int64($0)] })
            }
        },
        Scenario("table delete, drop") { workspace in
            let (session, table) = (try workspace.table, workspace.table("erased"))
            try await session.executeNonQuery("CREATE TABLE \(raw: table) (n INT32 FIELD)")
            try await session.executeNonQuery("INSERT INTO \(raw: table)(time, n) VALUES (1, 1), (2, 2), (3, 3)")
            try await session.executeNonQuery("DELETE FROM \(raw: table) WHERE time <= 2")
            try await expect(
                try await session.query("SELECT time, n FROM \(raw: table)"),
                rows: [[.timestamp(3), .int32(3)]]
            )
            try await session.executeNonQuery("DROP TABLE \(raw: table)")
            try await expectError(.serverError, "a table that was dropped") {
                _ = try await session.query("SELECT * FROM \(raw: table)")
            }
        },
        Scenario("table refuses calls of the tree model") { workspace in
            let session = try workspace.table
            try await expectError(.invalidArgument, "insertRecord in a table session") {
                try await session.insertRecord(device: "root.a.b", timestamp: 1, measurements: ["a"], values: [1])
            }
        },
    ]

    private static var columns: [ColumnSchema] {
        [ColumnSchema("region", .string, category: .tag), ColumnSchema("model", .string, category: .attribute)]
            + SampleValues.types.map { ColumnSchema(SampleValues.name($0), $0) }
    }

    private static func head(_ index: Int) -> [Value] { [.string("r\(index % 3)"), .string("m\(index % 3)")] }

    private static func useAndShow(_ workspace: Workspace) async throws {
        let (session, table) = (try workspace.table, workspace.table("described"))
        try expect(await session.database, workspace.tableDatabase, "current database after USE")
        try await session.executeNonQuery("CREATE TABLE \(raw: table) (tag STRING TAG, x DOUBLE FIELD)")
        let tables = try await session.query("SHOW TABLES", as: TableRow.self)
        try expect(tables.contains { $0.name == table }, "the table is listed")
        try await expect(
            try await session.query("DESCRIBE \(raw: table)"),
            rows: [
                [.text("time"), .text("TIMESTAMP"), .text("TIME")], [.text("tag"), .text("STRING"), .text("TAG")],
                [.text("x"), .text("DOUBLE"), .text("FIELD")],
            ]
        )
    }

    private static func furtherSession(_ workspace: Workspace) async throws {
        _ = try workspace.table
        let session = try await workspace.open(.table)
        try await session.executeNonQuery("CREATE TABLE \(raw: workspace.table("here")) (x INT32 FIELD)")
        await session.close()
    }
}

/// What is read of SHOW TABLES.
private struct TableRow: Decodable, Sendable {
    let name: String

    private enum CodingKeys: String, CodingKey {
        case name = "TableName"
    }
}
