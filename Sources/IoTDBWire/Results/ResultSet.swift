/// The rows of one query, page by page.
///
/// A result set is read once, by one task at a time. It keeps memory on the server until it was read to its end or closed; letting
/// go of it closes it too. An error that ends the rows is thrown where the rows end, so a lost page never looks like the end.
public final class ResultSet: Sendable {
    /// Headings, in the order of the statement; a tree result has `Time` in front.
    ///
    /// Names may repeat.
    public let columns: [ResultColumn]
    /// Unit of the timestamps in the cells.
    public let timestampPrecision: TimestampPrecision
    private let source: any PageSource
    private let state: Lock<ResultSetState>

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
        timestampPrecision = precision
        state = Lock(ResultSetState(firstPage: page, hasMore: hasMore, cursor: cursor))
    }

    deinit {
        guard let cursor = state.withLock({ $0.close() }) else { return }
        let source = self.source
        Task { await source.closeQuery(cursor) }
    }

    /// The next page, or nil after the last.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/incompleteResult`` when rows are missing, ``IoTDBError/Code/cancelled``,
    ///   ``IoTDBError/Code/invalidArgument`` when another task is reading.
    public func nextPage() async throws(IoTDBError) -> Page? {
        while true {
            switch state.withLock({ $0.pageRequested() }) {
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
    public func recycle(_ page: consuming Page) {
        let used = page
        state.withLock { $0.recycle(used) }
    }

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
        guard let cursor = state.withLock({ $0.close() }) else { return }
        await source.closeQuery(cursor)
    }

    /// Rows that were fetched so far.
    public var rowsFetched: Int { state.withLock { $0.rowsFetched } }

    private func fetch(_ cursor: QueryCursor, _ spare: consuming Page) async throws(IoTDBError) {
        do throws(IoTDBError) {
            let fetched = try await source.fetch(cursor, into: spare)
            state.withLock { $0.pageArrived(fetched) }
        } catch {
            state.withLock { $0.fetchFailed(error) }
            throw error
        }
    }

    private func take(_ task: ResultSetState.Prefetch) async throws(IoTDBError) {
        switch await Self.value(of: task) {
        case .success(let fetched): state.withLock { $0.pageArrived(fetched) }
        case .failure(let error):
            state.withLock { $0.fetchFailed(error) }
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
