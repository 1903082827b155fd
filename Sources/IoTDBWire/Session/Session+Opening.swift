extension Session {
    /// The connection, after opening a new one where there is none or the peer has closed it.
    func connected(by deadline: Deadline = .never) throws(IoTDBError) -> OpenedConnection {
        guard !isClosed else { throw IoTDBError(.sessionClosed, "the session is closed", phase: .send) }
        if let opened, !opened.connection.isStale() { return opened }
        let isFirst = generation == 0
        if let opened {
            opened.connection.close()
            self.opened = nil
            events?(.connectionLost(node: opened.node.description, reason: "the server closed the idle connection"))
        }
        let fresh = try openAnyNode(passes: isFirst ? 1 : max(1, configuration.connectRetryMax), by: deadline)
        opened = fresh
        // The queries of the lost connection ended with it.
        openQueries.removeAll()
        return fresh
    }

    /// Tries the nodes that are worth it, each once in a round, until a deadline.
    private func openAnyNode(passes: Int, by deadline: Deadline) throws(IoTDBError) -> OpenedConnection {
        var pass = nodes.start(rounds: passes)
        while !deadline.hasPassed {
            switch nodes.next(&pass) {
            case .attempt(let index):
                if let opened = try attempt(index, &pass, deadline) { return opened }
            case .wait(let until):
                guard wake.wait(until: Deadline(instant: until).earlier(of: deadline)) else { continue }
                throw IoTDBError(.cancelled, "cancelled while waiting to connect again", phase: .connect)
            case .exhausted:
                throw Self.noNode(pass.causes.map(\.error))
            }
        }
        guard pass.causes.isEmpty else { throw Self.noNode(pass.causes.map(\.error)) }
        throw IoTDBError(.timedOut, "the time was over before there was a connection", phase: .connect)
    }

    /// Opens at one node; nil when the next one is worth a try.
    private func attempt(
        _ index: Int,
        _ pass: inout NodeDirectory.Pass,
        _ deadline: Deadline
    ) throws(IoTDBError) -> OpenedConnection? {
        let node = nodes.address(of: index)
        do throws(IoTDBError) {
            let opened = try open(node, by: deadline)
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

    /// Opens at one node, within the connect time-out and the deadline.
    func open(_ node: NodeAddress, by deadline: Deadline) throws(IoTDBError) -> OpenedConnection {
        let opener = SessionOpener(configuration: configuration, state: state, wake: wake, generation: generation + 1)
        let opened = try opener.open(node, by: deadline)
        generation += 1
        events?(.opened(node: node.description))
        return opened
    }

    private static func noNode(_ causes: [IoTDBError]) -> IoTDBError {
        if causes.count == 1, let only = causes.first { return only }
        return IoTDBError(
            causes.allSatisfy { $0.code == .tlsFailed } ? .tlsFailed : .connectionFailed,
            "no node could be used",
            phase: .connect,
            causes: causes.map { cause in cause.node.map { "\($0): \(cause.message)" } ?? cause.message }
        )
    }
}
