import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// A server that is far away or busy is given the time it needs to end a query.
    @Suite struct CancellerPatienceTests {
        @Test func theLimitGrowsWithTheLatency() {
            #expect(QueryCanceller.patience(latency: nil) == .seconds(1))
            #expect(QueryCanceller.patience(latency: .milliseconds(3)) == .seconds(1))
            #expect(QueryCanceller.patience(latency: .milliseconds(500)) == .seconds(4))
            #expect(QueryCanceller.patience(latency: .seconds(60)) == .seconds(10))
        }

        @Test func aStatementThatIsStillBeingAnalysedIsLookedForAgain() async throws {
            let server = try SlowQueryServer(listsQueries: true, analyses: 2)
            let address = try NodeAddress(host: "127.0.0.1", port: server.port)
            let session = try await Session.open(configuration(address))
            let statement = Task { try await session.executeNonQuery("SELECT slow") }
            #expect(await eventually { server.statements.contains("SELECT slow") })
            let canceller = QueryCanceller(configuration(address))
            #expect(await canceller.kill("SELECT slow", elapsed: .zero, node: address.description) == .killed)
            #expect(await wireError { try await statement.value }.serverStatus?.code == 715)
            await canceller.close()
            await session.close()
        }

        @Test func aSlowServerIsWaitedFor() async throws {
            let pause = UInt32(1_200_000)
            let server = try SlowQueryServer(listsQueries: true, pause: pause)
            let address = try NodeAddress(host: "127.0.0.1", port: server.port)
            let session = try await Session.open(configuration(address))
            let sql = "SELECT slow"
            let start = ContinuousClock.now
            let statement = Task { try await session.executeNonQuery(sql) }
            #expect(await eventually { server.statements.contains(sql) })
            let canceller = QueryCanceller(configuration(address))
            let outcome = await canceller.kill(
                sql,
                elapsed: ContinuousClock.now - start,
                node: address.description,
                latency: .milliseconds(500)
            )
            #expect(outcome == .killed)
            #expect(await wireError { try await statement.value }.serverStatus?.code == 715)
            await canceller.close()
            await session.close()
        }
    }
}
