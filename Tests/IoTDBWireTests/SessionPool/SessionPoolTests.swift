import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// The pool against a server that does what it should.
    @Suite struct SessionPoolTests {
        @Test func isLazyAndPingVerifies() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address), size: 4)
            #expect(await pool.statistics.open == 0)
            #expect(server.ledger.openRequests.isEmpty)
            try await pool.ping()
            #expect(server.ledger.openRequests.count == 1)
            #expect(server.ledger.calls["testConnectionEmptyRPC"] == 1)
            await pool.close()
            #expect(server.ledger.sessions.isEmpty)
        }

        @Test(arguments: ThriftProtocol.allCases)
        func lendsOneSessionAgainAndAgain(wire: ThriftProtocol) async throws {
            let server = try FakeServer(wire)
            let pool = makePool(configuration(try server.address, wire: wire))
            for canary in 1...50 as ClosedRange<Int64> {
                let count = try await pool.withSession { try await $0.canary(canary) }
                #expect(count == 15)
            }
            #expect(server.ledger.openRequests.count == 1)
            #expect(await pool.statistics.opened == 1)
            await pool.close()
            #expect(server.ledger.violations == [])
        }

        @Test func neverOpensMoreThanAllowedAndServesEverybody() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address), size: 3)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for canary in 1...60 as ClosedRange<Int64> {
                    group.addTask { try await pool.withSession { try await $0.canary(canary) } }
                }
                for try await count in group { #expect(count == 15) }
            }
            #expect(server.ledger.peakSessions <= 3)
            let statistics = await pool.statistics
            #expect(statistics.waited > 0)
            #expect(statistics.inUse == 0 && statistics.waiting == 0)
            await pool.close()
        }

        @Test func waitersAreServedInTheOrderTheyCame() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            let first = try await pool.lease()
            let order = Journal()
            var tasks: [Task<Void, any Error>] = []
            for number in 0..<200 {
                tasks.append(
                    Task {
                        let session = try await pool.lease()
                        order.append(number)
                        try await pool.release(session)
                    }
                )
                await until { await pool.statistics.waiting > number }
            }
            try await pool.release(first)
            for task in tasks { try await task.value }
            #expect(order.numbers == Array(0..<200))
            await pool.close()
        }

        @Test func aWaiterFailsAtItsDeadlineAndCanBeCancelled() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            let session = try await pool.lease()
            let error = await wireError { _ = try await pool.lease(timeout: .milliseconds(50)) }
            #expect(error.code == .poolTimedOut)
            let task = Task { try await pool.lease() }
            await until { await pool.statistics.waiting > 0 }
            task.cancel()
            #expect(await wireError { _ = try await task.value }.code == .cancelled)
            try await pool.release(session)
            #expect(try await pool.withSession { try await $0.canary(1) } == 15)
            let statistics = await pool.statistics
            #expect(statistics.acquireTimeouts == 1 && statistics.acquireCancellations == 1)
            await pool.close()
        }

        @Test func misuseIsATypedErrorAndHarmsNobody() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            let first = try await pool.lease()
            let results = try await first.query("select canary 7 pages 3 rows 5")
            try await pool.release(first)
            #expect(await wireError { try await pool.release(first) }.code == .sessionClosed)
            let second = try await pool.lease()
            // The first borrower still has its objects; none of them reaches the second borrower's connection.
            #expect(await wireError { try await first.executeNonQuery("insert late") }.code == .sessionClosed)
            _ = try await results.nextPage()
            #expect(await wireError { _ = try await results.nextPage() }.code == .sessionClosed)
            await results.close()
            await first.close()
            #expect(try await second.canary(8) == 15)
            try await pool.release(second)
            let stranger = try await Session.open(configuration(try server.address))
            #expect(await wireError { try await pool.release(stranger) }.code == .sessionClosed)
            await stranger.close()
            await pool.close()
            #expect(await wireError { _ = try await pool.lease() }.code == .poolClosed)
            await pool.close()
            #expect(server.ledger.executions["insert late"] == nil)
            #expect(server.ledger.violations == [])
            #expect(server.ledger.openQueries.isEmpty)
        }

        @Test func closingWaitsForBorrowersAndThenEndsTheirCalls() async throws {
            let server = try FakeServer(script: on("executeStatementV2", .afterRunning(.stall)))
            let pool = makePool(configuration(try server.address), size: 2)
            let borrower = Task { try await pool.withSession { try await $0.executeNonQuery("insert stalled") } }
            await until { !server.ledger.executions.isEmpty }
            await pool.close(within: .milliseconds(100))
            #expect(await wireError { try await borrower.value }.requestState == .outcomeUnknown)
            #expect(await pool.statistics.open == 0)
            #expect(await eventually { server.ledger.connections == 0 })
        }

        @Test func closingLetsAQuickBorrowerFinish() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            let session = try await pool.lease()
            let closing = Task { await pool.close() }
            while await wireError({ _ = try await pool.lease() }).code != .poolClosed {}
            #expect(try await session.canary(3) == 15)
            try await pool.release(session)
            await closing.value
            #expect(server.ledger.calls["closeSession"] == 1)
        }

        @Test func limitsChangeAtRunTime() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address), size: 3)
            var sessions: [Session] = []
            for _ in 0..<3 { sessions.append(try await pool.lease()) }
            for session in sessions { try await pool.release(session) }
            #expect(await pool.statistics.idle == 3)
            await pool.setLimits(SessionPoolLimits(maximumSessions: 1))
            #expect(await eventually { server.ledger.sessions.count == 1 })
            #expect(await pool.statistics.closedBySessionLimit == 2)
            await pool.close()
        }

        @Test func idleAndOldSessionsAreClosedInTheBackground() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address)) { $0.limits.idleTimeout = .milliseconds(20) }
            try await pool.ping()
            #expect(await eventually { server.ledger.sessions.isEmpty })
            await pool.close()
            #expect(await pool.statistics.closedByIdleTimeout == 1)
        }

        @Test func aForgottenSessionIsReported() async throws {
            let server = try FakeServer()
            var settings = SessionPoolConfiguration(configuration(try server.address), maximumSessions: 1)
            settings.leakDetectionThreshold = .milliseconds(10)
            let reports = Journal()
            let pool = SessionPool(settings) { if case .suspectedLeak = $0 { reports.append(1) } }
            let session = try await pool.lease()
            #expect(await eventually { reports.numbers == [1] })
            try await pool.release(session)
            await pool.close()
        }

        @Test func oneConfigurationServesTwoPoolsApart() async throws {
            let server = try FakeServer()
            var shared = SessionPoolConfiguration(configuration(try server.address), maximumSessions: 1)
            let tree = SessionPool(shared)
            shared.session.dialect = .table
            shared.session.database = "later"
            let table = SessionPool(shared)
            try await tree.ping()
            try await table.ping()
            let requests = server.ledger.openRequests
            #expect(requests.map { $0.configuration?["sql_dialect"] } == ["tree", "table"])
            #expect(requests.map { $0.configuration?["db"] } == [nil, "later"])
            await tree.close()
            await table.close()
        }
    }
}
