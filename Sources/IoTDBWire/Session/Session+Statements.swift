extension Session {
    /// Runs one statement of any kind.
    ///
    /// - Parameters:
    ///   - sql: one statement; a `;` at its end is taken away. Servers take no second statement.
    ///   - timeout: time for a query on the server, from its start to its last page. Default: the configuration's.
    ///   - fetchSize: size of the pages. Default: the configuration's.
    ///   - idempotent: whether a statement that writes may be sent once more when its answer was lost, although it may
    ///     have been carried out.
    ///     Never guessed from its text. Default: false.
    /// - Returns: the result, or nil for a statement without rows. The result keeps memory on the server until it is
    ///   read to its end or closed.
    /// - Throws: `IoTDBError`:
    ///   ``IoTDBError/Code/serverError`` with the server's status, ``IoTDBError/Code/outcomeUnknown`` when the
    ///   statement was sent and the answer lost.
    @_disfavoredOverload
    public func execute(
        _ sql: String,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> ResultSet? {
        let limit = timeout ?? configuration.queryTimeout
        return try await run(sql, limit, fetchSize, idempotent, answerWithin: limit.map { $0 + QueryLimits.grace })
    }

    private func run(
        _ sql: String,
        _ limit: Duration?,
        _ fetchSize: FetchSize?,
        _ idempotent: Bool,
        answerWithin patience: Duration?
    ) async throws(IoTDBError) -> ResultSet? {
        let text = StatementText.prepared(sql)
        let terms = QueryLimits(limit, fetchSize ?? configuration.fetchSize)
        let (response, opened) = try await call(
            RPCMethod.executeStatementV2,
            kind: StatementText.kind(text),
            idempotent: idempotent,
            timeout: patience,
            // The server gives a query without time a moment, too.
            sendTimeout: limit.flatMap { $0 > .zero ? $0 : nil }
        ) { opened in
            var request = ExecuteStatementRequest()
            request.sessionID = opened.sessionID
            request.statement = text
            request.statementID = opened.statementID
            request.fetchSize = terms.fetchSize.next
            request.timeout = terms.milliseconds
            return RequestArguments(request)
        }
        let results = try resultSet(response, opened, text, terms)
        if let zone = StatementText.timeZone(setBy: text) { follow(timeZone: zone) }
        return results
    }

    /// Runs a query.
    ///
    /// - Throws: `IoTDBError`, also when the statement turns out to have no rows.
    @_disfavoredOverload
    public func query(
        _ sql: String,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil
    ) async throws(IoTDBError) -> ResultSet {
        guard let results = try await execute(sql, timeout: timeout, fetchSize: fetchSize) else {
            throw IoTDBError(.invalidArgument, "the statement was carried out and is no query", requestState: .answered)
        }
        return results
    }

    /// Runs a statement and reads no rows; those of a query are closed unread.
    ///
    /// - Parameters:
    ///   - sql: as in ``execute(_:timeout:fetchSize:idempotent:)-4myl9``.
    ///   - timeout: as there; where neither it nor the configuration limits queries, the answer has
    ///     ``SessionConfiguration/requestTimeout`` to come.
    ///   - idempotent: as there.
    @_disfavoredOverload
    public func executeNonQuery(
        _ sql: String,
        timeout: Duration? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) {
        let limit = timeout ?? configuration.queryTimeout
        let patience = limit.map { $0 + QueryLimits.grace } ?? configuration.requestTimeout
        if let results = try await run(sql, limit, nil, idempotent, answerWithin: patience) { await results.close() }
    }

    /// Runs a query, hands its result to a closure and closes it however the closure ends.
    ///
    /// The closure runs where the caller does, so that it may change what belongs to the caller.
    @discardableResult
    @_disfavoredOverload
    public func withResultSet<Success: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        _ sql: String,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        _ body: (ResultSet) async throws -> Success
    ) async throws -> Success {
        let results = try await query(sql, timeout: timeout, fetchSize: fetchSize)
        return try await results.closing(after: body)
    }
}
