import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

/// The pools behind the shell, by the server's books.
@Suite struct ShellSessionsTests {
    private let server: FakeServer
    private let monitor: ConnectionMonitor

    init() throws {
        server = try FakeServer()
        let console = Console(output: MemorySink(), error: MemorySink())
        monitor = ConnectionMonitor(console: console, isVerbose: false)
    }

    private func open(_ nodes: [NodeAddress]? = nil) async throws -> ShellSessions {
        var configuration = SessionConfiguration(nodes: try nodes ?? [try server.address], dialect: .table)
        configuration.connectTimeout = .seconds(5)
        return try await ShellSessions.open(configuration, monitor: monitor)
    }

    @Test func eachUseHasASessionOfItsOwnFromTheTimeItIsNeeded() async throws {
        let sessions = try await open()
        #expect(server.ledger.sessions.count == 1)
        _ = try await sessions.background.withSession { try await $0.ping() }
        #expect(server.ledger.sessions.count == 2)
        _ = await sessions.canceller.kill("SELECT 1", elapsed: .zero, node: monitor.node)
        #expect(server.ledger.sessions.count == 3)
        await sessions.close()
        #expect(server.ledger.sessions.isEmpty)
        #expect(server.ledger.violations.isEmpty)
    }

    @Test func whatTheUserSetsStaysWhileTheSessionIsLent() async throws {
        let sessions = try await open()
        try await sessions.statements.executeNonQuery("use one")
        try await sessions.statements.setTimeZone("Asia/Tokyo")
        server.breakConnections()
        try await sessions.statements.executeNonQuery("flush")
        let request = try #require(server.ledger.openRequests.last)
        #expect(request.configuration?["db"] == "one")
        #expect(request.zoneID == "Asia/Tokyo")
        await sessions.close()
        #expect(server.ledger.sessions.isEmpty)
    }

    @Test func newNodesCountFromTheNextConnectionOn() async throws {
        let other = try FakeServer()
        let sessions = try await open().replacingNodes([try other.address])
        #expect(server.ledger.sessions.count == 1)
        #expect(other.ledger.sessions.isEmpty)
        _ = try await sessions.background.withSession { try await $0.ping() }
        #expect(other.ledger.sessions.count == 1)
        server.stop()
        try await sessions.statements.executeNonQuery("flush")
        #expect(other.ledger.executions == ["flush": 1])
        let address = try other.address
        #expect(monitor.node == address.description)
        await sessions.close()
        #expect(other.ledger.sessions.isEmpty)
    }

    @Test func aNodeThatCannotBeReachedIsTheErrorOfOpening() async throws {
        let unused = try NodeAddress(host: "127.0.0.1", port: try LoopbackListener.unusedPort())
        do {
            let sessions = try await open([unused])
            await sessions.close()
            Issue.record("there is no server")
        } catch let error as IoTDBError {
            #expect(error.code == .connectionFailed)
            #expect(error.description.contains(unused.description))
        }
    }
}
