extension Session {
    /// Checks the answer of a statement, follows what it says of the session, and makes the result of it.
    func resultSet(
        _ response: ExecuteStatementResponse,
        _ opened: OpenedConnection,
        _ statement: String,
        _ limits: QueryLimits
    ) throws(IoTDBError) -> ResultSet? {
        follow(response)
        try opened.check(response.status)
        var isRead = false
        defer { if !isRead, response.moreData == true, let queryID = response.queryID { closeQuery(queryID, opened) } }
        guard response.columns != nil else { return nil }
        let results = try openResult(response, opened, statement, limits)
        isRead = true
        return results
    }

    private func openResult(
        _ response: ExecuteStatementResponse,
        _ opened: OpenedConnection,
        _ statement: String,
        _ limits: QueryLimits
    ) throws(IoTDBError) -> ResultSet {
        let heading = try heading(response, opened)
        let cursor = QueryCursor(
            queryID: response.queryID,
            statement: statement,
            generation: opened.generation,
            blockColumnCount: heading.blockColumnCount,
            limits: limits
        )
        let page = try decodePage(Page(), response.queryResult ?? [], cursor, opened)
        if response.moreData == true, let queryID = response.queryID { openQueries.insert(queryID) }
        return ResultSet(self, heading.columns, cursor, page, hasMore: response.moreData ?? false, opened.precision)
    }

    private func heading(
        _ response: ExecuteStatementResponse,
        _ opened: OpenedConnection
    ) throws(IoTDBError) -> ResultHeading {
        do throws(ThriftDecodingError) {
            return try ResultHeading(response)
        } catch {
            throw IoTDBError(
                .protocolViolation,
                "the heading of the result cannot be read: \(error.reason)",
                requestState: .answered,
                phase: .decode,
                node: opened.connection.peer
            )
        }
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
