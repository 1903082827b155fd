import IoTDBWire

extension Scenario {
    /// Statements that the server keeps.
    static let prepared = [
        Scenario("table prepareStatement, executePreparedStatement, deallocatePreparedStatement") { workspace in
            let session = try await preparedTable(workspace)
            let statement = try await skippingUnsupported {
                try await session.prepare("SELECT n, t FROM \(workspace.table("prepared")) WHERE n = ? AND t = ?")
            }
            try expect(statement.parameterCount, 2, "parameters")
            try await check(statement)
            try await statement.deallocate()
            try await check(statement)
            try await statement.deallocate()
        },
        Scenario("table prepared statement by literals where the server has none") { workspace in
            let session = try await preparedTable(workspace)
            let statement = try await session.prepare(
                "SELECT n, t FROM \(workspace.table("prepared")) WHERE n = ? AND t = ?",
                fallback: .literals
            )
            try await check(statement)
            try await statement.deallocate()
        },
    ]

    private static func preparedTable(_ workspace: Workspace) async throws -> Session {
        let (session, table) = (try workspace.table, workspace.table("prepared"))
        try await session.executeNonQuery("CREATE TABLE IF NOT EXISTS \(raw: table) (n INT64 FIELD, t STRING FIELD)")
        try await session.executeNonQuery("INSERT INTO \(raw: table)(time, n, t) VALUES (1, 1, 'a''b'), (2, 2, 'c')")
        return session
    }

    private static func check(_ statement: PreparedStatement) async throws {
        for (number, text) in [(1, "a'b"), (2, "c")] as [(Int64, String)] {
            guard let results = try await statement.execute([.int64(number), .string(text)]) else {
                throw Mismatch("a SELECT has rows")
            }
            try await expect(results, rows: [[.int64(number), .string(text)]])
        }
        guard let none = try await statement.execute([.int64(1), .string("c")]) else {
            throw Mismatch("a SELECT has a result")
        }
        try await expect(none, rows: [])
    }
}
