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
