/// Which node to connect to next: order, failures, pauses.
///
/// A pure value; time and chance are arguments. One opening is a ``Pass``: it tries each node at most once a round. A
/// node that failed is left alone until its pause is over, and then only one opening at a time tries it. While other
/// nodes serve, the pause grows to `backOff.cap`; while none does, to `outageBackOff.cap`.
package struct NodeSelector<Address: Hashable & Sendable>: Sendable {
    /// A moment on the monotonic clock.
    package typealias Instant = ContinuousClock.Instant

    /// One attempt to open a session.
    package struct Pass: Sendable {
        /// Nodes still to try in this round, by index.
        var remaining: [Int]
        /// Order for further rounds.
        let order: [Int]
        var roundsLeft: Int
        /// The latest cause of each node tried, in the order of the first failures.
        package internal(set) var causes: [(address: Address, error: IoTDBError)] = []
        /// Set when another node would answer the same, as for a wrong password.
        package internal(set) var isStopped = false
    }

    /// What an opening does next.
    package enum Step: Sendable, Equatable {
        /// Connect to the node with this index, then report `succeeded` or `failed`.
        case attempt(Int)
        /// Nothing may be tried before this time.
        case wait(until: Instant)
        /// Every node was tried as often as allowed.
        case exhausted
    }

    /// What a failure says about a node and the others.
    package enum FailureKind: Sendable, Equatable, CaseIterable {
        /// Refused, timed out, reset or not ready to serve: try the next node.
        case unavailable
        /// The node works and refuses this login: every node would.
        case loginRefused
        /// The caller gave up: nothing is known about the node.
        case cancelled
    }

    /// What is known of one node.
    struct Node: Sendable {
        let address: Address
        var failures = 0
        var failedAt: Instant?
        var random = 0.0
        var isProbing = false
        var lastError: IoTDBError?
        var latency: Duration?
        var totalFailures = 0
    }

    /// Every node there ever was: an index stays good for an opening that is under way.
    var nodes: [Node]
    /// Indices of the nodes that are tried, in order of preference.
    var listed: [Int]
    /// Whether each opening has an order of its own.
    let shuffles: Bool
    /// Pauses of a node while others serve.
    let backOff: BackOff
    /// Pauses of a node while none serves.
    let outageBackOff: BackOff

    /// Takes the nodes in order of preference; there must be one at least.
    package init(
        _ addresses: [Address],
        shuffles: Bool = false,
        backOff: BackOff = BackOff(cap: .seconds(30)),
        outageBackOff: BackOff = BackOff()
    ) {
        nodes = addresses.map { Node(address: $0) }
        listed = Array(nodes.indices)
        self.shuffles = shuffles
        self.backOff = backOff
        self.outageBackOff = outageBackOff
    }

    /// Replaces the nodes for openings that start from now on; what is known of those that stay is kept.
    package mutating func replace(_ addresses: [Address]) {
        listed = addresses.map { address in
            if let known = nodes.firstIndex(where: { $0.address == address }) { return known }
            nodes.append(Node(address: address))
            return nodes.count - 1
        }
    }

    /// Address of a node, for `attempt`.
    package func address(of index: Int) -> Address { nodes[index].address }

    /// Starts an opening with so many rounds over all nodes.
    package func start(rounds: Int = 1, using generator: inout some RandomNumberGenerator) -> Pass {
        let order = shuffles ? listed.shuffled(using: &generator) : listed
        return Pass(remaining: order, order: order, roundsLeft: max(rounds, 1) - 1)
    }

    /// The next step of an opening.
    package mutating func next(_ pass: inout Pass, now: Instant) -> Step {
        if pass.isStopped { return .exhausted }
        if pass.remaining.isEmpty {
            guard pass.roundsLeft > 0 else { return .exhausted }
            pass.roundsLeft -= 1
            pass.remaining = pass.order
        }
        if let position = pass.remaining.firstIndex(where: { isReady(nodes[$0], now: now) }) {
            let index = pass.remaining.remove(at: position)
            nodes[index].isProbing = nodes[index].failures > 0
            return .attempt(index)
        }
        // Only nodes that pause, or that another opening tries just now, are left.
        return .wait(until: pass.remaining.map { retryTime(of: nodes[$0], now: now) }.min() ?? now)
    }

    /// A session was opened on a node.
    package mutating func succeeded(_ index: Int, latency: Duration) {
        nodes[index].failures = 0
        nodes[index].failedAt = nil
        nodes[index].isProbing = false
        nodes[index].lastError = nil
        nodes[index].latency = latency
    }

    /// No session was opened on a node; `random` in 0..<1 draws its pause.
    package mutating func failed(
        _ index: Int,
        _ error: IoTDBError,
        _ kind: FailureKind,
        pass: inout Pass,
        now: Instant,
        random: Double
    ) {
        nodes[index].isProbing = false
        switch kind {
        case .cancelled:
            pass.isStopped = true
        case .loginRefused:
            pass.isStopped = true
            nodes[index].lastError = error
            note(error, of: index, in: &pass)
        case .unavailable:
            markDown(index, error, now: now, random: random)
            note(error, of: index, in: &pass)
        }
    }

    /// Index of the node with an address; nil for one that is not tried.
    func index(of address: Address) -> Int? { listed.first { nodes[$0].address == address } }

    /// A node was lost that served, outside of any opening.
    package mutating func lost(_ address: Address, _ error: IoTDBError, now: Instant, random: Double) {
        if let index = index(of: address) { markDown(index, error, now: now, random: random) }
    }

    private mutating func markDown(_ index: Int, _ error: IoTDBError, now: Instant, random: Double) {
        nodes[index].failures += 1
        nodes[index].totalFailures += 1
        nodes[index].failedAt = now
        nodes[index].random = random
        nodes[index].lastError = error
    }

    private func note(_ error: IoTDBError, of index: Int, in pass: inout Pass) {
        let address = nodes[index].address
        pass.causes.removeAll { $0.address == address }
        pass.causes.append((address, error))
    }
}

/// What is known of one node, for people.
public struct NodeStatus: Sendable {
    /// Whether a node serves.
    public enum State: String, Sendable, Hashable {
        /// Not tried yet.
        case unknown
        /// The latest attempt succeeded.
        case up
        /// The latest attempt failed.
        case down
    }

    /// `host:port`.
    public let address: String
    /// Whether it serves, as far as known.
    public let state: State
    /// Time the latest successful opening took, login included.
    public let latency: Duration?
    /// Openings that failed so far.
    public let failures: Int
    /// Why the latest opening failed, if it did.
    public let lastError: IoTDBError?
    /// How long it is left alone from now on, if it is.
    public let pause: Duration?
}

extension NodeSelector {
    /// The nodes in the order given.
    package func status(now: Instant) -> [NodeStatus] {
        listed.map { nodes[$0] }.map { node in
            let retry = retryTime(of: node, now: now)
            return NodeStatus(
                address: "\(node.address)",
                state: node.failures > 0 ? .down : node.latency == nil ? .unknown : .up,
                latency: node.latency,
                failures: node.totalFailures,
                lastError: node.lastError,
                pause: node.failures > 0 && retry > now ? now.duration(to: retry) : nil
            )
        }
    }

    /// When some node may be tried next; nil: now.
    package func retryTime(now: Instant) -> Instant? {
        if listed.contains(where: { isReady(nodes[$0], now: now) }) { return nil }
        return listed.map { retryTime(of: nodes[$0], now: now) }.min()
    }

    /// Whether a node may be tried: it serves, or its pause is over and nobody else tries it.
    func isReady(_ node: Node, now: Instant) -> Bool {
        node.failures == 0 || (!node.isProbing && retryTime(of: node, now: now) <= now)
    }

    /// When a node's pause is over.
    ///
    /// A node that another opening tries just now is looked at again after the shortest pause.
    func retryTime(of node: Node, now: Instant) -> Instant {
        if node.isProbing { return now.advanced(by: outageBackOff.base) }
        guard let failedAt = node.failedAt else { return now }
        let isAlone = listed.allSatisfy { nodes[$0].failures > 0 }
        let pauses = isAlone ? outageBackOff : backOff
        return failedAt.advanced(by: pauses.delay(afterFailures: node.failures, random: node.random))
    }
}

/// Pauses between attempts: doubling from a base to a cap, each drawn at random so that many clients do not move in
/// step.
package struct BackOff: Sendable, Hashable {
    /// Shortest pause, and the upper bound of the first. Default: 100 ms.
    package var base: Duration = .milliseconds(100)
    /// Upper bound of every pause. Default: 2 s, so that service returns within 2 s of the node.
    package var cap: Duration = .seconds(2)

    /// Makes pauses between two bounds.
    package init(base: Duration = .milliseconds(100), cap: Duration = .seconds(2)) {
        self.base = base
        self.cap = cap
    }

    /// The pause after so many failures in a row; `random` is in 0..<1.
    package func delay(afterFailures failures: Int, random: Double) -> Duration {
        // 20 doublings exceed any sensible cap; more would overflow.
        let bound = min(cap, base * (1 << min(max(failures - 1, 0), 20)))
        return bound <= base ? base : base + (bound - base) * random
    }
}
