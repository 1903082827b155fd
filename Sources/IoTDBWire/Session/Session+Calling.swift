/// What a request does, as far as sending it twice is concerned.
enum RequestKind {
    /// Changes nothing on the server.
    case read
    /// May change something.
    case other
}

extension Session {
    /// Runs blocking code of the session so that cancelling the task wakes it.
    func cancellable<Success>(_ body: () throws(IoTDBError) -> Success) async throws(IoTDBError) -> Success {
        let wake = self.wake
        wake.drain()
        let outcome: Result<Success, IoTDBError> = await withTaskCancellationHandler {
            do throws(IoTDBError) { return .success(try body()) } catch { return .failure(error) }
        } onCancel: {
            wake.wake()
        }
        return try outcome.get()
    }

    /// Makes one call on the session's connection, opening it first where needed.
    ///
    /// - Parameter timeout: time for the answer; nil waits as long as it takes.
    func call<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        kind: RequestKind,
        timeout: Duration?,
        _ arguments: (OpenedConnection) -> Arguments
    ) async throws(IoTDBError) -> (Response, OpenedConnection) {
        try await cancellable { () throws(IoTDBError) in
            try self.callRepeating(method, kind, timeout, arguments)
        }
    }

    /// Sends again, once, what provably was not carried out, or what only reads where the configuration allows it.
    private func callRepeating<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        _ kind: RequestKind,
        _ timeout: Duration?,
        _ arguments: (OpenedConnection) -> Arguments
    ) throws(IoTDBError) -> (Response, OpenedConnection) {
        let deadline = timeout.map { Deadline.after($0) } ?? .never
        var mayRepeat = true
        while true {
            let opened = try connected()
            do throws(IoTDBError) {
                return (try opened.connection.call(method, arguments(opened), deadline: deadline), opened)
            } catch {
                noteLoss(opened, error)
                guard mayRepeat, isRepeatable(error, kind) else { throw error }
                mayRepeat = false
                events?(.requestRepeated(node: opened.node.description, reason: error.message))
            }
        }
    }

    private func isRepeatable(_ error: IoTDBError, _ kind: RequestKind) -> Bool {
        switch error.code {
        case .connectionLost: error.requestState == .notSent
        case .outcomeUnknown: kind == .read && configuration.repeatsReads
        default: false
        }
    }

    private func noteLoss(_ opened: OpenedConnection, _ error: IoTDBError) {
        guard !opened.connection.isUsable, self.opened?.generation == opened.generation else { return }
        self.opened = nil
        events?(.connectionLost(node: opened.node.description, reason: error.message))
    }

    /// The connection, after opening a new one where there is none or the peer has closed it.
    func connected() throws(IoTDBError) -> OpenedConnection {
        guard !isClosed else { throw IoTDBError(.sessionClosed, "the session is closed", phase: .send) }
        if let opened, !opened.connection.isStale() { return opened }
        let isFirst = generation == 0
        if let opened {
            opened.connection.close()
            self.opened = nil
            events?(.connectionLost(node: opened.node.description, reason: "the server closed the idle connection"))
        }
        let fresh = try openAnyNode(passes: isFirst ? 1 : max(1, configuration.connectRetryMax))
        opened = fresh
        return fresh
    }

    /// Tries every node once in each pass.
    private func openAnyNode(passes: Int) throws(IoTDBError) -> OpenedConnection {
        var causes: [IoTDBError] = []
        let nodes = configuration.nodes.isEmpty ? [.loopback] : configuration.nodes
        for pass in 0..<passes {
            if pass > 0 { try pause(beforePass: pass) }
            causes.removeAll()
            for node in configuration.shufflesNodes ? nodes.shuffled() : nodes {
                do throws(IoTDBError) {
                    return try open(node)
                } catch {
                    guard error.isWorthAnotherNode else { throw error }
                    events?(.nodeFailed(node: node.description, reason: error.message))
                    causes.append(error)
                }
            }
        }
        throw Self.noNode(causes)
    }

    private func open(_ node: NodeAddress) throws(IoTDBError) -> OpenedConnection {
        let opener = SessionOpener(configuration: configuration, state: state, wake: wake, generation: generation + 1)
        let opened = try opener.open(node)
        generation += 1
        events?(.opened(node: node.description))
        return opened
    }

    /// Waits before nodes that all failed are tried again: 100 ms, doubled with each pass, shortened by chance so that clients spread.
    private func pause(beforePass pass: Int) throws(IoTDBError) {
        let longest = Duration.milliseconds(100 << min(pass - 1, 6))
        let deadline = Deadline.after(longest * Double.random(in: 0.5...1))
        guard wake.wait(until: deadline) else { return }
        throw IoTDBError(.cancelled, "cancelled while waiting to connect again", phase: .connect)
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
