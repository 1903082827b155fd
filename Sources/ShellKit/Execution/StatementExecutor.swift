import IoTDBWire

/// Runs statements on the shell's session so that Ctrl-C ends them on the server.
///
/// Nothing more of the result is written at once (``OutputCancellation``). Then three steps: `KILL QUERY` from a second
/// session; where that finds nothing, or at a second Ctrl-C, the statement's task is cancelled, which drops its
/// connection; and the user is told when the server may go on.
final class StatementExecutor: Sendable {
    private let session: Session
    private let canceller: QueryCanceller
    private let monitor: ConnectionMonitor
    private let tasks: CancellableTask
    private let nodes: [NodeAddress]

    init(_ sessions: ShellSessions, monitor: ConnectionMonitor, tasks: CancellableTask) {
        session = sessions.statements
        canceller = sessions.canceller
        nodes = sessions.configuration.nodes
        self.monitor = monitor
        self.tasks = tasks
    }

    /// What a statement came to.
    struct Outcome<Value: Sendable>: Sendable {
        /// What was made of its rows; nil for a statement without rows.
        var value: Value?
        /// Time to the first answer of the server.
        var firstAnswer: Duration
        /// Time to the end of the last row.
        var total: Duration
        /// Data model that the session has now: a statement may change it.
        var dialect: SQLDialect
    }

    /// The session's own thread, for tasks that wait for a statement and do nothing else.
    ///
    /// A script of many short statements changes threads half as often where they run there.
    var thread: any TaskExecutor { session.taskExecutor }

    /// Runs a statement and hands its rows to a body.
    func run<Value: Sendable>(
        _ sql: String,
        fetchSize: FetchSize,
        _ body: @escaping @Sendable (ResultSet) async throws -> Value
    ) async throws -> Outcome<Value> {
        let session = self.session
        monitor.beginStatement(nodes)
        defer { monitor.endStatement() }
        let start = ContinuousClock.now
        let work = Task(executorPreference: thread) {
            let results = try await session.execute(sql, fetchSize: fetchSize)
            let firstAnswer = ContinuousClock.now - start
            var value: Value?
            if let results {
                // Not on the session's thread, which fetches the next page meanwhile.
                value = try await withTaskExecutorPreference(globalConcurrentExecutor) { try await body(results) }
            }
            let total = ContinuousClock.now - start
            return await Outcome(value: value, firstAnswer: firstAnswer, total: total, dialect: session.dialect)
        }
        tasks.onInsistence { work.cancel() }
        let ending = Lock<Task<String, Never>?>(nil)
        do {
            return try await withTaskCancellationHandler {
                try await work.value
            } onCancel: {
                monitor.beginCancelling()
                ending.withLock { $0 = Task { await self.end(work, sql, start) } }
            }
        } catch {
            guard let ending = ending.withLock({ $0 }) else { throw error }
            let message = await ending.value
            monitor.endCancelling()
            throw ShellError(message, .interrupted)
        }
    }

    /// Ends the statement on the server or, where that cannot be, here; answers what the user is told.
    private func end<Value: Sendable>(
        _ work: Task<Outcome<Value>, any Error>,
        _ sql: String,
        _ start: ContinuousClock.Instant
    ) async -> String {
        // A session that is still being opened has sent nothing that the server could go on with.
        guard monitor.node != nil else {
            work.cancel()
            _ = await work.result
            return "cancelled; nothing was sent"
        }
        let outcome = await killWithinLimit(sql, start)
        // The answer of a killed statement is on its way, and a result whose printing was stopped is being closed;
        // a connection that stays silent is dropped all the same.
        let timer = Task {
            try await Task.sleep(for: .milliseconds(300))
            work.cancel()
        }
        let result = await work.result
        timer.cancel()
        if outcome == .killed || Self.stoppedPrinting(result) { return "query cancelled" }
        return "cancelled; the server may go on with it (\(Self.reason(outcome)))"
    }

    /// Whether the statement ended because its rows were not to be written any more; then its query is closed.
    private static func stoppedPrinting<Value>(_ result: Result<Outcome<Value>, any Error>) -> Bool {
        if case .failure(let error as OutputError) = result { return error == .interrupted }
        return false
    }

    private func killWithinLimit(_ sql: String, _ start: ContinuousClock.Instant) async -> QueryCanceller.Outcome {
        // The session's own thread is busy with the statement, so its node comes from the monitor.
        let node = monitor.node
        let latency = session.nodeStatus.first { $0.address == node }?.latency
        // A server that is near answers in a few milliseconds; one that is far or busy is given its time.
        let limit = min(max(.milliseconds(600), (latency ?? .zero) * 8), .seconds(5))
        let canceller = self.canceller
        return await withTaskGroup(of: QueryCanceller.Outcome.self) { group in
            group.addTask {
                await canceller.kill(sql, elapsed: ContinuousClock.now - start, node: node, latency: latency)
            }
            group.addTask {
                do { try await Task.sleep(for: limit) } catch {}
                return .refused("no answer to KILL QUERY in time")
            }
            let first = await group.next() ?? .notFound
            group.cancelAll()
            return first
        }
    }

    private static func reason(_ outcome: QueryCanceller.Outcome) -> String {
        switch outcome {
        case .killed: "killed"
        case .notFound: "it is not among the running queries"
        case .ambiguous: "several running queries have the same text"
        case .refused(let reason): reason
        }
    }
}
