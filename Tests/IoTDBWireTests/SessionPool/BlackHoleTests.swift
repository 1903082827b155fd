import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Every public call ends by its deadline and 250 ms, whichever way the network swallows bytes.
    @Suite struct BlackHoleTests {
        static let limit = Duration.milliseconds(100)
        static let tolerance = Duration.milliseconds(250)

        /// The middle of five runs: a busy machine delays single ones, a broken deadline all of them.
        private func usualTime(_ body: () async throws -> Void) async rethrows -> Duration {
            var times: [Duration] = []
            for _ in 0..<5 {
                let start = ContinuousClock.now
                try await body()
                times.append(ContinuousClock.now - start)
            }
            return times.sorted()[2]
        }

        enum Opening: CaseIterable, Sendable { case synDropped, silent, drips }

        @Test(arguments: Opening.allCases)
        func opening(_ mode: Opening) async throws {
            let hole = try BlackHole()
            let fault: ServerFault = mode == .silent ? .beforeRunning(.stall) : .drip(30_000)
            let server = try FakeServer(script: { _ in fault })
            var settings = configuration(mode == .synDropped ? hole.address : try server.address)
            settings.connectTimeout = Self.limit
            let opening = await usualTime { _ = await wireError { _ = try await Session.open(settings) } }
            #expect(opening <= Self.limit + Self.tolerance)

            let pool = makePool(settings)
            let leasing = await usualTime { _ = await wireError { _ = try await pool.lease(timeout: Self.limit) } }
            #expect(leasing <= Self.limit + Self.tolerance)
            let pinging = await usualTime { _ = await wireError { try await pool.ping(timeout: Self.limit) } }
            #expect(pinging <= Self.limit + Self.tolerance)
            let start = ContinuousClock.now
            await pool.close(within: Self.limit)
            #expect(ContinuousClock.now - start <= Self.limit + Self.tolerance)

            let canceller = QueryCanceller(settings)
            let killing = await usualTime {
                let outcome = await canceller.kill("select 1", elapsed: .zero, node: nil)
                #expect(outcome != .killed)
            }
            #expect(killing <= Self.limit + Self.tolerance)
            await canceller.close()
        }

        /// Calls with the request time-out as their limit.
        enum Call: CaseIterable, Sendable {
            case ping, setTimeZone, serverTimeZone, serverProperties, insertRecord, insertTablet, createDatabase
            case deleteData, clientConnections, prepare, executeBatch, executeNonQuery

            func run(on session: Session) async throws {
                switch self {
                case .ping: try await session.ping()
                case .setTimeZone: try await session.setTimeZone("UTC")
                case .serverTimeZone: _ = try await session.serverTimeZone()
                case .serverProperties: _ = try await session.serverProperties()
                case .insertRecord:
                    try await session.insertRecord(
                        device: "root.d",
                        timestamp: 1,
                        measurements: ["s"],
                        values: [.int32(1)]
                    )
                case .insertTablet: try await session.insert(Self.tablet())
                case .createDatabase: try await session.createDatabase("root.d")
                case .deleteData: try await session.deleteData(["root.d.s"], in: 0...1)
                case .clientConnections: _ = try await session.clientConnections()
                case .prepare: _ = try await session.prepare("select ?")
                case .executeBatch: try await session.executeBatch(["insert 1"])
                case .executeNonQuery: try await session.executeNonQuery("insert 1")
                }
            }

            private static func tablet() throws -> Tablet {
                var tablet = try Tablet(device: "root.d", schema: [MeasurementSchema("s", .int32)])
                try tablet.appendRow(timestamp: 1, [.int32(1)])
                return tablet
            }
        }

        /// After the session was opened.
        enum Hole: CaseIterable, Sendable {
            case silent, drips, gone

            /// Lets calls other than those that open a session fall into it.
            func open(at server: FakeServer) {
                let fault: ServerFault = self == .drips ? .drip(30_000) : .beforeRunning(.stall)
                let swallowsOpening = self == .gone
                server.setScript { call in
                    let isOpening = call.method == "openSession" || call.method == "requestStatementId"
                    return isOpening && !swallowsOpening ? nil : fault
                }
                // A peer that went away without a word, and whose successor takes connections and says nothing.
                if swallowsOpening { server.breakConnections() }
            }
        }

        @Test(arguments: Call.allCases, Hole.allCases)
        func calling(_ call: Call, _ hole: Hole) async throws {
            let server = try FakeServer()
            var settings = configuration(try server.address)
            settings.requestTimeout = Self.limit
            var (calls, closings): ([Duration], [Duration]) = ([], [])
            for _ in 0..<5 {
                server.setScript { _ in nil }
                let session = try await Session.open(settings)
                hole.open(at: server)
                if hole == .gone { #expect(await eventually { server.ledger.connections == 0 }) }
                let start = ContinuousClock.now
                _ = await wireError { try await call.run(on: session) }
                let end = ContinuousClock.now
                await session.close()
                calls.append(end - start)
                closings.append(ContinuousClock.now - end)
            }
            #expect(calls.sorted()[2] <= Self.limit + Self.tolerance)
            // Telling the server has a second of its own.
            #expect(closings.sorted()[2] <= .seconds(1) + Self.tolerance)
        }

        @Test(arguments: [Hole.silent, .drips])
        func queryingAndFetching(_ hole: Hole) async throws {
            let server = try FakeServer()
            var settings = configuration(try server.address)
            // The client waits a second longer than the server is told to, because a server's own answer comes late.
            settings.queryTimeout = Self.limit
            settings.connectTimeout = Self.limit
            for fetches in [false, true] {
                server.setScript { _ in nil }
                let session = try await Session.open(settings)
                let results = try await session.query("select canary 1 pages 3 rows 5")
                _ = try await results.nextPage()
                hole.open(at: server)
                let start = ContinuousClock.now
                let error = await wireError {
                    if fetches { _ = try await results.nextPage() } else { _ = try await session.canary(2) }
                }
                #expect(ContinuousClock.now - start <= Self.limit + .seconds(1) + Self.tolerance)
                #expect(error.code == (fetches ? .incompleteResult : .outcomeUnknown))
                let closing = ContinuousClock.now
                await results.close()
                await session.close()
                #expect(ContinuousClock.now - closing <= .seconds(1) + Self.limit + Self.tolerance)
            }
        }

        @Test(arguments: [Hole.silent, .drips])
        func closingAPoolWhoseBorrowerIsStuck(_ hole: Hole) async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            try await pool.ping()
            hole.open(at: server)
            let stuck = Task { try await pool.withSession { try await $0.executeNonQuery("insert 1") } }
            #expect(await eventually { await pool.statistics.inUse == 1 })
            let start = ContinuousClock.now
            await pool.close(within: Self.limit)
            #expect(ContinuousClock.now - start <= Self.limit + Self.tolerance)
            _ = await wireError { try await stuck.value }
        }
    }
}
