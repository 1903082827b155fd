import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// What a session carries over a reconnect, and what it must not carry to the next borrower.
    @Suite struct SessionStateTests {
        struct Combination: Sendable, CustomTestStringConvertible {
            let wire: ThriftProtocol
            let dialect: SQLDialect
            let database: String?
            let usesOther: Bool
            var testDescription: String { "\(wire) \(dialect) \(database ?? "-") use: \(usesOther)" }

            static let all: [Combination] = ThriftProtocol.allCases.flatMap { wire in
                SQLDialect.allCases.flatMap { dialect in
                    [nil, "start"].flatMap { database in
                        [false, true].map {
                            Combination(wire: wire, dialect: dialect, database: database, usesOther: $0)
                        }
                    }
                }
            }
        }

        @Test(arguments: Combination.all)
        func everythingIsRestoredAfterALoss(_ combination: Combination) async throws {
            let server = try FakeServer(combination.wire)
            var settings = configuration(try server.address, wire: combination.wire)
            settings.dialect = combination.dialect
            settings.database = combination.database
            settings.timeZone = "+08:00"
            let session = try await Session.open(settings)
            if combination.usesOther { try await session.executeNonQuery("USE other") }
            server.breakConnections()
            #expect(await eventually { server.ledger.connections == 0 })
            #expect(try await session.canary(1) == 15)
            let requests = server.ledger.openRequests
            try #require(requests.count == 2)
            var expected = requests[0]
            if combination.usesOther {
                expected.configuration?.entries.removeAll { $0.key == "db" }
                expected.configuration?.entries.append((key: "db", value: "other"))
            }
            #expect(requests[1] == expected)
            #expect(requests[1].zoneID == "+08:00")
            #expect(server.ledger.violations == [], "ids of the lost connection must not be sent")
            await session.close()
        }

        @Test func aZoneAndADialectSetLaterAreRestored() async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            try await session.setTimeZone("+09:00")
            // Servers tell the dialect of the session with each answer.
            server.setScript(
                on(
                    "executeStatementV2",
                    .change { reply in
                        guard case .execute(var response) = reply else { return reply }
                        response.tableModel = true
                        return .execute(response)
                    }
                )
            )
            try await session.executeNonQuery("SET SQL_DIALECT = TABLE")
            try await session.executeNonQuery("USE mine")
            server.breakConnections()
            #expect(await eventually { server.ledger.connections == 0 })
            try await session.ping()
            let request = try #require(server.ledger.openRequests.last)
            #expect(server.ledger.openRequests.count == 2)
            #expect(request.zoneID == "+09:00")
            #expect(request.configuration?["sql_dialect"] == "table" && request.configuration?["db"] == "mine")
            await session.close()
        }

        @Test func theNextBorrowerStartsFromTheBaseline() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            try await pool.withSession { session in
                try await session.executeNonQuery("USE mine")
                #expect(await session.database == "mine")
            }
            let (database, count) = try await pool.withSession { (await $0.database, try await $0.canary(1)) }
            #expect(database == nil)
            #expect(count == 15)
            #expect(await pool.statistics.closedAsBroken == 1)
            #expect(server.ledger.openRequests.allSatisfy { $0.configuration?["db"] == nil })
            await pool.close()
        }

        @Test func useInOneBorrowerDoesNotMoveAnother() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address), size: 2)
            let (first, second) = (try await pool.lease(), try await pool.lease())
            try await first.executeNonQuery("USE mine")
            #expect(await second.database == nil)
            try await pool.release(first)
            try await pool.release(second)
            await pool.close()
        }
    }

    /// Every query that was opened is closed, and closed once.
    @Suite struct QueryClosingTests {
        enum Path: CaseIterable {
            case readToTheEnd, closedEarly, closedTwice, scoped, scopedThrowing, dropped, releasedOpen, bodyThrows,
                cancelled
            case poolClosed
        }

        struct Stop: Error {}

        @Test(arguments: Path.allCases)
        func noQueryStaysOpen(path: Path) async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            let sql = "select canary 4 pages 3 rows 5"
            switch path {
            case .readToTheEnd:
                let count = try await pool.withSession { try await $0.canary(4) }
                #expect(count == 15)
            case .closedEarly:
                try await pool.withSession { try await $0.query(sql).close() }
            case .closedTwice:
                try await pool.withSession { session in
                    let results = try await session.query(sql)
                    await results.close()
                    await results.close()
                }
            case .scoped:
                try await pool.withSession { try await $0.withResultSet(sql) { _ = try await $0.nextPage() } }
            case .scopedThrowing:
                try? await pool.withSession { try await $0.withResultSet(sql) { _ in throw Stop() } }
            case .dropped:
                try await pool.withSession { _ = try await $0.query(sql) }
            case .releasedOpen:
                let session = try await pool.lease()
                let results = try await session.query(sql)
                try await pool.release(session)
                await results.close()
            case .bodyThrows:
                try? await pool.withSession { session in
                    _ = try await session.query(sql)
                    throw Stop()
                }
            case .cancelled:
                server.setScript(on("fetchResultsV2", .afterRunning(.stall)))
                let task = Task { try await pool.withSession { try await $0.canary(4) } }
                await until { server.ledger.calls["fetchResultsV2"] != nil }
                task.cancel()
                #expect(await wireError { _ = try await task.value }.code == .cancelled)
            case .poolClosed:
                let session = try await pool.lease()
                let results = try await session.query(sql)
                await pool.close(within: .zero)
                await results.close()
            }
            #expect(await eventually { server.ledger.openQueries.isEmpty })
            #expect(server.ledger.queries == 1)
            #expect(server.ledger.closes.values.allSatisfy { $0 == 1 })
            #expect(server.ledger.violations == [])
            await pool.close()
        }
    }
}
