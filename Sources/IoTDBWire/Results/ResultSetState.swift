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

    /// Rows that are read one by one.
    private enum RowReading {
        /// An iterator reads; what it has is its own.
        case active
        /// None does; what the last one left.
        case paused(PartialPage)
    }

    private var phase: Phase
    private var reading = RowReading.paused(PartialPage())
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

    /// Whether the server has released the query, so that what is left to read is here.
    var hasEnded: Bool { if case .ended = phase { true } else { false } }

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

    /// An iterator begins to read rows; what the last one left.
    mutating func readingBegan() -> Result<PartialPage, IoTDBError> {
        guard case .paused(let rest) = reading else {
            return .failure(Self.misuse("another iterator is reading the rows of this result"))
        }
        reading = .active
        return .success(rest)
    }

    /// The iterator reads no more.
    mutating func readingEnded(_ rest: PartialPage) { reading = .paused(rest) }

    private static func misuse(_ text: String) -> IoTDBError {
        IoTDBError(.invalidArgument, text, requestState: .answered, phase: .fetch)
    }

    /// The caller wants the next page, for the iterator that reads rows or for itself.
    mutating func pageRequested(forRows: Bool) -> PageAction {
        if !forRows {
            guard case .paused(let rest) = reading else {
                return .fail(Self.misuse("an iterator is reading the rows of this result"))
            }
            guard rest.index == rest.end, rest.nextBlock == rest.page.blocks.count else {
                return .fail(Self.misuse("some rows of the page at hand were read one by one: read the others so, too"))
            }
        }
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
            return .fail(Self.misuse("two tasks are reading one result"))
        case .ended: return .end
        case .failed(let error): return .fail(error)
        case .closed:
            return .fail(IoTDBError(.sessionClosed, "the result was closed", requestState: .answered, phase: .fetch))
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

    /// Somebody else needs the session: pages that have not come end with an error; answers the query to close on the
    /// server.
    mutating func expire(_ error: IoTDBError) -> QueryCursor? {
        switch phase {
        case .open, .fetching:
            phase = .failed(error)
            return cursor
        case .ended, .failed, .closed: return nil
        }
    }

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
        if case .paused = reading { reading = .paused(PartialPage()) }
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
