/// Stops a statement that runs on another session, by `KILL QUERY` from a session that a pool of its own lends.
///
/// The call `cancelOperation` does nothing on the server, and closing a connection does not stop its query.
public actor QueryCanceller {
    /// What became of an attempt.
    public enum Outcome: Sendable, Hashable {
        /// The server ended the query; its session gets an error and stays usable.
        case killed
        /// The server does not list the statement: it is no query, or it has ended, or is still being analysed.
        case notFound
        /// Several running queries have the same text, and none of them may be taken for ours.
        case ambiguous
        /// The server could not be asked, or refused: the reason.
        case refused(String)
    }

    /// How long a call of the canceller may take: the user waits for it, and a server that is far or busy needs its
    /// time.
    ///
    /// - Parameter latency: time that opening a session took; nil where it is not known.
    package static func patience(latency: Duration?) -> Duration {
        min(max(.seconds(1), (latency ?? .zero) * 8), .seconds(10))
    }

    /// How often a young statement that is not listed is looked for again.
    private static let looks = 4
    /// Statements that are older have been analysed.
    private static let longestAnalysis = Duration.milliseconds(500)

    private let configuration: SessionConfiguration
    /// Lends one session; opens it when it is needed first and again after a loss.
    private var pool: SessionPool?
    /// The node that the pool's session asks; nil while it asks whichever it reaches.
    private var node: NodeAddress?
    /// How long the pool's calls may take.
    private var patience = QueryCanceller.patience(latency: nil)
    /// Ends when the pools of other nodes are closed.
    private var pendingClose: Task<Void, Never>?

    /// Makes a canceller that connects when it is needed first.
    ///
    /// - Parameter configuration: nodes and login.
    public init(_ configuration: SessionConfiguration) {
        var own = configuration
        own.fetchSize = .rows(1000)
        self.configuration = own
    }

    /// Looks for a running query by its text and age, and kills it.
    ///
    /// - Parameters:
    ///   - statement: the text as it was executed.
    ///   - elapsed: time since it was sent.
    ///   - node: where it runs, as ``Session/node`` tells; queries are listed by their own node. nil asks the node
    ///     asked last.
    ///   - latency: time that opening a session on the node took, as ``Session/nodeStatus`` tells. Each step may take a
    ///     second, and with a node that needs its time longer, up to ten seconds.
    public func kill(_ statement: String, elapsed: Duration, node: String?, latency: Duration? = nil) async -> Outcome {
        let start = ContinuousClock.now - elapsed
        do {
            return try await pool(for: node, Self.patience(latency: latency)).withSession { session in
                try await self.kill(StatementText.prepared(statement), elapsed, start, from: session)
            }
        } catch {
            guard let error = error as? IoTDBError else { return .refused("\(error)") }
            return error.serverStatus?.code == .noSuchQuery ? .notFound : .refused(error.message)
        }
    }

    /// Closes the canceller's session.
    public func close() async {
        await pool?.close(within: patience)
        await pendingClose?.value
    }

    private func kill(
        _ statement: String,
        _ elapsed: Duration,
        _ start: ContinuousClock.Instant,
        from session: Session
    ) async throws -> Outcome {
        var ids = try await runningQueries(statement, elapsed, start, session)
        // A server lists a statement only when it has analysed it, and then goes on with it whatever becomes of its
        // connection.
        for _ in 0..<Self.looks where ids.isEmpty && elapsed < Self.longestAnalysis {
            try await Task.sleep(for: .milliseconds(50))
            ids = try await runningQueries(statement, elapsed, start, session)
        }
        guard let id = ids.first else { return .notFound }
        guard ids.count == 1 else { return .ambiguous }
        try await session.executeNonQuery("KILL QUERY \(id)")
        return .killed
    }

    /// Queries are listed by the node that runs them, so the canceller asks the one of the statement.
    ///
    /// A statement's session may have moved to another node since the last call; then the canceller moves too.
    private func pool(for name: String?, _ needed: Duration) -> SessionPool {
        let address = configuration.nodes.first { $0.description == name }
        let isSame = address == nil || address == node
        if let pool, isSame, needed <= patience { return pool }
        var settings = configuration
        if let address = address ?? node { settings.nodes = [address] }
        let other = Self.makePool(settings, needed)
        if let pool { leave(pool) }
        (pool, node, patience) = (other, address ?? node, needed)
        return other
    }

    private static func makePool(_ configuration: SessionConfiguration, _ patience: Duration) -> SessionPool {
        var settings = configuration
        settings.connectTimeout = min(configuration.connectTimeout, patience)
        settings.requestTimeout = patience
        settings.queryTimeout = patience
        var limits = SessionPoolConfiguration(settings, maximumSessions: 1)
        limits.acquireTimeout = patience
        limits.pingTimeout = patience
        return SessionPool(limits)
    }

    /// Closes a pool without waiting: its node may be the one that was lost.
    private func leave(_ pool: SessionPool) {
        let earlier = pendingClose
        let patience = self.patience
        pendingClose = Task {
            await pool.close(within: patience)
            await earlier?.value
        }
    }

    /// Ids of the queries with this text that are as old as ours was when we began to ask, or when we were answered,
    /// and all between.
    private func runningQueries(
        _ statement: String,
        _ elapsed: Duration,
        _ start: ContinuousClock.Instant,
        _ session: Session
    ) async throws(IoTDBError) -> [String] {
        let results = try await session.query("SHOW QUERIES")
        let columns = ColumnIndex(results.columns)
        let oldest = ContinuousClock.now - start
        var ids: [String] = []
        while let page = try await results.nextPage() {
            for row in page.rows(columns: columns) where isOurs(row, statement, elapsed, oldest) {
                if let id = text(row, "QueryId", "query_id"), !id.contains(scalar: "'") { ids.append(id) }
            }
        }
        return ids
    }

    private func isOurs(_ row: Row, _ statement: String, _ elapsed: Duration, _ oldest: Duration) -> Bool {
        guard text(row, "Statement", "statement") == statement else { return false }
        guard let age = number(row, "ElapsedTime", "elapsed_time") else { return false }
        return age > elapsed.seconds - 2 && age < oldest.seconds + 2
    }

    /// A cell by the column's name in the tree or in the table dialect.
    private func text(_ row: Row, _ tree: String, _ table: String) -> String? {
        switch row[tree] ?? row[table] {
        case .text(let text), .string(let text): text
        default: nil
        }
    }

    private func number(_ row: Row, _ tree: String, _ table: String) -> Double? {
        switch row[tree] ?? row[table] {
        case .float(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}

extension Duration {
    /// Seconds with a fraction.
    fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
