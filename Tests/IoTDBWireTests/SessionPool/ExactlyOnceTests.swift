import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// A statement is never silently carried out twice, and an error never lies about whether it was.
    @Suite struct ExactlyOnceTests {
        /// What callers were told of their statements, by token.
        private struct Report: Sendable {
            var succeeded: [String] = []
            var notSent: [String] = []
            var unknown: [String] = []

            mutating func merge(_ other: Report) {
                succeeded += other.succeeded
                notSent += other.notSent
                unknown += other.unknown
            }
        }

        @Test(arguments: [UInt64(11)])
        func twentyThousandStatementsThroughRandomCuts(seed: UInt64) async throws {
            let server = try FakeServer()
            let proxy = try FaultProxy(to: server.address, plan: ProxyPlan.randomCuts(seed: seed, longest: 20_000))
            let pool = makePool(configuration(try proxy.address), size: 8)
            var report = Report()
            try await withThrowingTaskGroup(of: Report.self) { group in
                for worker in 0..<8 {
                    group.addTask { try await Self.run(pool, (0..<2_500).map { "insert token \(worker)-\($0)" }) }
                }
                for try await part in group { report.merge(part) }
            }
            await pool.close()
            let executions = server.ledger.executions
            #expect(executions.values.allSatisfy { $0 == 1 }, "a statement ran twice")
            #expect(report.succeeded.allSatisfy { executions[$0] == 1 }, "reported as done, but it did not run")
            #expect(report.notSent.allSatisfy { executions[$0] == nil }, "reported as not sent, but it ran")
            #expect(report.succeeded.count + report.notSent.count + report.unknown.count == 20_000)
            // The proxy must really have cut, and the pool must really have gone on.
            #expect(report.unknown.count > 50)
            #expect(report.succeeded.count > 15_000)
            #expect(server.ledger.violations.filter { !$0.hasPrefix("unreadable") } == [])
        }

        private static func run(_ pool: SessionPool, _ statements: [String]) async throws -> Report {
            var report = Report()
            for statement in statements {
                do {
                    try await pool.withSession { try await $0.executeNonQuery(statement) }
                    report.succeeded.append(statement)
                } catch let error as IoTDBError {
                    switch error.requestState {
                    case .notSent: report.notSent.append(statement)
                    case .outcomeUnknown: report.unknown.append(statement)
                    case .answered: throw error
                    }
                }
            }
            return report
        }

        @Test func aRedirectHintIsSuccessAndNothingIsSentAgain() async throws {
            let hint = ServerFault.change { reply in
                guard case .execute(var response) = reply else { return reply }
                response.status.code = 400
                var node = EndPoint()
                node.host = "0.0.0.0"
                node.port = 6667
                response.status.redirectNode = node
                return .execute(response)
            }
            let server = try FakeServer(script: on("executeStatementV2", hint))
            let pool = makePool(configuration(try server.address))
            for number in 0..<10 {
                try await pool.withSession { try await $0.executeNonQuery("insert \(raw: number)") }
            }
            await pool.close()
            #expect(server.ledger.executions.values.allSatisfy { $0 == 1 })
            #expect(server.ledger.openRequests.count == 1)
        }

        @Test(arguments: [true, false])
        func aLostAnswerIsRepeatedForReadsOnly(isRead: Bool) async throws {
            let server = try FakeServer(script: on("executeStatementV2", nth: 0, .afterRunning(.close)))
            let session = try await Session.open(configuration(try server.address))
            if isRead {
                #expect(try await session.canary(5) == 15)
                #expect(server.ledger.executions.values.max() == 2)
            } else {
                let error = await wireError { try await session.executeNonQuery("insert 1") }
                #expect(error.code == .outcomeUnknown && error.requestState == .outcomeUnknown)
                #expect(server.ledger.executions["insert 1"] == 1)
            }
            await session.close()
        }

        @Test func aConnectionThatDiedWhileIdleIsReplacedWithoutAnError() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            for round in 0..<1_000 {
                try await pool.withSession { try await $0.executeNonQuery("insert \(raw: round)") }
                server.breakConnections(reset: !round.isMultiple(of: 2))
            }
            await pool.close()
            #expect(server.ledger.executions.count == 1_000)
            #expect(server.ledger.executions.values.allSatisfy { $0 == 1 })
        }

        @Test func aCancelledStatementIsNotSentAgain() async throws {
            let server = try FakeServer(script: on("executeStatementV2", nth: 0, .afterRunning(.stall)))
            let pool = makePool(configuration(try server.address))
            let task = Task { try await pool.withSession { try await $0.canary(6) } }
            await until { !server.ledger.executions.isEmpty }
            let start = ContinuousClock.now
            task.cancel()
            let error = await wireError { _ = try await task.value }
            #expect(error.code == .cancelled && error.requestState == .outcomeUnknown)
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(try await pool.withSession { try await $0.canary(9) } == 15)
            #expect(server.ledger.executions["select canary 6 pages 3 rows 5"] == 1)
            await pool.close()
        }
    }
}
