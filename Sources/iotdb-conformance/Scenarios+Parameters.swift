import IoTDBWire

extension Scenario {
    /// Parameters that the client writes into the text, and rows read into Swift values.
    static let parameters = [
        Scenario("tree positional and named parameters") { workspace in
            let (session, device) = (workspace.tree, workspace.device("bound"))
            let hostile = "it's \\ \"quoted\" -- ? :name `x`"
            _ = try await session.execute(
                "INSERT INTO \(device)(time, n, t, b) VALUES (?, ?, ?, ?)",
                parameters: StatementParameters([1, -2.5, .value(.text(hostile)), true])
            )
            _ = try await session.execute(
                "INSERT INTO \(device)(time, n, t) VALUES (:time, :n, :t)",
                parameters: StatementParameters(named: ["time": 2, "n": 4, "t": "two"])
            )
            try await expect(
                try await session.query(
                    "SELECT n, t, b FROM \(device) WHERE t = ? OR n > ?",
                    parameters: StatementParameters([.value(.text(hostile)), 3])
                ),
                rows: [
                    [.timestamp(1), .double(-2.5), .text(hostile), true],
                    [.timestamp(2), .double(4), .text("two"), .null],
                ]
            )
            try await expectError(.invalidArgument, "a value too few") {
                _ = try await session.execute("SELECT ? FROM root.**", parameters: StatementParameters([]))
            }
        },
        Scenario("tree queryRow, decode") { workspace in
            let (session, device) = (workspace.tree, workspace.device("decoded"))
            try await session.executeNonQuery(
                "INSERT INTO \(raw: device)(time, x, t) VALUES (1, 1.5, 'a'), (2, 2.5, 'b')"
            )
            let row = try await session.queryRow("SELECT x AS x, t AS t FROM \(raw: device) ORDER BY TIME DESC")
            try expect(try row.get(Double.self, named: "x"), 2.5, "cell x")
            try await expectError(.noRows, "a query without rows") {
                _ = try await session.queryRow("SELECT x FROM \(raw: device) WHERE time > 10")
            }
            let points = try await session.query("SELECT x AS x, t AS t FROM \(raw: device)", as: Point.self)
            try expect(points, [Point(time: 1, x: 1.5, t: "a"), Point(time: 2, x: 2.5, t: "b")], "decoded rows")
        },
    ]
}

/// A row of the decoding scenario.
private struct Point: Decodable, Sendable, Equatable {
    let time: Int64
    let x: Double
    let t: String?

    private enum CodingKeys: String, CodingKey {
        case time = "Time"
        case x
        case t
    }
}
