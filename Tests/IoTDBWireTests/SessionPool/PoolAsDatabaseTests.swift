import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Calls on the pool: each borrows a session for as long as its result needs one.
    @Suite struct PoolAsDatabaseTests {
        @Test func aResultHoldsItsSessionUntilItsLastPage() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            let results = try await pool.query("select canary 7 pages 3 rows 2", fetchSize: .rows(2))
            #expect(await pool.statistics.inUse == 1)
            var numbers: [Int64] = []
            for try await number in results.rows.decode((Int64, Int64).self) { numbers.append(number.1) }
            #expect(numbers == (0..<6).map { 7_000_000 + $0 })
            #expect(await pool.statistics.inUse == 0)
            await pool.close()
        }

        @Test func aResultOfOnePageHoldsNone() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            let results = try await pool.query("select canary 7 pages 1 rows 2")
            #expect(await pool.statistics.inUse == 0)
            #expect(try await results.collect().count == 2)
            await pool.close()
        }

        @Test func closingAndLettingGoGiveTheSessionBack() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            for round in 0..<3 {
                let results = try await pool.query("select canary 7 pages 9 rows 2", fetchSize: .rows(2))
                if round == 0 { await results.close() }
                if round == 1 { _ = try await results.first() }
            }
            // The pool has one session: without it this would wait.
            let row = try await pool.queryRow("select canary 7 pages 1 rows 1", as: (Int64, Int64).self)
            #expect(row.1 == 7_000_000)
            await pool.close()
        }

        @Test func aResultThatIsNotReadGivesItsSessionBackInTime() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address)) { $0.resultTimeLimit = .milliseconds(1) }
            let results = try await pool.query("select canary 7 pages 9 rows 2", fetchSize: .rows(2))
            // The pool has one session: without the limit this would wait.
            let row = try await pool.queryRow("select canary 7 pages 1 rows 1", as: (Int64, Int64).self)
            #expect(row.1 == 7_000_000)
            let error = await wireError { _ = try await results.collect() }
            #expect(error.code == .incompleteResult && error.message.contains("held its session"), "\(error)")
            #expect(await pool.statistics.inUse == 0)
            await pool.close()
        }

        @Test func theCallsOfASessionAreThere() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            let text = "select canary 7 pages 1 rows 2"
            #expect(try await pool.query(text).collect().count == 2)
            #expect(try await pool.execute(text)?.collect().count == 2)
            try await pool.executeNonQuery(text)
            #expect(try await pool.serverProperties().version.isEmpty == false)
            #expect(await pool.statistics.inUse == 0)
            await pool.close()
        }

        @Test func anErrorGivesTheSessionBack() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            for _ in 0..<3 {
                #expect(await wireError { _ = try await pool.query("fail \(701)") }.requestState == .answered)
            }
            #expect(await pool.statistics.inUse == 0)
            await pool.close()
        }

        @Test func withResultSetLetsItsClosureChangeWhatBelongsToTheCaller() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            var sum: Int64 = 0
            try await pool.withResultSet("select canary 0 pages 2 rows 3") { results in
                for try await row in results.rows { sum += try row.get(Int64.self, at: 0) }
            }
            #expect(sum == 15)
            // The same on a session of the pool, whose result may go unused without a warning.
            try await pool.withSession { session in
                try await session.withResultSet("select canary 0 pages 2 rows 3") { results in
                    sum += Int64(try await results.collect().count)
                }
                sum += 1
                return sum
            }
            #expect(sum == 22)
            await pool.close()
        }

        @Test func eachRequestIsReported() async throws {
            let server = try FakeServer()
            let reports = Lock<[RequestReport]>([])
            let session = try await Session.open(configuration(try server.address)) { event in
                if case .requestEnded(let report) = event { reports.withLock { $0.append(report) } }
            }
            _ = try await session.query("select canary 0 pages 1 rows 1")
            _ = await wireError { _ = try await session.query("fail \(701)") }
            await session.close()
            let found = reports.withLock { $0 }
            #expect(found.map(\.method) == ["executeStatementV2", "executeStatementV2"])
            #expect(found.first?.outcome == .success && found.first?.bytesSent ?? 0 > 40)
            if case .refused = found.last?.outcome {} else { Issue.record("\(found)") }
        }

        /// Who counts closed sessions by node and reason needs no text to take apart.
        @Test func aClosedSessionIsReportedWithItsNodeAndItsReason() async throws {
            let server = try FakeServer()
            let node = "\(try server.address)"
            let closed = Lock<[SessionPoolEvent]>([])
            let pool = SessionPool(
                SessionPoolConfiguration(configuration(try server.address), maximumSessions: 1),
                events: { event in if case .sessionClosed = event { closed.withLock { $0.append(event) } } }
            )
            try await pool.ping()
            await pool.setLimits(SessionPoolLimits(maximumSessions: 1, maximumIdle: 0))
            await until { server.ledger.connections == 0 }
            await pool.setLimits(SessionPoolLimits(maximumSessions: 1))
            try await pool.ping()
            await pool.close()
            let reasons: [SessionCloseReason] = [.idleLimit, .poolClosed]
            #expect(closed.withLock { $0 } == reasons.map { .sessionClosed(node: node, reason: $0) })
        }
    }
}
