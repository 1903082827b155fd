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

    /// How long a call of the canceller may take: the user waits for it.
    private static let timeout = Duration.seconds(1)

    private let configuration: SessionConfiguration
    /// Lends one session; opens it when it is needed first and again after a loss.
    private var pool: SessionPool?
    /// The node that the pool's session asks; nil while it asks whichever it reaches.
    private var node: NodeAddress?
    /// Ends when the pools of other nodes are closed.
    private var pendingClose: Task<Void, Never>?

    /// Makes a canceller that connects when it is needed first, within a second.
    public init(_ configuration: SessionConfiguration) {
        var own = configuration
        own.connectTimeout = min(configuration.connectTimeout, Self.timeout)
        own.requestTimeout = Self.timeout
        own.queryTimeout = Self.timeout
        own.fetchSize = .rows(1000)
        self.configuration = own
    }

    /// Looks for a running query by its text and age, and kills it.
    ///
    /// - Parameters:
    ///   - statement: the text as it was executed.
    ///   - elapsed: time since it was sent.
    ///   - node: where it runs, as ``Session/node`` tells; queries are listed by their own node. nil asks the node asked last.
    public func kill(_ statement: String, elapsed: Duration, node: String?) async -> Outcome {
        do {
            return try await pool(for: node).withSession { session in
                try await self.kill(StatementText.prepared(statement), elapsed, from: session)
            }
        } catch {
            guard let error = error as? IoTDBError else { return .refused("\(error)") }
            return error.serverStatus?.code == 714 ? .notFound : .refused(error.message)
        }
    }

    /// Closes the canceller's session.
    public func close() async {
        await pool?.close(within: Self.timeout)
        await pendingClose?.value
    }

    private func kill(_ statement: String, _ elapsed: Duration, from session: Session) async throws -> Outcome {
        let ids = try await runningQueries(statement, elapsed, session)
        guard let id = ids.first else { return .notFound }
        guard ids.count == 1 else { return .ambiguous }
        try await session.executeNonQuery("KILL QUERY '\(id)'")
        return .killed
    }

    /// Queries are listed by the node that runs them, so the canceller asks the one of the statement.
    ///
    /// A statement's session may have moved to another node since the last call; then the canceller moves too.
    private func pool(for name: String?) -> SessionPool {
        let address = configuration.nodes.first { $0.description == name }
        if let pool, address == nil || address == node { return pool }
        var settings = configuration
        if let address { settings.nodes = [address] }
        let other = Self.makePool(settings)
        if let pool { leave(pool) }
        (pool, node) = (other, address)
        return other
    }

    private static func makePool(_ settings: SessionConfiguration) -> SessionPool {
        var limits = SessionPoolConfiguration(settings, maximumSessions: 1)
        limits.acquireTimeout = timeout
        limits.pingTimeout = timeout
        return SessionPool(limits)
    }

    /// Closes a pool without waiting: its node may be the one that was lost.
    private func leave(_ pool: SessionPool) {
        let earlier = pendingClose
        pendingClose = Task {
            await pool.close(within: Self.timeout)
            await earlier?.value
        }
    }

    /// Ids of the queries with this text that are as old as ours, within what a slow answer may take.
    private func runningQueries(
        _ statement: String,
        _ elapsed: Duration,
        _ session: Session
    ) async throws(IoTDBError) -> [String] {
        let results = try await session.query("SHOW QUERIES")
        let columns = ColumnIndex(results.columns)
        var ids: [String] = []
        while let page = try await results.nextPage() {
            for row in page.rows(columns: columns) where isOurs(row, statement, elapsed) {
                if let id = text(row, "QueryId", "query_id"), !id.contains("'") { ids.append(id) }
            }
        }
        return ids
    }

    private func isOurs(_ row: Row, _ statement: String, _ elapsed: Duration) -> Bool {
        guard text(row, "Statement", "statement") == statement else { return false }
        guard let age = number(row, "ElapsedTime", "elapsed_time") else { return false }
        return abs(age - elapsed.seconds) < 2
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
