import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// Three nodes that may be stopped and started.
struct Cluster: Sendable {
    /// What can be done to the data node of a node.
    enum Command: String, Sendable {
        /// SIGTERM, and wait for its end.
        case stop = "stop-data"
        /// SIGKILL.
        case kill = "kill-data"
        /// Start what is down, and wait until it answers.
        case start
    }

    /// Whether the environment names a cluster and the program that controls it.
    static let isThere = LiveEnvironment.cluster.count == 3 && LiveEnvironment.control != nil

    /// The node that the tests stop and start. The first one also holds the configuration of the cluster.
    static let victim = "c2"

    /// Addresses with the victim in front, so that sessions are opened there.
    let nodes: [NodeAddress]

    init() throws {
        let all = try LiveEnvironment.cluster.map { try NodeAddress(parsing: $0) }
        try #require(all.count == 3)
        nodes = [all[1], all[2], all[0]]
    }

    /// Stops or starts the victim and waits until that is done.
    ///
    /// A node that was killed does not always come up at the first start, so that is tried twice.
    func control(_ command: Command) async throws {
        var result = try await run(command)
        if command == .start, result.status != 0 { result = try await run(command) }
        try #require(result.status == 0, "\(command.rawValue): \(result.errorText)")
    }

    /// Starts the victim if it is down, and waits until every node carries out statements on new databases.
    ///
    /// A node whose port answers need not have met the others yet, and regions without a leader refuse writes.
    func settle() async throws {
        try await control(.start)
        let deadline = ContinuousClock.now + .seconds(180)
        for (number, node) in nodes.enumerated() {
            while true {
                do {
                    try await tryWrite(to: node, database: "root.settled\(number)")
                    break
                } catch {
                    if ContinuousClock.now > deadline { throw error }
                    try await Task.sleep(for: .seconds(1))
                }
            }
        }
    }

    private func tryWrite(to node: NodeAddress, database: String) async throws {
        let session = try await Session.open(SessionConfiguration(nodes: [node]))
        try? await session.deleteDatabase(database)
        try await session.createDatabase(database)
        let device = "\(database).d"
        try await session.insertRecord(device: device, timestamp: 1, measurements: ["s"], values: [.int32(1)])
        _ = try await session.queryRow("SELECT s FROM \(raw: device)")
        try await session.deleteDatabase(database)
        await session.close()
    }

    private func run(_ command: Command) async throws -> ProcessResult {
        let program = try #require(LiveEnvironment.control)
        return try await TestThread.run {
            try ProcessRunner.run(
                program,
                [command.rawValue, Self.victim],
                environment: ProcessInfo.processInfo.environment,
                timeout: .seconds(150)
            )
        }
    }

    /// How sessions are opened that find a node that is up.
    func configuration(_ dialect: SQLDialect = .tree, database: String? = nil) -> SessionConfiguration {
        var configuration = SessionConfiguration(nodes: nodes, dialect: dialect, database: database)
        configuration.connectTimeout = .seconds(5)
        return configuration
    }
}
