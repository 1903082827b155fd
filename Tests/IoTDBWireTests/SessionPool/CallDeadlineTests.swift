import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Every call ends by its deadline and 250 ms, whatever the network does.
    @Suite struct CallDeadlineTests {
        static let tolerance = Duration.milliseconds(250)

        /// A node that takes connections and never says a word.
        private func silentNode() throws -> LoopbackListener { try LoopbackListener { $0.waitForClose() } }

        @Test func openingASilentNode() async throws {
            let node = try silentNode()
            var settings = configuration(try node.address)
            settings.connectTimeout = .milliseconds(100)
            let time = await shortestTime {
                #expect(await wireError { _ = try await Session.open(settings) }.requestState == .notSent)
            }
            #expect(time < .milliseconds(100) + Self.tolerance)
        }

        @Test func openingANodeThatDripsBytes() async throws {
            let node = try LoopbackListener { connection in
                // The length of a frame of 1 MiB, then its bytes, each after a pause.
                connection.write([0, 16, 0, 0])
                while connection.write([0]) { usleep(10_000) }
            }
            var settings = configuration(try node.address)
            settings.connectTimeout = .milliseconds(100)
            let time = await shortestTime { _ = await wireError { _ = try await Session.open(settings) } }
            #expect(time < .milliseconds(100) + Self.tolerance)
        }

        @Test func leasingWhileTheNodeIsSilentFailsWithTheTrueCause() async throws {
            let node = try silentNode()
            let pool = makePool(configuration(try node.address))
            let time = await shortestTime {
                let error = await wireError { _ = try await pool.lease(timeout: .milliseconds(100)) }
                #expect(error.code == .connectionFailed)
            }
            #expect(time < .milliseconds(100) + Self.tolerance)
            let closing = await shortestTime(of: 1) { await pool.close(within: .milliseconds(50)) }
            #expect(closing < .milliseconds(50) + .seconds(2))
        }

        @Test func aStatementWithALimit() async throws {
            let server = try FakeServer(script: on("executeStatementV2", .afterRunning(.stall)))
            let session = try await Session.open(configuration(try server.address))
            // The client waits a second longer than it tells the server to.
            let time = await shortestTime(of: 2) {
                let error = await wireError {
                    try await session.executeNonQuery("insert 1", timeout: .milliseconds(50))
                }
                #expect(error.code == .outcomeUnknown)
            }
            #expect(time < .milliseconds(1_050) + Self.tolerance)
            await session.close()
        }

        @Test func pingingAndClosingAStalledServer() async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            server.setScript {
                $0.method == "openSession" || $0.method == "requestStatementId" ? nil : .afterRunning(.stall)
            }
            let ping = await shortestTime {
                // Once more on a fresh connection: a ping changes nothing.
                _ = await wireError { try await session.ping(timeout: .milliseconds(100)) }
            }
            #expect(ping < .milliseconds(100) + Self.tolerance)
            try await session.connect()
            let close = await shortestTime(of: 1) { await session.close() }
            #expect(close < .seconds(1) + .seconds(1))
        }

        @Test func aStalledSessionFailsItsHealthCheckInTimeAndIsReplaced() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address)) {
                $0.pingAfterIdle = .zero
                $0.pingTimeout = .milliseconds(100)
            }
            try await pool.withSession { try await $0.executeNonQuery("insert 1") }
            server.setScript(on("testConnectionEmptyRPC", .afterRunning(.stall)))
            try await pool.withSession { try await $0.executeNonQuery("insert 2") }
            #expect(await pool.statistics.closedByHealthCheck == 1)
            #expect(server.ledger.executions.count == 2)
            await pool.close()
        }

        @Test func everyWaiterLearnsThatNoNodeIsReachableAndThePoolHeals() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address), size: 2)
            try await pool.ping()
            server.stop()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let error = await wireError { _ = try await pool.lease(timeout: .milliseconds(600)) }
                        #expect(error.code == .connectionFailed)
                        // Reset, when the connection was made while the listener was being closed.
                        #expect(["refused", "reset"].contains { error.description.contains($0) })
                    }
                }
            }
            try server.restart()
            let start = ContinuousClock.now
            try await pool.withSession { try await $0.executeNonQuery("insert 1") }
            #expect(ContinuousClock.now - start < .seconds(2) + .seconds(1))
            await pool.close()
        }
    }
}
