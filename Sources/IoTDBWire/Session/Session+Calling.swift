/// What a request does, as far as sending it twice is concerned.
package enum RequestKind: Sendable, CaseIterable {
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
        var attempt = 1
        while true {
            let opened = try connected()
            do throws(IoTDBError) {
                return (try opened.connection.call(method, arguments(opened), deadline: deadline), opened)
            } catch {
                noteLoss(opened, error)
                guard repeats(error, kind, attempt) else { throw error }
                attempt += 1
                events?(.requestRepeated(node: opened.node.description, reason: error.message))
            }
        }
    }

    private func repeats(_ error: IoTDBError, _ kind: RequestKind, _ attempt: Int) -> Bool {
        guard let failure = RequestFailure(error) else { return false }
        let policy = RetryPolicy(repeatsReads: configuration.repeatsReads)
        switch policy.decide(failure, of: kind, attempt: attempt).step {
        case .freshSession, .nextNode: return true
        case .fail: return false
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
        // The queries of the lost connection ended with it.
        openQueries.removeAll()
        return fresh
    }

    /// Tries the nodes that are worth it, each once in a round.
    private func openAnyNode(passes: Int) throws(IoTDBError) -> OpenedConnection {
        var pass = nodes.start(rounds: passes)
        while true {
            switch nodes.next(&pass) {
            case .attempt(let index):
                if let opened = try attempt(index, &pass) { return opened }
            case .wait(let until):
                guard wake.wait(until: Deadline(instant: until)) else { continue }
                throw IoTDBError(.cancelled, "cancelled while waiting to connect again", phase: .connect)
            case .exhausted:
                throw Self.noNode(pass.causes.map(\.error))
            }
        }
    }

    /// Opens at one node; nil when the next one is worth a try.
    private func attempt(_ index: Int, _ pass: inout NodeDirectory.Pass) throws(IoTDBError) -> OpenedConnection? {
        let node = nodes.address(of: index)
        do throws(IoTDBError) {
            let opened = try open(node)
            nodes.succeeded(index, latency: opened.latency)
            return opened
        } catch {
            nodes.failed(index, error, &pass)
            guard error.isWorthAnotherNode else { throw error }
            events?(.nodeFailed(node: node.description, reason: error.message))
            return nil
        }
    }

    private func open(_ node: NodeAddress) throws(IoTDBError) -> OpenedConnection {
        let opener = SessionOpener(configuration: configuration, state: state, wake: wake, generation: generation + 1)
        let opened = try opener.open(node)
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
