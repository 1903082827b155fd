extension Session {
    /// Runs one statement of any kind.
    ///
    /// - Parameters:
    ///   - sql: one statement; a `;` at its end is taken away. Servers take no second statement.
    ///   - timeout: time for a query on the server, from its start to its last page. Default: the configuration's.
    ///   - fetchSize: size of the pages. Default: the configuration's.
    /// - Returns: the result, or nil for a statement without rows. The result keeps memory on the server until it is read
    ///   to its end or closed.
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/serverError`` with the server's status, ``IoTDBError/Code/outcomeUnknown`` when
    ///   the statement was sent and the answer lost.
    public func execute(
        _ sql: String,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil
    ) async throws(IoTDBError) -> ResultSet? {
        try await run(sql, timeout, fetchSize, idempotent: false)
    }

    private func run(
        _ sql: String,
        _ timeout: Duration?,
        _ fetchSize: FetchSize?,
        idempotent: Bool
    ) async throws(IoTDBError) -> ResultSet? {
        let text = StatementText.prepared(sql)
        let limit = timeout ?? configuration.queryTimeout
        let governor = FetchSizeGovernor(fetchSize ?? configuration.fetchSize)
        let (response, opened) = try await call(
            Methods.executeStatementV2,
            kind: StatementText.kind(text),
            idempotent: idempotent,
            timeout: limit.map { $0 + Self.grace }
        ) { opened in
            var request = ExecuteStatementRequest()
            request.sessionID = opened.sessionID
            request.statement = text
            request.statementID = opened.statementID
            request.fetchSize = governor.next
            request.timeout = Self.milliseconds(limit)
            return Single(request)
        }
        return try resultSet(response, opened, text, governor, limit)
    }

    /// Runs a query.
    ///
    /// - Throws: `IoTDBError`, also when the statement turns out to have no rows.
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
    ///   - sql: as in ``execute(_:timeout:fetchSize:)``.
    ///   - timeout: as there.
    ///   - idempotent: whether the statement may be sent once more when its answer was lost, although it may have been carried out. Never
    ///     guessed from its text. Default: false.
    public func executeNonQuery(
        _ sql: String,
        timeout: Duration? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) {
        if let results = try await run(sql, timeout, nil, idempotent: idempotent) { await results.close() }
    }

    /// Runs a query, hands its result to a closure and closes it however the closure ends.
    public func withResultSet<Success: Sendable>(
        _ sql: String,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        _ body: @Sendable (ResultSet) async throws -> Success
    ) async throws -> Success {
        let results = try await query(sql, timeout: timeout, fetchSize: fetchSize)
        do {
            let value = try await body(results)
            await results.close()
            return value
        } catch {
            await results.close()
            throw error
        }
    }

    /// How much longer than the server the client waits: its own time-out answer comes up to 0.3 s late.
    static var grace: Duration { .seconds(1) }

    /// A query's time-out as it is sent: no limit is the largest number, because 0 means the server's 60 s.
    static func milliseconds(_ limit: Duration?) -> Int64 {
        guard let limit else { return .max }
        let (seconds, attoseconds) = limit.components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? .max : max(1, product + attoseconds / 1_000_000_000_000_000)
    }

    /// Checks the answer of a statement, follows what it says of the session, and makes the result of it.
    func resultSet(
        _ response: ExecuteStatementResponse,
        _ opened: OpenedConnection,
        _ statement: String,
        _ governor: FetchSizeGovernor,
        _ limit: Duration?
    ) throws(IoTDBError) -> ResultSet? {
        follow(response)
        try response.status.check(node: opened.connection.peer, phase: .receive)
        guard response.columns != nil else { return nil }
        let heading: ResultHeading
        do throws(ThriftDecodingError) {
            heading = try ResultHeading(response)
        } catch {
            throw IoTDBError(
                .protocolViolation,
                "the heading of the result cannot be read: \(error.reason)",
                requestState: .answered,
                phase: .decode,
                node: opened.connection.peer
            )
        }
        let cursor = QueryCursor(
            queryID: response.queryID,
            statement: statement,
            generation: opened.generation,
            blockColumnCount: heading.blockColumnCount,
            limit: limit,
            governor: governor
        )
        let blocks = response.queryResult ?? []
        if response.moreData == true, let queryID = response.queryID { openQueries.insert(queryID) }
        let page = try decodePage(Page(), blocks, cursor, opened)
        return ResultSet(self, heading.columns, cursor, page, hasMore: response.moreData ?? false, opened.precision)
    }

    /// `USE`, a dropped database and a changed dialect are told by the answer, also by one that is an error.
    private func follow(_ response: ExecuteStatementResponse) {
        if let database = response.database { state.database = database }
        if response.operationType == "dropDB" { state.database = nil }
        guard response.columns == nil, let isTable = response.tableModel, response.status.isSuccess else { return }
        let dialect: SQLDialect = isTable ? .table : .tree
        if dialect != state.dialect {
            state.dialect = dialect
            state.database = nil
        }
    }
}
