import IoTDBWire

extension Scenario {
    /// Results of many pages.
    static let pages =
        [FetchSize.rows(1), .rows(7), .rows(1000), .rows(100_000), .automatic].map { size in
            Scenario("tree 12 000 rows, fetch size \(name(size))") { workspace in
                let device = try await long(workspace)
                let results = try await workspace.tree.query("SELECT n FROM \(raw: device) ORDER BY n", fetchSize: size)
                let expected: [[Value]] = (0..<rowCount).map { [.timestamp($0), .int64($0)] }
                try await expect(results, rows: expected)
            }
        } + [
            Scenario("tree result left early, two results at once") { workspace in
                let (session, device) = (workspace.tree, try await long(workspace))
                let sql = "SELECT n FROM \(device) ORDER BY n"
                let left = try await session.query(sql, fetchSize: .rows(100))
                _ = try await left.nextPage()
                await left.close()
                let first = try await session.query(sql, fetchSize: .rows(1000))
                let second = try await session.query(sql + " DESC", fetchSize: .rows(1000))
                var (ascending, descending) = (first.rows.makeAsyncIterator(), second.rows.makeAsyncIterator())
                for number in 0..<rowCount {
                    let pair = (try await ascending.next(), try await descending.next())
                    try expect(pair.0?[1], .int64(number), "row of the first result")
                    try expect(pair.1?[1], .int64(rowCount - 1 - number), "row of the second result")
                }
                try expect(try await ascending.next() == nil, "the first result ends")
                try expect(try await descending.next() == nil, "the second result ends")
            },
            Scenario("tree pages fetched ahead") { workspace in
                let device = try await long(workspace)
                let results = try await workspace.tree.query(
                    "SELECT n FROM \(raw: device) ORDER BY n",
                    fetchSize: .rows(1000)
                )
                var count = 0
                while let page = try await results.nextPage() {
                    results.prefetch()
                    count += page.rowCount
                    results.recycle(page)
                }
                try expect(count, Int(rowCount), "rows")
            },
        ]

    /// Ending queries.
    static let cancellation = [
        Scenario("tree KILL QUERY between two pages", killBetweenPages),
        Scenario("tree query over its time-out") { workspace in
            let device = try await long(workspace)
            // A server that has nothing else to do may answer within the millisecond: one of many is over it.
            try await expectError(.serverError, "a time-out of 1 ms") {
                for _ in 0..<50 {
                    _ = try await workspace.tree.query(
                        "SELECT n FROM \(raw: device) ORDER BY n DESC",
                        timeout: .milliseconds(1)
                    )
                }
            }
            try await workspace.tree.ping()
        },
    ]

    private static let rowCount: Int64 = 12_000

    /// A device with n = time; written once and found again.
    private static func long(_ workspace: Workspace) async throws -> String {
        let device = workspace.device("long")
        let count = try await workspace.tree.query("SELECT count(n) FROM \(raw: device)", as: Int64.self)
        guard count != [rowCount] else { return device }
        var tablet = try Tablet(device: device, schema: [MeasurementSchema("n", .int64)])
        let numbers = Array(0..<rowCount)
        tablet.append(timestamps: numbers)
        try tablet.append(contentsOf: numbers, to: 0)
        try await workspace.tree.insert(tablet)
        return device
    }

    private static func name(_ size: FetchSize) -> String {
        switch size {
        case .rows(let rows): "\(rows)"
        case .automatic: "auto"
        }
    }

    private static func killBetweenPages(_ workspace: Workspace) async throws {
        let (session, device) = (workspace.tree, try await long(workspace))
        let sql = "SELECT n FROM \(device) ORDER BY n"
        let results = try await session.query(sql, fetchSize: .rows(100))
        _ = try await results.nextPage()
        let other = try await workspace.open(.tree)
        let running = try await other.query("SHOW QUERIES", as: RunningQuery.self)
        guard let query = running.first(where: { $0.statement == sql }) else {
            throw Mismatch("the query is not in SHOW QUERIES")
        }
        try await other.executeNonQuery("KILL QUERY '\(raw: query.id)'")
        await other.close()
        try await expectError(.incompleteResult, "reading on after KILL QUERY") {
            while try await results.nextPage() != nil {}
        }
        try await session.ping()
    }
}

/// What is read of SHOW QUERIES.
private struct RunningQuery: Decodable, Sendable {
    let id: String
    let statement: String

    private enum CodingKeys: String, CodingKey {
        case id = "QueryId"
        case statement = "Statement"
    }
}
