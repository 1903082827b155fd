/// Statements with values in them. A literal with `\(…)` is a ``SQLStatement``; a `String` goes to the calls that take
/// it as it is.
extension Session {
    /// Runs one statement of any kind; see ``execute(_:timeout:fetchSize:idempotent:)-4myl9``.
    ///
    /// Servers bind values of prepared statements only (``prepare(_:name:fallback:)``), so the values are written into
    /// the text, each as one literal.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` for a value that has no literal, before anything is
    ///   sent.
    public func execute(
        _ statement: SQLStatement,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> ResultSet? {
        let text = try await text(of: statement)
        return try await execute(text, timeout: timeout, fetchSize: fetchSize, idempotent: idempotent)
    }

    /// Runs a query; throws also when the statement turns out to have no rows.
    public func query(
        _ statement: SQLStatement,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil
    ) async throws(IoTDBError) -> ResultSet {
        try await query(try await text(of: statement), timeout: timeout, fetchSize: fetchSize)
    }

    /// Runs a statement and reads no rows.
    public func executeNonQuery(
        _ statement: SQLStatement,
        timeout: Duration? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) {
        try await executeNonQuery(try await text(of: statement), timeout: timeout, idempotent: idempotent)
    }

    /// Runs a query and answers its first row; further rows are not read.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/noRows`` when there is none.
    public func queryRow(_ statement: SQLStatement, timeout: Duration? = nil) async throws(IoTDBError) -> Row {
        try await queryRow(try await text(of: statement), timeout: timeout)
    }

    /// Runs a query and decodes its first row by the names of the columns.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/noRows`` when there is none.
    public func queryRow<Element: Decodable & Sendable>(
        _ statement: SQLStatement,
        as type: Element.Type,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> Element {
        try await queryRow(statement, timeout: timeout).decode(type)
    }

    /// Runs a query and decodes its first row as a tuple, by the order of the columns.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/noRows`` when there is none.
    @_disfavoredOverload
    @inlinable
    public func queryRow<each Column: ValueConvertible & Sendable>(
        _ statement: SQLStatement,
        as type: (repeat each Column).Type,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> (repeat each Column) {
        try await queryRow(statement, timeout: timeout).decode(type)
    }

    /// Runs a query and decodes its whole result, row by row, by the names of its columns; see ``RowDecoder``.
    ///
    /// - Throws: `IoTDBError`, also for a row that cannot be decoded.
    public func query<Element: Decodable & Sendable>(
        _ statement: SQLStatement,
        as type: Element.Type,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> [Element] {
        try await query(statement, timeout: timeout).decode(type)
    }

    /// Runs a query and decodes its whole result as tuples, by the order of the columns.
    ///
    /// - Throws: `IoTDBError`, also for a row that cannot be decoded.
    @_disfavoredOverload
    @inlinable
    public func query<each Column: ValueConvertible & Sendable>(
        _ statement: SQLStatement,
        as type: (repeat each Column).Type,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> [(repeat each Column)] {
        try await query(statement, timeout: timeout).decode(type)
    }

    /// Runs a query, hands its result to a closure and closes it however the closure ends.
    ///
    /// The closure runs where the caller does, so that it may change what belongs to the caller.
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

    /// The text of a statement in the dialect, and in the unit of time, of the session.
    private func text(of statement: SQLStatement) async throws(IoTDBError) -> String {
        let precision = statement.needsPrecision ? try await timestampPrecision : .milliseconds
        return try statement.render(dialect: dialect, precision: precision)
    }
}

extension ResultSet {
    /// Hands the result to a closure and closes it however the closure ends.
    func closing<Success: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        after body: (ResultSet) async throws -> Success
    ) async throws -> Success {
        do {
            let value = try await body(self)
            await close()
            return value
        } catch {
            await close()
            throw error
        }
    }
}
