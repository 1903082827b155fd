/// A connection on which a session was opened, with the ids that are valid on it only.
struct OpenedConnection {
    let connection: Connection
    let node: NodeAddress
    let sessionID: Int64
    let statementID: Int64
    /// What the session was opened with.
    let state: SessionState
    let precision: TimestampPrecision
    /// Counts the connections of a session, so that a query is never fetched from another one than its own.
    let generation: Int
    /// Time from the first packet to the opened session.
    let latency: Duration
    /// Why the call that was made on it had to be sent twice, where its first sending may have been carried out.
    var firstAttemptError: IoTDBError?

    /// Throws unless the call was carried out.
    func check(_ status: Status) throws(IoTDBError) {
        guard !status.isSuccess else { return }
        let error = status.error(.serverError, node: connection.peer, phase: .receive)
        // The first sending may be the very reason: what it deleted is gone, what it made exists.
        throw firstAttemptError.map { error.adding(note: "it was sent a second time", cause: $0) } ?? error
    }
}

/// Calls that know nothing of the session beyond its ids.
extension OpenedConnection {
    /// Makes the result of an answer that has columns; its first page takes the answer's bytes.
    func result(
        of response: ExecuteStatementResponse,
        _ statement: String,
        _ limits: QueryLimits,
        from source: any PageSource
    ) throws(IoTDBError) -> ResultSet {
        let metadata = try metadata(response)
        let cursor = QueryCursor(
            queryID: response.queryID,
            statement: statement,
            generation: generation,
            blockColumnCount: metadata.blockColumnCount,
            limits: limits.answered()
        )
        let page = try decodePage(Page(), response.queryResult ?? [], cursor)
        return ResultSet(source, metadata.columns, cursor, page, hasMore: response.moreData ?? false, precision)
    }

    private func metadata(_ response: ExecuteStatementResponse) throws(IoTDBError) -> ResultMetadata {
        do throws(ThriftDecodingError) {
            return try ResultMetadata(response)
        } catch {
            throw IoTDBError(
                .protocolViolation,
                "the heading of the result cannot be read: \(error.reason)",
                requestState: .answered,
                phase: .decode,
                node: connection.peer
            )
        }
    }

    /// Asks for the next page of a query.
    func fetch(_ cursor: QueryCursor) throws(IoTDBError) -> FetchResultsResponse {
        var request = FetchResultsRequest()
        request.sessionID = sessionID
        request.statement = cursor.statement
        request.fetchSize = cursor.limits.fetchSize.next
        request.queryID = cursor.queryID ?? -1
        request.isAlign = true
        request.timeout = cursor.limits.milliseconds
        request.statementID = statementID
        return try connection.call(
            RPCMethod.fetchResultsV2,
            RequestArguments(request),
            deadline: cursor.limits.time.deadline,
            phase: .fetch
        )
    }

    /// Decodes the blocks of the answer just received and gives the page their bytes.
    func decodePage(
        _ spare: consuming Page,
        _ blocks: [ArraySlice<UInt8>],
        _ cursor: QueryCursor
    ) throws(IoTDBError) -> Page {
        var page = spare
        do throws(ThriftDecodingError) {
            try page.decode(
                blocks,
                columnCount: cursor.blockColumnCount,
                memory: connection.remainingMemory
            )
        } catch {
            throw cursor.incomplete("a block cannot be read: \(error)", node: connection.peer)
        }
        page.frame = connection.takeAnswer()
        return page
    }

    /// Closes a query on the server; whether that was done may show only with a later answer.
    func close(query queryID: Int64) throws(IoTDBError) {
        var request = CloseOperationRequest()
        request.sessionID = sessionID
        request.queryID = queryID
        request.statementID = statementID
        let status = try connection.callBriefly(
            RPCMethod.closeOperation,
            RequestArguments(request),
            by: Deadline.after(Connection.courtesyLimit)
        )
        try status?.check(node: connection.peer, phase: .close)
    }

    /// Whether the server answers.
    func answersPing(by deadline: Deadline) -> Bool {
        do throws(IoTDBError) {
            return try connection.call(RPCMethod.testConnectionEmptyRPC, NoArguments(), deadline: deadline).isSuccess
        } catch {
            return false
        }
    }

    /// Ends the session on the server and closes the socket.
    func closeSession(by deadline: Deadline) {
        var request = CloseSessionRequest()
        request.sessionID = sessionID
        // The socket's end releases everything on the server; the call is a courtesy and may fail.
        _ = try? connection.callBriefly(RPCMethod.closeSession, RequestArguments(request), by: deadline)
        connection.close()
    }
}
