/// A query that is open on the server, as its result set knows it.
struct QueryCursor: Sendable {
    let queryID: Int64?
    let statement: String
    /// The connection of the session that the query belongs to.
    let generation: Int
    let blockColumnCount: Int
    var limits: QueryLimits
    /// Rows of all pages so far.
    private(set) var rowsFetched = 0

    /// A page has come, with so many bytes on the wire; laid out in memory it may be larger.
    mutating func pageReceived(_ page: borrowing Page, bytes: Int = 0) {
        rowsFetched += page.rowCount
        limits.fetchSize.pageReceived(bytes: max(bytes, page.expandedSize))
    }

    /// The error of a result whose further rows cannot be had.
    func incomplete(
        _ reason: String,
        node: String?,
        _ status: ServerStatus? = nil,
        code: IoTDBError.Code = .incompleteResult
    ) -> IoTDBError {
        IoTDBError(
            code,
            "result incomplete after \(rowsFetched) rows: \(reason)",
            serverStatus: status,
            requestState: RetryPolicy.never.decide(.pageLost, of: .read, attempt: 1).state,
            phase: .fetch,
            node: node,
            rowsDelivered: rowsFetched
        )
    }
}

/// What bounds a query: its time, and the size of its pages.
struct QueryLimits: Sendable {
    /// How much longer than the server the client waits: its own time-out answer comes up to 0.3 s late.
    static var grace: Duration { QueryTime.grace }

    /// How long the server may take.
    var time: QueryTime
    /// Chooses the size of the next page.
    var fetchSize: AdaptiveFetchSize

    /// The limits of a query that starts now.
    init(_ limit: Duration?, _ fetchSize: FetchSize) {
        time = QueryTime(limit: limit, start: .now)
        self.fetchSize = AdaptiveFetchSize(fetchSize)
    }

    /// The limits behind the first answer.
    func answered() -> QueryLimits {
        var limits = self
        limits.time.answered(at: .now)
        return limits
    }

    /// ``QueryTime/milliseconds``.
    var milliseconds: Int64 { time.milliseconds }
}

/// An answer to a fetch.
struct FetchedPage: Sendable {
    let page: Page
    let hasMore: Bool
    let cursor: QueryCursor
}

/// What a result set gets its pages from.
protocol PageSource: AnyObject, Sendable {
    /// Fetches the next page of a query into a used page.
    func fetch(_ cursor: QueryCursor, into spare: consuming Page) async throws(IoTDBError) -> FetchedPage

    /// Closes a query on the server, if its connection is still there.
    func closeQuery(_ cursor: QueryCursor) async
}

/// What a result has its session from.
protocol ResultLoan: AnyObject, Sendable {
    /// The result needs the session no more.
    func end() async
}
