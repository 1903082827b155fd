/// Opens the connections of one session: at its nodes in turn, and at nodes that servers have advised.
///
/// Blocks the session's thread; a wake ends what it waits for.
struct NodeConnector {
    /// Login, limits and time-outs.
    let configuration: SessionConfiguration
    /// What is known of the nodes.
    let nodes: NodeDirectory
    /// Wakes what waits.
    let wake: WakePipe
    /// Is told what happens.
    let events: (@Sendable (SessionEvent) -> Void)?
    /// Number of the latest connection: a query is never fetched from another connection than its own.
    private(set) var generation = 0

    /// Makes a connector that has opened nothing yet.
    init(
        _ configuration: SessionConfiguration,
        _ nodes: NodeDirectory,
        _ wake: WakePipe,
        _ events: (@Sendable (SessionEvent) -> Void)?
    ) {
        self.configuration = configuration
        self.nodes = nodes
        self.wake = wake
        self.events = events
    }

    /// Tries the nodes that are worth it until a deadline: each once for the first connection, later in several rounds.
    mutating func openAnyNode(_ state: SessionState, by deadline: Deadline) throws(IoTDBError) -> OpenedConnection {
        guard !nodes.isEmpty else {
            throw IoTDBError(.invalidArgument, "the configuration has no nodes", phase: .connect)
        }
        var pass = nodes.start(rounds: generation == 0 ? 1 : max(1, configuration.connectRetryMax))
        while !deadline.hasPassed {
            switch nodes.next(&pass) {
            case .attempt(let index):
                if let opened = try attempt(index, &pass, state, deadline) { return opened }
            case .wait(let until):
                guard wake.wait(until: Deadline(instant: until).earlier(of: deadline)) else { continue }
                throw IoTDBError(
                    .cancelled,
                    "cancelled while waiting to connect again",
                    requestState: .notSent,
                    phase: .connect
                )
            case .exhausted:
                throw Self.noNode(pass.causes.map(\.error))
            }
        }
        guard pass.causes.isEmpty else { throw Self.noNode(pass.causes.map(\.error)) }
        throw IoTDBError(.timedOut, "the time was over before there was a connection", phase: .connect)
    }

    /// Opens at one node, within the connect time-out and the deadline.
    mutating func open(
        _ node: NodeAddress,
        _ state: SessionState,
        by deadline: Deadline
    ) throws(IoTDBError) -> OpenedConnection {
        let opener = SessionOpener(configuration: configuration, state: state, wake: wake, generation: generation + 1)
        let opened = try opener.open(node, by: deadline)
        generation += 1
        events?(.opened(node: node.description))
        return opened
    }

    /// Opens at one node; nil when the next one is worth a try.
    private mutating func attempt(
        _ index: Int,
        _ pass: inout NodeDirectory.Pass,
        _ state: SessionState,
        _ deadline: Deadline
    ) throws(IoTDBError) -> OpenedConnection? {
        let node = nodes.address(of: index)
        do throws(IoTDBError) {
            let opened = try open(node, state, by: deadline)
            nodes.succeeded(index, latency: opened.latency)
            return opened
        } catch {
            // The caller's time was over, which says nothing about the node.
            let isOurs = deadline.hasPassed
            nodes.failed(index, error, isOurs ? .cancelled : error.nodeFailure, &pass)
            guard !isOurs, error.nodeFailure == .unavailable else { throw error }
            events?(.nodeFailed(node: node.description, reason: error.message))
            return nil
        }
    }

    private static func noNode(_ causes: [IoTDBError]) -> IoTDBError {
        if causes.count == 1, let only = causes.first { return only }
        return IoTDBError(
            causes.allSatisfy { $0.code == .tlsFailed } ? .tlsFailed : .connectionFailed,
            "no node could be used",
            phase: .connect,
            causes: causes
        )
    }
}

/// Advised nodes.
extension NodeConnector {
    /// The node of ours that a server means by an address: servers often name themselves otherwise than we do.
    ///
    /// Names that have an IP address in common are the same host. What is connected to is our own spelling, which
    /// certificates are for.
    func listedNode(_ advised: NodeAddress, by deadline: Deadline) throws(IoTDBError) -> NodeAddress? {
        switch nodes.spelling(of: advised) {
        case .listed(let node): return node
        case .unknownNode: return nil
        case .unresolved(let candidates):
            let limit = Deadline.after(.seconds(1)).earlier(of: deadline.share(of: 4))
            let wanted = try addresses(of: advised, by: limit)
            var match: NodeAddress?
            for candidate in candidates where match == nil && !wanted.isEmpty {
                if !wanted.isDisjoint(with: try addresses(of: candidate, by: limit)) { match = candidate }
            }
            nodes.learned(advised, is: match)
            return match
        }
    }

    /// IP addresses of a host; none when they cannot be had in time.
    private func addresses(of node: NodeAddress, by deadline: Deadline) throws(IoTDBError) -> Set<String> {
        do throws(TransportError) {
            return Set(try Resolver.addresses(of: node, wake: wake, deadline: deadline).map(\.description))
        } catch {
            if error.kind == .cancelled {
                throw IoTDBError(.cancelled, error.message, requestState: .notSent, phase: .resolve)
            }
            return []
        }
    }
}
