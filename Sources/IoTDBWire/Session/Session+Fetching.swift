extension Session: PageSource {
    /// Fetches the next page of a query into a used page.
    func fetch(_ cursor: QueryCursor, into spare: consuming Page) async throws(IoTDBError) -> FetchedPage {
        let used = spare
        return try await cancellable { () throws(IoTDBError) in try self.fetchNow(cursor, used) }
    }

    private func fetchNow(_ cursor: QueryCursor, _ spare: consuming Page) throws(IoTDBError) -> FetchedPage {
        guard let opened, opened.generation == cursor.generation, opened.connection.isUsable else {
            throw incomplete(cursor, "the connection of the query is gone", node: nil)
        }
        var page = spare
        opened.connection.reuse(page.takeFrame())
        let response = try requestPage(cursor, opened)
        if response.moreData != true, let queryID = cursor.queryID { openQueries.remove(queryID) }
        guard response.isAlign, let blocks = response.queryResult else {
            throw incomplete(
                cursor,
                "the server has lost the query (killed, timed out or closed)",
                node: opened.connection.peer
            )
        }
        var next = cursor
        do throws(IoTDBError) {
            page = try decodePage(page, blocks, cursor, opened)
        } catch {
            if response.moreData == true { closeQuery(cursor) }
            throw error
        }
        next.rowsFetched += page.rowCount
        next.limits.governor.pageReceived(bytes: max(blocks.reduce(0) { $0 + $1.count }, page.expandedSize))
        return FetchedPage(page: page, hasMore: response.moreData ?? false, cursor: next)
    }

    private func requestPage(
        _ cursor: QueryCursor,
        _ opened: OpenedConnection
    ) throws(IoTDBError) -> FetchResultsResponse {
        var request = FetchResultsRequest()
        request.sessionID = opened.sessionID
        request.statement = cursor.statement
        request.fetchSize = cursor.limits.governor.next
        request.queryID = cursor.queryID ?? -1
        request.isAlign = true
        request.timeout = cursor.limits.milliseconds
        request.statementID = opened.statementID
        let response: FetchResultsResponse
        do throws(IoTDBError) {
            response = try opened.connection.call(
                RPCMethod.fetchResultsV2,
                RequestArguments(request),
                deadline: cursor.limits.deadline,
                phase: .fetch
            )
        } catch {
            noteLoss(opened, error)
            // Over before it was asked: the connection goes on, and the query is not left to it.
            if error.code == .timedOut { closeQuery(cursor) }
            throw error.code == .cancelled ? error : incomplete(cursor, error.message, node: error.node)
        }
        if !response.status.isSuccess {
            // Never fetched again; the node may be stopping.
            var attempts = RequestAttempts(.read, .never)
            _ = settle(response.status, opened, &attempts)
            let status = response.status.asServerStatus
            throw incomplete(cursor, status.text, node: opened.connection.peer, status)
        }
        return response
    }

    /// Decodes the blocks of the answer just received and gives the page their bytes.
    func decodePage(
        _ spare: consuming Page,
        _ blocks: [ArraySlice<UInt8>],
        _ cursor: QueryCursor,
        _ opened: OpenedConnection
    ) throws(IoTDBError) -> Page {
        var page = spare
        do throws(ThriftDecodingError) {
            try page.decode(blocks, columnCount: cursor.blockColumnCount)
        } catch {
            throw incomplete(cursor, "a block cannot be read: \(error)", node: opened.connection.peer)
        }
        page.frame = opened.connection.takeAnswer()
        return page
    }

    private func incomplete(
        _ cursor: QueryCursor,
        _ reason: String,
        node: String?,
        _ status: ServerStatus? = nil
    ) -> IoTDBError {
        IoTDBError(
            .incompleteResult,
            "result incomplete after \(cursor.rowsFetched) rows: \(reason)",
            serverStatus: status,
            requestState: RetryPolicy.never.decide(.pageLost, of: .read, attempt: 1).state,
            phase: .fetch,
            node: node,
            rowsDelivered: cursor.rowsFetched
        )
    }

    /// Closes a query on the server, if its connection is still there.
    func closeQuery(_ cursor: QueryCursor) {
        guard let queryID = cursor.queryID, let opened, opened.generation == cursor.generation else { return }
        closeQuery(queryID, opened)
    }

    /// Closes a query on the server by its id.
    func closeQuery(_ queryID: Int64, _ opened: OpenedConnection) {
        openQueries.remove(queryID)
        guard opened.connection.isUsable else { return }
        wake.drain()
        var request = CloseOperationRequest()
        request.sessionID = opened.sessionID
        request.queryID = queryID
        request.statementID = opened.statementID
        do throws(IoTDBError) {
            let deadline = Deadline.after(configuration.connectTimeout)
            let status = try opened.connection.call(
                RPCMethod.closeOperation,
                RequestArguments(request),
                deadline: deadline,
                phase: .close
            )
            try status.check(node: opened.connection.peer, phase: .close)
        } catch {
            events?(.closeFailed(node: opened.node.description, reason: error.message))
        }
    }
}
