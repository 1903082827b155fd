import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Several nodes: who is tried, how often, and what the caller learns.
    @Suite struct FailoverTests {
        enum Trouble: CaseIterable { case refuses, closesAtOnce, notReady, drops, silent }

        @Test(arguments: 0..<8, Trouble.allCases)
        func oneLivingNodeIsEnough(mask: Int, trouble: Trouble) async throws {
            let servers = try (0..<3).map { _ in try FakeServer() }
            for (index, server) in servers.enumerated() where mask & (1 << index) == 0 {
                switch trouble {
                case .refuses: server.stop()
                case .closesAtOnce: server.setScript(on("openSession", .beforeRunning(.close)))
                case .notReady: server.setScript(on("openSession", .status(301, "starting")))
                case .silent: server.setScript(on("openSession", .beforeRunning(.stall)))
                case .drops: server.setScript(on("openSession", .beforeRunning(.reset)))
                }
            }
            var settings = SessionConfiguration(nodes: try servers.map { try $0.address })
            settings.shufflesNodes = true
            if trouble == .silent { settings.connectTimeout = .milliseconds(200) }
            if mask == 0 {
                let error = await wireError { _ = try await Session.open(settings) }
                #expect(error.requestState != .outcomeUnknown)
                #expect(error.causes.count == 3, "one cause for each node")
            } else {
                let session = try await Session.open(settings)
                #expect(try await session.canary(1) == 15)
                await session.close()
            }
            #expect(servers.allSatisfy { $0.ledger.calls["openSession", default: 0] <= 1 })
        }

        @Test func aRefusedLoginIsTriedOnceAndToldToEverybody() async throws {
            let servers = try (0..<3).map { _ in try FakeServer() }
            var settings = SessionConfiguration(nodes: try servers.map { try $0.address })
            settings.password = "wrong"
            let pool = makePool(settings, size: 1)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        let error = await wireError { _ = try await pool.lease() }
                        #expect(error.code == .authenticationFailed)
                    }
                }
            }
            await pool.close()
            #expect(servers[1].ledger.openRequests.isEmpty && servers[2].ledger.openRequests.isEmpty)
            #expect(servers[0].ledger.openRequests.count <= 10)
        }

        @Test func aLostNodeIsReplacedByTheNext() async throws {
            let servers = try (0..<2).map { _ in try FakeServer() }
            let pool = makePool(SessionConfiguration(nodes: try servers.map { try $0.address }))
            try await pool.withSession { try await $0.executeNonQuery("insert 1") }
            servers[0].stop()
            try await pool.withSession { try await $0.executeNonQuery("insert 2") }
            #expect(servers[0].ledger.executions == ["insert 1": 1])
            #expect(servers[1].ledger.executions == ["insert 2": 1])
            #expect(pool.nodeStatus.map(\.state) == [.down, .up])
            #expect(pool.nodeStatus[0].lastError != nil)
            await pool.close()
        }
    }
}
