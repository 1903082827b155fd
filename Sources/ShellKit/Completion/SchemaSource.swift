package import IoTDBWire

/// Answers questions for names; a server, or a table in tests.
package protocol SchemaSource: Sendable {
    /// The rows of a statement.
    func rows(of statement: String) async throws -> SchemaRows
}

/// Asks a server through sessions of a pool, which no other statement waits for.
package struct PoolSchemaSource: SchemaSource {
    /// More names are of no use to somebody who reads them.
    private static let limit = 100_000
    private let pool: SessionPool

    /// Asks through a pool.
    package init(_ pool: SessionPool) { self.pool = pool }

    package func rows(of statement: String) async throws -> SchemaRows {
        try await pool.withSession { session in
            let results = try await session.query(statement)
            var rows: [[String]] = []
            do {
                for try await row in results.rows {
                    rows.append(row.values.map(\.description))
                    if rows.count == Self.limit { break }
                }
            } catch {
                await results.close()
                throw error
            }
            await results.close()
            return SchemaRows(columns: results.columns.map(\.name), rows: rows)
        }
    }
}
