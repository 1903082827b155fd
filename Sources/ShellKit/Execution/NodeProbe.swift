package import IoTDBWire

/// Asks every configured node for a sign of life, all at once, each within a second.
struct NodeProbe: Sendable {
    let configuration: SessionConfiguration
    /// The node in use, as `host:port`.
    let current: String?

    /// The status of the nodes, in the order in which they are tried.
    func statuses() async -> [NodeReport] {
        let nodes = configuration.nodes
        return await withTaskGroup(of: (Int, NodeReport).self) { group in
            for (index, node) in nodes.enumerated() {
                group.addTask { (index, await status(of: node)) }
            }
            var found: [(Int, NodeReport)] = []
            for await one in group { found.append(one) }
            return found.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Opens a session at the node: a port that takes connections is not yet a server that serves.
    private func status(of node: NodeAddress) async -> NodeReport {
        var own = configuration
        own.nodes = [node]
        own.connectTimeout = .seconds(1)
        let isCurrent = node.description == current
        do throws(IoTDBError) {
            let session = try await Session.open(own)
            let latency = try await session.ping(timeout: .seconds(1))
            await session.close()
            return NodeReport(address: node, state: .up, latency: latency, isCurrent: isCurrent)
        } catch {
            return NodeReport(address: node, state: .down(error.message), isCurrent: isCurrent)
        }
    }
}

/// What is known of a node.
package struct NodeReport: Sendable, Equatable {
    /// What happened when it was last tried.
    package enum State: Sendable, Equatable {
        /// It was not tried yet.
        case untried
        /// It answered.
        case up
        /// It did not; the value says why.
        case down(String)
    }

    /// The node.
    package var address: NodeAddress
    /// What happened when it was last tried.
    package var state: State
    /// How long its last answer took; nil when unknown.
    package var latency: Duration?
    /// Whether the session is on it.
    package var isCurrent: Bool
    /// What failed there last in this session of the shell, where it answers now; nil for nothing.
    package var lastError: String?

    /// A report on a node.
    package init(address: NodeAddress, state: State, latency: Duration? = nil, isCurrent: Bool = false) {
        self.address = address
        self.state = state
        self.latency = latency
        self.isCurrent = isCurrent
    }
}
