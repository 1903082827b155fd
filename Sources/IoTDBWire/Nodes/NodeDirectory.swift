/// What the sessions of a pool, or one session, know of the nodes: a ``NodeSelector`` behind a lock, with the real
/// clock and real chance.
final class NodeDirectory: Sendable {
    /// One attempt to open a session.
    typealias Pass = NodeSelector<NodeAddress>.Pass

    let selector: Lock<NodeSelector<NodeAddress>>
    /// What the nodes have advised about devices.
    let redirects = RedirectCache()
    /// What addresses in other spellings than ours turned out to be: one of our nodes, or none of them.
    let aliases = Lock<[NodeAddress: NodeAddress?]>([:])

    /// Knows nothing yet of the nodes.
    init(_ nodes: [NodeAddress], shuffles: Bool) { selector = Lock(NodeSelector(nodes, shuffles: shuffles)) }

    /// Replaces the nodes for openings that start from now on; an empty list changes nothing.
    func replace(_ nodes: [NodeAddress]) {
        guard !nodes.isEmpty else { return }
        selector.withLock { $0.replace(nodes) }
        aliases.withLock { $0 = [:] }
    }

    /// Whether there is nothing to connect to.
    var isEmpty: Bool { selector.withLock { $0.listed.isEmpty } }

    /// Starts an opening with so many rounds over all nodes.
    func start(rounds: Int) -> Pass {
        selector.withLock { selector in
            // Boxed: the generator itself has no size, and the thread sanitizer looks at the memory where it would lie.
            var generator: any RandomNumberGenerator = SystemRandomNumberGenerator()
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
    func failed(
        _ index: Int,
        _ error: IoTDBError,
        _ kind: NodeSelector<NodeAddress>.FailureKind,
        _ pass: inout Pass
    ) {
        let random = Double.random(in: 0..<1)
        selector.withLock { $0.failed(index, error, kind, pass: &pass, now: .now, random: random) }
    }

    /// A node that served is stopping, or one that was advised cannot be used.
    func lost(_ node: NodeAddress, _ error: IoTDBError) {
        selector.withLock { $0.lost(node, error, now: .now, random: .random(in: 0..<1)) }
    }

    /// A session was opened on a node that was advised.
    func reached(_ node: NodeAddress, latency: Duration) {
        selector.withLock { selector in
            if let index = selector.index(of: node) { selector.succeeded(index, latency: latency) }
        }
    }

    /// Whether a node is one of the configuration's and may be connected to now.
    func mayConnect(to node: NodeAddress) -> Bool {
        selector.withLock { selector in
            selector.index(of: node).map { selector.isReady(selector.nodes[$0], now: .now) } ?? false
        }
    }

    /// When a node may be tried next; nil: now.
    var retryTime: ContinuousClock.Instant? { selector.withLock { $0.retryTime(now: .now) } }

    /// What is known, for people.
    var status: [NodeStatus] { selector.withLock { $0.status(now: .now) } }
}

extension IoTDBError {
    /// What a failed opening says about its node.
    var nodeFailure: NodeSelector<NodeAddress>.FailureKind {
        let decision = RetryPolicy.never.decide(RequestFailure(opening: self), of: .other, attempt: 1)
        if decision.step == .nextNode { return .unavailable }
        return code == .cancelled ? .cancelled : .loginRefused
    }
}

extension NodeDirectory {
    /// What an address that a server names is to us.
    enum Spelling {
        /// One of our nodes.
        case listed(NodeAddress)
        /// None of them.
        case unknownNode
        /// One of these, if the names stand for the same host.
        case unresolved([NodeAddress])
    }

    /// Most other spellings that are remembered; further ones count as unknown nodes.
    private static var capacity: Int { 256 }

    /// What is known of an address in a server's spelling.
    func spelling(of address: NodeAddress) -> Spelling {
        let listed = self.listed
        if listed.contains(address) { return .listed(address) }
        let (known, isFull) = aliases.withLock { ($0[address], $0.count >= Self.capacity) }
        if let known { return known.map(Spelling.listed) ?? .unknownNode }
        let candidates = listed.filter { $0.port == address.port }
        return candidates.isEmpty || isFull ? .unknownNode : .unresolved(candidates)
    }

    /// Whether an address can be another spelling of a node of ours.
    func canBeListed(_ address: NodeAddress) -> Bool {
        if case .unknownNode = spelling(of: address) { false } else { true }
    }

    /// An address was looked up; nil: it is none of our nodes.
    func learned(_ address: NodeAddress, is node: NodeAddress?) {
        aliases.withLock { $0[address] = .some(node) }
    }

    private var listed: [NodeAddress] {
        selector.withLock { selector in selector.listed.map { selector.nodes[$0].address } }
    }
}
