/// The rows of one query, page by page.
///
/// A result set is read once, by one task at a time. It keeps memory on the server until it was read to its end or
/// closed; letting go of it closes it too. An error that ends the rows is thrown where the rows end, so a lost page
/// never looks like the end.
public final class ResultSet: Sendable {
    /// Headings, in the order of the statement; a tree result has `Time` in front.
    ///
    /// Names may repeat.
    public let columns: [ResultColumn]
    /// Unit of the timestamps in the cells.
    public let timestampPrecision: TimestampPrecision
    /// Where each name is.
    let columnIndex: ColumnIndex
    private let source: any PageSource
    private let state: Lock<ResultSetState>
    private let loan = Lock<(any ResultLoan)?>(nil)

    init(
        _ source: any PageSource,
        _ columns: [ResultColumn],
        _ cursor: QueryCursor,
        _ page: consuming Page,
        hasMore: Bool,
        _ precision: TimestampPrecision
    ) {
        self.source = source
        self.columns = columns
        columnIndex = ColumnIndex(columns, precision: precision)
        timestampPrecision = precision
        state = Lock(ResultSetState(firstPage: page, hasMore: hasMore, cursor: cursor))
    }

    deinit {
        let cursor = state.withLock { $0.close() }
        let loan = self.loan.withLock { $0 }
        guard cursor != nil || loan != nil else { return }
        let source = self.source
        Task {
            if let cursor { await source.closeQuery(cursor) }
            await loan?.end()
        }
    }

    /// Keeps what the result has its session from until its query has ended on the server; false when it has ended
    /// already.
    func hold(_ loan: any ResultLoan) async -> Bool {
        guard !state.withLock({ $0.hasEnded }) else {
            await loan.end()
            return false
        }
        self.loan.withLock { $0 = loan }
        return true
    }

    /// Gives the session back although the result was not read to its end: what has not come throws where the rows end.
    func expire(after limit: Duration) async {
        let error = IoTDBError(
            .incompleteResult,
            "result incomplete after \(rowsFetched) rows: it held its session of the pool for longer than \(limit)",
            phase: .fetch,
            rowsDelivered: rowsFetched
        )
        if let cursor = state.withLock({ $0.expire(error) }) { await source.closeQuery(cursor) }
        await endLoan()
    }

    private func endLoan() async {
        let ended = loan.withLock { loan in
            defer { loan = nil }
            return loan
        }
        await ended?.end()
    }

    /// The next page, or nil after the last.
    ///
    /// - Throws: `IoTDBError`:
    ///   ``IoTDBError/Code/incompleteResult`` when rows are missing, ``IoTDBError/Code/cancelled``, ``IoTDBError/Code/invalidArgument``
    ///   when another task is reading, or when some rows of the page at hand were read by ``rows``.
    public func nextPage() async throws(IoTDBError) -> Page? { try await nextPage(forRows: false) }

    func nextPage(forRows: Bool) async throws(IoTDBError) -> Page? {
        while true {
            switch state.withLock({ $0.pageRequested(forRows: forRows) }) {
            case .handOut(let page): return page
            case .end: return nil
            case .fail(let error): throw error
            case .fetch(let cursor, let spare):
                try await fetch(cursor, spare)
            case .awaitPrefetch(let task):
                try await take(task)
            }
        }
    }

    /// Gives a page back, so that its memory serves for a later one.
    package func recycle(_ page: consuming Page) {
        let used = page
        state.withLock { $0.recycle(used) }
    }

    /// An iterator begins to read rows; what an earlier one left unread.
    func readingBegan() throws(IoTDBError) -> PartialPage { try state.withLock { $0.readingBegan() }.get() }

    /// An iterator reads no more.
    func readingEnded(_ rest: PartialPage) { state.withLock { $0.readingEnded(rest) } }

    /// Starts fetching the next page while the caller works on this one.
    ///
    /// At most one page is fetched ahead. Does nothing at the end of the result.
    public func prefetch() {
        let source = self.source
        state.withLock { state in
            guard let (cursor, spare) = state.prefetchRequested() else { return }
            state.prefetchStarted(
                Task {
                    do throws(IoTDBError) {
                        return .success(try await source.fetch(cursor, into: spare))
                    } catch {
                        return .failure(error)
                    }
                }
            )
        }
    }

    /// Closes the query on the server unless it has ended; later pages are not read.
    ///
    /// Waits for a page that is being fetched ahead; cancelling the task ends that. Closing twice is harmless.
    public func close() async {
        let task = state.withLock { $0.takePrefetch() }
        if let task {
            state.withLock { $0.pageArrived(nil) }
            if case .success(let fetched) = await Self.value(of: task), !fetched.hasMore {
                state.withLock { $0.ended() }
            }
        }
        if let cursor = state.withLock({ $0.close() }) { await source.closeQuery(cursor) }
        await endLoan()
    }

    /// Rows that were fetched so far.
    public var rowsFetched: Int { state.withLock { $0.rowsFetched } }

    private func fetch(_ cursor: QueryCursor, _ spare: consuming Page) async throws(IoTDBError) {
        do throws(IoTDBError) {
            let fetched = try await source.fetch(cursor, into: spare)
            state.withLock { $0.pageArrived(fetched) }
            if !fetched.hasMore { await endLoan() }
        } catch {
            state.withLock { $0.fetchFailed(error) }
            await endLoan()
            throw error
        }
    }

    private func take(_ task: ResultSetState.Prefetch) async throws(IoTDBError) {
        switch await Self.value(of: task) {
        case .success(let fetched):
            state.withLock { $0.pageArrived(fetched) }
            if !fetched.hasMore { await endLoan() }
        case .failure(let error):
            state.withLock { $0.fetchFailed(error) }
            await endLoan()
            throw error
        }
    }

    /// What a fetch ahead brings; it ends early when the task that waits is cancelled.
    private static func value(of task: ResultSetState.Prefetch) async -> Result<FetchedPage, IoTDBError> {
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
