import Synchronization

/// What the sessions of a pool, or one session, know of the nodes: a ``NodeSelector`` behind a lock, with the real clock and real chance.
final class NodeDirectory: Sendable {
    typealias Pass = NodeSelector<NodeAddress>.Pass

    private let selector: Mutex<NodeSelector<NodeAddress>>

    init(_ configuration: SessionConfiguration) {
        let nodes = configuration.nodes.isEmpty ? [.loopback] : configuration.nodes
        selector = Mutex(NodeSelector(nodes, shuffles: configuration.shufflesNodes))
    }

    func start(rounds: Int) -> Pass {
        selector.withLock { selector in
            var generator = SystemRandomNumberGenerator()
            return selector.start(rounds: rounds, using: &generator)
        }
    }

    func next(_ pass: inout Pass) -> NodeSelector<NodeAddress>.Step {
        selector.withLock { $0.next(&pass, now: .now) }
    }

    func address(of index: Int) -> NodeAddress { selector.withLock { $0.address(of: index) } }

    func succeeded(_ index: Int, latency: Duration) {
        selector.withLock { $0.succeeded(index, latency: latency) }
    }

    func failed(_ index: Int, _ error: IoTDBError, _ pass: inout Pass) {
        let random = Double.random(in: 0..<1)
        selector.withLock { $0.failed(index, error, error.nodeFailure, pass: &pass, now: .now, random: random) }
    }

    /// When a node may be tried next; nil: now.
    var retryTime: ContinuousClock.Instant? { selector.withLock { $0.retryTime(now: .now) } }

    var status: [NodeStatus] { selector.withLock { $0.status(now: .now) } }
}

extension IoTDBError {
    /// What a failed opening says about its node.
    var nodeFailure: NodeSelector<NodeAddress>.FailureKind {
        if code == .cancelled { return .cancelled }
        return isWorthAnotherNode ? .unavailable : .loginRefused
    }
}
