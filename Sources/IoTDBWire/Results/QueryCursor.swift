/// A query that is open on the server, as its result set knows it.
struct QueryCursor: Sendable {
    let queryID: Int64?
    let statement: String
    /// The connection of the session that the query belongs to.
    let generation: Int
    let blockColumnCount: Int
    var limits: QueryLimits
    /// Rows of all pages so far.
    var rowsFetched = 0
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
