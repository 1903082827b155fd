/// The pool as the database: each call borrows a session for as long as it needs one.
///
/// A result holds its session until its last page has come, until it is closed, or until it is let go of. Statements
/// that change a session (`USE`, the dialect, the time zone) belong into ``withSession(isolation:timeout:_:)``.
extension SessionPool {
    /// Runs one statement of any kind; see ``Session/execute(_:timeout:fetchSize:idempotent:)-4myl9``.
    ///
    /// - Returns: the result, or nil for a statement without rows.
    /// - Throws: what ``lease(timeout:)`` and the session throw.
    public func execute(
        _ statement: SQLStatement,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> ResultSet? {
        try await borrowing { session throws(IoTDBError) in
            try await session.execute(statement, timeout: timeout, fetchSize: fetchSize, idempotent: idempotent)
        }
    }

    /// Runs a query; throws also when the statement turns out to have no rows.
    public func query(
        _ statement: SQLStatement,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil
    ) async throws(IoTDBError) -> ResultSet {
        try await borrowing { session throws(IoTDBError) in
            try await session.query(statement, timeout: timeout, fetchSize: fetchSize)
        }
    }

    /// Runs one statement of any kind whose text is a `String` as it is.
    @_disfavoredOverload
    public func execute(
        _ sql: String,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> ResultSet? {
        try await execute(SQLStatement(sql), timeout: timeout, fetchSize: fetchSize, idempotent: idempotent)
    }

    /// Runs a query whose text is a `String` as it is.
    @_disfavoredOverload
    public func query(
        _ sql: String,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil
    ) async throws(IoTDBError) -> ResultSet {
        try await query(SQLStatement(sql), timeout: timeout, fetchSize: fetchSize)
    }

    /// Runs a query and decodes its whole result by the names of its columns; see ``RowDecoder``.
    public func query<Element: Decodable & Sendable>(
        _ statement: SQLStatement,
        as type: Element.Type,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> [Element] {
        try await query(statement, timeout: timeout).decode(type)
    }

    /// Runs a query and decodes its whole result as tuples, by the order of the columns.
    @_disfavoredOverload
    @inlinable
    public func query<each Column: ValueConvertible & Sendable>(
        _ statement: SQLStatement,
        as type: (repeat each Column).Type,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> [(repeat each Column)] {
        try await query(statement, timeout: timeout).decode(type)
    }

    /// Runs a query and answers its first row; further rows are not read.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/noRows`` when there is none.
    public func queryRow(_ statement: SQLStatement, timeout: Duration? = nil) async throws(IoTDBError) -> Row {
        let results = try await query(statement, timeout: timeout, fetchSize: .rows(1))
        if let row = try await results.first() { return row }
        throw IoTDBError(.noRows, "the query has no rows")
    }

    /// Runs a query and decodes its first row by the names of the columns.
    public func queryRow<Element: Decodable & Sendable>(
        _ statement: SQLStatement,
        as type: Element.Type,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> Element {
        try await queryRow(statement, timeout: timeout).decode(type)
    }

    /// Runs a query and decodes its first row as a tuple, by the order of the columns.
    @_disfavoredOverload
    @inlinable
    public func queryRow<each Column: ValueConvertible & Sendable>(
        _ statement: SQLStatement,
        as type: (repeat each Column).Type,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> (repeat each Column) {
        try await queryRow(statement, timeout: timeout).decode(type)
    }

    /// Runs a statement and reads no rows.
    public func executeNonQuery(
        _ statement: SQLStatement,
        timeout: Duration? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.executeNonQuery(statement, timeout: timeout, idempotent: idempotent)
        }
    }

    /// Runs a statement whose text is a `String` as it is, and reads no rows.
    @_disfavoredOverload
    public func executeNonQuery(
        _ sql: String,
        timeout: Duration? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) {
        try await executeNonQuery(SQLStatement(sql), timeout: timeout, idempotent: idempotent)
    }

    /// Runs a query, hands its result to a closure and closes it however the closure ends.
    @discardableResult
    public func withResultSet<Success: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        _ statement: SQLStatement,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        _ body: (ResultSet) async throws -> Success
    ) async throws -> Success {
        let results = try await query(statement, timeout: timeout, fetchSize: fetchSize)
        return try await results.closing(after: body)
    }
}

extension SessionPool {
    /// Lends a session to one call, and for as long as its result needs one.
    func borrowing<Success: Sendable>(
        _ body: (Session) async throws(IoTDBError) -> Success
    ) async throws(IoTDBError) -> Success {
        let session = try await lease()
        let value: Success
        do throws(IoTDBError) {
            value = try await body(session)
        } catch {
            await giveBack(session)
            throw error
        }
        if let results = value as? ResultSet {
            let loan = SessionLoan(self, session)
            if await results.hold(loan), let limit = configuration.resultTimeLimit {
                loan.end(after: limit, of: results)
            }
        } else {
            await giveBack(session)
        }
        return value
    }
}

/// A session that a result has from a pool, given back once.
final class SessionLoan: ResultLoan {
    private let pool: SessionPool
    private let session: Lock<Session?>
    private let timer = Lock<Task<Void, Never>?>(nil)

    init(_ pool: SessionPool, _ session: Session) {
        self.pool = pool
        self.session = Lock(session)
    }

    /// Ends the loan in some time, should the result still hold it.
    func end(after limit: Duration, of results: ResultSet) {
        let task = Task { [weak results] in
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            await results?.expire(after: limit)
        }
        timer.withLock { $0 = task }
    }

    func end() async {
        let lent = session.withLock { session in
            defer { session = nil }
            return session
        }
        timer.withLock { timer in
            timer?.cancel()
            timer = nil
        }
        if let lent { try? await pool.release(lent) }
    }
}
