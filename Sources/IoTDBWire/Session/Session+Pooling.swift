extension Session {
    /// What is known of the nodes of this session, or of its pool, in the order given.
    public nonisolated var nodeStatus: [NodeStatus] { nodes.status }

    /// Ends the call that runs now, and every later one: the session can only be closed.
    nonisolated func interrupt() { wake.wakeForGood() }

    /// Whether the idle session can be handed out.
    ///
    /// - Parameter timeout: time for the answer to a ping; nil only looks at the connection.
    func isHealthy(pingTimeout timeout: Duration?) -> Bool {
        guard !isClosed, let opened, !opened.connection.isStale() else { return false }
        return timeout.map { answersPing(opened, $0) } ?? true
    }

    /// Takes the session away from its borrower and makes it as it was when it was opened.
    ///
    /// Queries left open are closed. The borrower's object is of no further use: its calls throw, its results end.
    ///
    /// - Returns: a session on the same connection for the next borrower; nil when this one must be closed, because its
    ///   connection
    ///   failed, its dialect, database or time zone were changed, or statements are still prepared on it.
    func handOver() -> Session? {
        guard !isClosed, let opened else { return nil }
        for queryID in openQueries { closeQuery(queryID, opened) }
        guard state.isStart(of: configuration), preparedGenerations.isEmpty, !opened.connection.isStale() else {
            return nil
        }
        let successor = Session(continuing: self)
        self.opened = nil
        redirections = [:]
        isClosed = true
        return successor
    }

    private func answersPing(_ opened: OpenedConnection, _ timeout: Duration) -> Bool {
        wake.drain()
        do throws(IoTDBError) {
            let deadline = Deadline.after(timeout)
            return try opened.connection.call(RPCMethod.testConnectionEmptyRPC, NoArguments(), deadline: deadline)
                .isSuccess
        } catch {
            return false
        }
    }
}
