extension Session {
    /// Runs blocking code of the session so that cancelling the task wakes it.
    func cancellable<Success>(_ body: () throws(IoTDBError) -> Success) async throws(IoTDBError) -> Success {
        let wake = self.wake
        wake.drain()
        // Unchecked, because `body` is called on this actor and before this function returns.
        nonisolated(unsafe) let body = body
        // The closure has to name `self`: one that captures nothing isolated leaves the session's thread for the
        // cooperative pool, which it then blocks, and lets other calls use the connection meanwhile.
        let outcome: Result<Success, IoTDBError> = await withTaskCancellationHandler {
            self.outcome(of: body)
        } onCancel: {
            wake.wake()
        }
        return try outcome.get()
    }

    private func outcome<Success>(
        of body: () throws(IoTDBError) -> Success
    ) -> Result<Success, IoTDBError> {
        assert(thread.isCurrent, "a session's calls block its own thread")
        do throws(IoTDBError) { return .success(try body()) } catch { return .failure(error) }
    }

    /// Makes one call on the session's connection, opening it first where needed.
    ///
    /// - Parameters:
    ///   - idempotent: whether the caller vouches that carrying the request out twice does no harm.
    ///   - timeout: time for the answer; nil waits as long as it takes.
    ///   - target: a better node for this request, tried first and once.
    func call<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        kind: RequestKind,
        idempotent: Bool = false,
        timeout: Duration?,
        target: NodeAddress? = nil,
        _ arguments: (OpenedConnection) -> Arguments
    ) async throws(IoTDBError) -> (Response, OpenedConnection) {
        let policy = RetryPolicy(repeatsReads: configuration.repeatsReads, isIdempotent: idempotent)
        return try await cancellable { () throws(IoTDBError) in
            let deadline = timeout.map { Deadline.after($0) } ?? .never
            return try self.callRepeating(method, RequestAttempts(kind, policy), deadline, target, arguments)
        }
    }

    /// Sends as often as the retry matrix allows, which is once or twice.
    private func callRepeating<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        _ first: RequestAttempts,
        _ deadline: Deadline,
        _ target: NodeAddress?,
        _ arguments: (OpenedConnection) -> Arguments
    ) throws(IoTDBError) -> (Response, OpenedConnection) {
        var attempts = first
        while true {
            do throws(IoTDBError) {
                var opened = try connection(to: attempts.number == 1 ? target : nil, by: deadline)
                if let response = try send(method, arguments(opened), opened, deadline, &attempts) {
                    opened.doubt = attempts.doubt
                    return (response, opened)
                }
            } catch {
                throw attempts.told(error)
            }
        }
    }

    /// Sends once; nil when the request has to be sent again.
    private func send<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        _ arguments: Arguments,
        _ opened: OpenedConnection,
        _ deadline: Deadline,
        _ attempts: inout RequestAttempts
    ) throws(IoTDBError) -> Response? {
        let response: Response
        do throws(IoTDBError) {
            response = try opened.connection.call(method, arguments, deadline: deadline)
        } catch {
            guard let failure = RequestFailure(error, isUsable: opened.connection.isUsable) else {
                noteLoss(opened, error)
                throw error
            }
            guard settle(failure, error, opened, &attempts) else { throw error }
            return nil
        }
        guard let status = response.outcome, !status.isSuccess else { return response }
        return settle(status, opened, &attempts) ? nil : response
    }

    /// Does what the retry matrix says about an error status, and answers whether the request is to be sent again.
    func settle(_ status: Status, _ opened: OpenedConnection, _ attempts: inout RequestAttempts) -> Bool {
        let error = status.error(.serverError, node: opened.connection.peer, phase: .receive)
        return settle(RequestFailure(status, on: opened.connection, wake), error, opened, &attempts)
    }

    /// Does what the retry matrix says about a failure, and answers whether the request is to be sent again.
    private func settle(
        _ failure: RequestFailure,
        _ error: IoTDBError,
        _ opened: OpenedConnection,
        _ attempts: inout RequestAttempts
    ) -> Bool {
        let decision = attempts.policy.decide(failure, of: attempts.kind, attempt: attempts.number)
        if decision.closesConnection { opened.connection.close() }
        if decision.marksNodeDown { nodes.lost(opened.node, error) }
        noteLoss(opened, error)
        guard decision.step != .fail else { return false }
        attempts.repeated(after: error)
        events?(.requestRepeated(node: opened.node.description, reason: error.message))
        return true
    }

    /// Forgets a connection that cannot be used any more.
    func noteLoss(_ opened: OpenedConnection, _ error: IoTDBError) {
        guard !opened.connection.isUsable else { return }
        if self.opened?.generation == opened.generation {
            self.opened = nil
        } else if redirections[opened.node]?.generation == opened.generation {
            redirections[opened.node] = nil
        } else {
            return
        }
        events?(.connectionLost(node: opened.node.description, reason: error.message))
    }

    /// The connection for a request: the better node's where there is one and it can be reached, else the session's.
    private func connection(to target: NodeAddress?, by deadline: Deadline) throws(IoTDBError) -> OpenedConnection {
        if let target, let redirected = try redirected(to: target, by: deadline) { return redirected }
        return try connected(by: deadline)
    }
}
