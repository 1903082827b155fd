import Synchronization

/// What the sessions of a pool, or one session, know of the nodes: a ``NodeSelector`` behind a lock, with the real
/// clock and real chance.
final class NodeDirectory: Sendable {
    /// One attempt to open a session.
    typealias Pass = NodeSelector<NodeAddress>.Pass

    private let selector: Mutex<NodeSelector<NodeAddress>>

    /// Knows nothing yet of the configuration's nodes.
    init(_ configuration: SessionConfiguration) {
        let nodes = configuration.nodes.isEmpty ? [.loopback] : configuration.nodes
        selector = Mutex(NodeSelector(nodes, shuffles: configuration.shufflesNodes))
    }

    /// Starts an opening with so many rounds over all nodes.
    func start(rounds: Int) -> Pass {
        selector.withLock { selector in
            var generator = SystemRandomNumberGenerator()
            return selector.start(rounds: rounds, using: &generator)
        }
    }

    /// The next step of an opening.
    func next(_ pass: inout Pass) -> NodeSelector<NodeAddress>.Step {
        selector.withLock { $0.next(&pass, now: .now) }
    }

    /// Address of a node, for an attempt.
    func address(of index: Int) -> NodeAddress { selector.withLock { $0.address(of: index) } }

    /// A session was opened on a node.
    func succeeded(_ index: Int, latency: Duration) {
        selector.withLock { $0.succeeded(index, latency: latency) }
    }

    /// No session was opened on a node.
    func failed(_ index: Int, _ error: IoTDBError, _ pass: inout Pass) {
        let random = Double.random(in: 0..<1)
        selector.withLock { $0.failed(index, error, error.nodeFailure, pass: &pass, now: .now, random: random) }
    }

    /// When a node may be tried next; nil: now.
    var retryTime: ContinuousClock.Instant? { selector.withLock { $0.retryTime(now: .now) } }

    /// What is known, for people.
    var status: [NodeStatus] { selector.withLock { $0.status(now: .now) } }
}

extension IoTDBError {
    /// What a failed opening says about its node.
    var nodeFailure: NodeSelector<NodeAddress>.FailureKind {
        if code == .cancelled { return .cancelled }
        return isWorthAnotherNode ? .unavailable : .loginRefused
    }
}
