/// Life cycle of a result set, apart from I/O.
struct ResultSetState: Sendable {
    typealias Prefetch = Task<Result<FetchedPage, IoTDBError>, Never>

    /// Where the query stands on the server.
    private enum Phase {
        /// More pages are promised.
        case open
        /// A fetch is under way.
        case fetching
        /// The server has sent its last page and released the query.
        case ended
        /// A fetch failed.
        ///
        /// The next one would look like a regular end, so none is made.
        case failed(IoTDBError)
        /// The caller wants no more.
        case closed
    }

    private var phase: Phase
    private var waiting: Page?
    private var cursor: QueryCursor
    private var spares: [Page] = []
    private var prefetch: Prefetch?

    init(firstPage: consuming Page, hasMore: Bool, cursor: QueryCursor) {
        self.cursor = cursor
        // The first page tells how wide rows are; an empty one tells nothing.
        if firstPage.rowCount > 0 { self.cursor.pageReceived(firstPage) }
        waiting = consume firstPage
        phase = hasMore ? .open : .ended
    }

    /// Rows of all pages that have come.
    var rowsFetched: Int { cursor.rowsFetched }

    /// What a caller that wants a page has to do.
    enum PageAction {
        case handOut(Page)
        case fetch(QueryCursor, Page)
        case awaitPrefetch(Prefetch)
        case end
        case fail(IoTDBError)
    }

    /// The caller wants the next page.
    mutating func pageRequested() -> PageAction {
        if let page = waiting {
            waiting = nil
            if page.rowCount > 0 { return .handOut(page) }
            spares.append(page)
        }
        switch phase {
        case .open:
            phase = .fetching
            return .fetch(cursor, spares.popLast() ?? Page())
        case .fetching:
            if let task = prefetch {
                prefetch = nil
                return .awaitPrefetch(task)
            }
            return .fail(IoTDBError(.invalidArgument, "two tasks are reading one result", phase: .fetch))
        case .ended: return .end
        case .failed(let error): return .fail(error)
        case .closed: return .fail(IoTDBError(.sessionClosed, "the result was closed", phase: .fetch))
        }
    }

    /// The caller wants the next page to be fetched ahead; nil when there is nothing to do.
    mutating func prefetchRequested() -> (QueryCursor, Page)? {
        guard case .open = phase, waiting == nil else { return nil }
        phase = .fetching
        return (cursor, spares.popLast() ?? Page())
    }

    /// The fetch ahead is under way.
    mutating func prefetchStarted(_ task: Prefetch) { prefetch = task }

    /// The fetch ahead, for someone who will wait for it.
    mutating func takePrefetch() -> Prefetch? {
        let task = prefetch
        prefetch = nil
        return task
    }

    /// A fetch has brought a page, or was given up by the caller.
    mutating func pageArrived(_ fetched: FetchedPage?) {
        guard case .fetching = phase else { return }
        guard let fetched else {
            phase = .open
            return
        }
        cursor = fetched.cursor
        waiting = fetched.page
        phase = fetched.hasMore ? .open : .ended
    }

    /// A fetch has failed: the result ends here for good.
    mutating func fetchFailed(_ error: IoTDBError) { phase = .failed(error) }

    /// The server has released the query.
    mutating func ended() { phase = .ended }

    /// A page is used up.
    ///
    /// Two are kept: one being filled, one being read.
    mutating func recycle(_ page: consuming Page) {
        if spares.count < 2 { spares.append(page) }
    }

    /// The caller wants no more; answers the query to close on the server, if it is open there.
    mutating func close() -> QueryCursor? {
        waiting = nil
        spares = []
        switch phase {
        case .open, .fetching:
            phase = .closed
            return cursor
        case .failed(let error):
            // Killed and lost queries are gone; a fetch that was cancelled leaves one behind.
            phase = .closed
            return error.code == .cancelled ? cursor : nil
        case .ended, .closed:
            phase = .closed
            return nil
        }
    }
}
