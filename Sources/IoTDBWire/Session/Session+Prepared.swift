extension Session {
    /// Prepares a statement (`prepareStatement`).
    ///
    /// - Parameters:
    ///   - sql: one statement with `?` for its parameters.
    ///   - name: unique in the session. Default: one that no other statement of this session has.
    ///   - fallback: what to do where the server has no prepared statements. Default: throw.
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/unsupported`` where the server has none.
    public func prepare(
        _ sql: String,
        name: String? = nil,
        fallback: PreparationFallback = .none
    ) async throws(IoTDBError) -> PreparedStatement {
        let text = StatementText.prepared(sql)
        let name = name ?? "statement_" + String(UInt64.random(in: 0 ... .max), radix: 36)
        do throws(IoTDBError) {
            let count = try await prepareOnServer(text, name)
            return PreparedStatement(
                session: self,
                sql: text,
                name: name,
                parameterCount: count,
                isBoundByServer: true
            )
        } catch {
            guard error.code == .unsupported, fallback == .literals else { throw error }
            let pieces = try StatementParameters.pieces(of: Array(text.utf8), dialect)
            return PreparedStatement(
                session: self,
                sql: text,
                name: name,
                parameterCount: pieces.count { $0 == .positional },
                isBoundByServer: false
            )
        }
    }

    /// Prepares a statement on the current connection and answers the number of its parameters.
    private func prepareOnServer(_ sql: String, _ name: String) async throws(IoTDBError) -> Int {
        var request = PrepareRequest()
        request.sql = sql
        request.statementName = name
        let (response, opened) = try await call(
            RPCMethod.prepareStatement,
            RequestArguments(request),
            kind: .other
        )
        notePrepared(name, on: opened)
        return Int(response.parameterCount ?? 0)
    }

    /// Runs a prepared statement, after preparing it again where its connection is gone.
    func execute(
        _ statement: PreparedStatement,
        _ values: [Value],
        _ timeout: Duration?,
        _ fetchSize: FetchSize?,
        _ idempotent: Bool
    ) async throws(IoTDBError) -> ResultSet? {
        let parameters = try PreparedParameters.encode(values)
        let limit = timeout ?? configuration.queryTimeout
        let limits = QueryLimits(limit, fetchSize ?? configuration.fetchSize)
        var mayRepeat = true
        while true {
            try await ensurePrepared(statement)
            let (response, opened) = try await call(
                RPCMethod.executePreparedStatement,
                kind: StatementText.kind(statement.sql),
                idempotent: idempotent,
                timeout: limit.map { $0 + QueryLimits.grace }
            ) { opened in
                var request = ExecutePreparedRequest()
                request.sessionID = opened.sessionID
                request.statementName = statement.name
                request.parameters = parameters[...]
                request.fetchSize = limits.fetchSize.next
                request.timeout = limits.milliseconds
                request.statementID = opened.statementID
                return RequestArguments(request)
            }
            // Another connection than the one it was prepared on does not know the statement, so nothing was done.
            if !isPrepared(statement.name, on: opened), mayRepeat, !response.status.isSuccess {
                mayRepeat = false
                continue
            }
            return try resultSet(response, opened, statement.sql, limits)
        }
    }

    private func ensurePrepared(_ statement: PreparedStatement) async throws(IoTDBError) {
        guard !(try await isPreparedNow(statement.name)) else { return }
        _ = try await prepareOnServer(statement.sql, statement.name)
    }

    /// Lets the server forget a prepared statement.
    func deallocate(_ name: String) async throws(IoTDBError) {
        guard let known = forgetPrepared(name) else { return }
        let (status, opened) = try await call(
            RPCMethod.deallocatePreparedStatement,
            kind: .read,
            timeout: configuration.requestTimeout
        ) { opened in
            var request = DeallocatePreparedRequest()
            request.sessionID = opened.sessionID
            request.statementName = name
            return RequestArguments(request)
        }
        // A new connection does not know the statement.
        guard opened.generation == known.generation else { return }
        try opened.check(status)
    }
}
