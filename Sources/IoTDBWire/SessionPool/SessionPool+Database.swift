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
        let session = try await lease()
        do throws(IoTDBError) {
            let results = try await session.execute(
                statement,
                timeout: timeout,
                fetchSize: fetchSize,
                idempotent: idempotent
            )
            let loan = SessionLoan(self, session)
            if let results { await results.hold(loan) } else { await loan.end() }
            return results
        } catch {
            await giveBack(session)
            throw error
        }
    }

    /// Runs a query; throws also when the statement turns out to have no rows.
    public func query(
        _ statement: SQLStatement,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil
    ) async throws(IoTDBError) -> ResultSet {
        guard let results = try await execute(statement, timeout: timeout, fetchSize: fetchSize) else {
            throw IoTDBError(.invalidArgument, "the statement was carried out and is no query", requestState: .answered)
        }
        return results
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

    /// Writes a tablet; see ``Session/insert(_:aligned:idempotent:)``.
    @discardableResult
    public func insert(
        _ tablet: Tablet,
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insert(tablet, aligned: aligned, idempotent: idempotent)
        }
    }

    /// Writes rows of several devices; see ``Session/insertRecords(_:aligned:idempotent:)``.
    @discardableResult
    public func insertRecords(
        _ records: [Record<Value>],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insertRecords(records, aligned: aligned, idempotent: idempotent)
        }
    }

    /// Runs a query, hands its result to a closure and closes it however the closure ends.
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

    private func borrowing<Success: Sendable>(
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
        await giveBack(session)
        return value
    }
}

/// A session that a result has from a pool, given back once.
final class SessionLoan: ResultLoan {
    private let pool: SessionPool
    private let session: Lock<Session?>

    init(_ pool: SessionPool, _ session: Session) {
        self.pool = pool
        self.session = Lock(session)
    }

    func end() async {
        let lent = session.withLock { session in
            defer { session = nil }
            return session
        }
        if let lent { try? await pool.release(lent) }
    }
}
