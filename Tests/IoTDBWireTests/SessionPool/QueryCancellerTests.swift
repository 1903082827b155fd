import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// The canceller asks the node that runs the statement, also after the statement's session has moved.
    @Suite struct QueryCancellerTests {
        @Test func theCancellerMovesWithTheStatement() async throws {
            let (first, second) = (try SlowQueryServer(listsQueries: false), try SlowQueryServer(listsQueries: true))
            let addresses = try [first, second].map { try NodeAddress(host: "127.0.0.1", port: $0.port) }
            let canceller = QueryCanceller(SessionConfiguration(nodes: addresses))
            let sql = "SELECT slow"
            #expect(await canceller.kill(sql, elapsed: .seconds(9), node: addresses[0].description) == .notFound)
            #expect(first.statements == ["SHOW QUERIES"])

            let session = try await Session.open(SessionConfiguration(nodes: [addresses[1]]))
            let start = ContinuousClock.now
            let statement = Task { try await session.executeNonQuery(sql) }
            #expect(await eventually { second.statements.contains(sql) })
            let elapsed = ContinuousClock.now - start
            #expect(await canceller.kill(sql, elapsed: elapsed, node: addresses[1].description) == .killed)
            #expect(await wireError { try await statement.value }.serverStatus?.code == 715)
            #expect(first.statements == ["SHOW QUERIES"], "the first node is not asked again")

            // Without a node, and with one it does not know, it asks where it asked last.
            _ = await canceller.kill(sql, elapsed: .zero, node: nil)
            _ = await canceller.kill(sql, elapsed: .zero, node: "elsewhere:1")
            #expect(first.statements.count == 1)
            await canceller.close()
            await session.close()
        }
    }
}
