import IoTDBWire

extension Scenario {
    /// Statements of the tree model.
    static let statements = [
        Scenario("tree executeStatement") { workspace in
            let (session, device) = (workspace.tree, workspace.device("statements"))
            let none = try await session.execute("INSERT INTO \(raw: device)(time, a, b) VALUES (1, 1.5, 'x');")
            try expect(none == nil, "an INSERT has no rows")
            guard let results = try await session.execute("SELECT a, b FROM \(raw: device)") else {
                throw Mismatch("a SELECT has rows")
            }
            try await expect(
                results,
                rows: [[.timestamp(1), .double(1.5), .text("x")]],
                columns: ["Time", "\(device).a", "\(device).b"]
            )
        },
        Scenario("tree executeQueryStatement of what is not there") { workspace in
            let session = workspace.tree
            try await expect(try await session.query("SELECT a FROM \(raw: workspace.device("nothing"))"), rows: [])
            try await expectError(.invalidArgument, "a query without rows") {
                _ = try await session.query("INSERT INTO \(raw: workspace.device("statements"))(time, a) VALUES (2, 2)")
            }
        },
        Scenario("tree errors have the server's code and words") { workspace in
            let session = workspace.tree
            try await expectError(.serverError, status: 700, "a statement that is none") {
                try await session.executeNonQuery("SELEC nonsense")
            }
            do {
                try await session.executeNonQuery("SELECT nosuch(a) FROM \(raw: workspace.device("statements"))")
                throw Mismatch("an unknown function is an error")
            } catch let error as IoTDBError {
                try expect(error.serverStatus?.message?.isEmpty == false, "the error has the server's message")
            }
            try await session.ping()
        },
        Scenario("tree query with time-out") { workspace in
            let results = try await workspace.tree.query("SHOW VERSION", timeout: .seconds(30))
            try expect(try await results.nextPage()?.rowCount, 1, "rows of SHOW VERSION")
            await results.close()
        },
    ]
}
