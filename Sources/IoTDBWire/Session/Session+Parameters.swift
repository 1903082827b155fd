extension Session {
    /// Runs one statement whose `?` or `:name` parameters are replaced by literals, quoted for the session's dialect.
    ///
    /// Servers cannot bind values of statements that are not prepared, so the client writes them into the text; see
    /// ``StatementParameters``.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` when values and parameters do not match, before
    ///   anything is sent; else as ``execute(_:timeout:fetchSize:idempotent:)-4myl9``.
    public func execute(
        _ sql: String,
        parameters: StatementParameters,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> ResultSet? {
        let text = try await self.text(sql, parameters)
        return try await execute(text, timeout: timeout, fetchSize: fetchSize, idempotent: idempotent)
    }

    /// Runs a query with parameters; throws also when the statement turns out to have no rows.
    public func query(
        _ sql: String,
        parameters: StatementParameters,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil
    ) async throws(IoTDBError) -> ResultSet {
        let text = try await self.text(sql, parameters)
        return try await query(text, timeout: timeout, fetchSize: fetchSize)
    }

    /// Runs a query and answers its first row; further rows are not read.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/noRows`` when there is none.
    @_disfavoredOverload
    public func queryRow(
        _ sql: String,
        parameters: StatementParameters? = nil,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> Row {
        let text = try await self.text(sql, parameters)
        let results = try await query(text, timeout: timeout, fetchSize: .rows(1))
        if let row = try await results.first() { return row }
        throw IoTDBError(.noRows, "the query has no rows")
    }

    /// Runs a query and decodes its whole result, row by row, by the names of its columns; see ``RowDecoder``.
    ///
    /// - Throws: `IoTDBError`, also for a row that cannot be decoded.
    @_disfavoredOverload
    public func query<Element: Decodable & Sendable>(
        _ sql: String,
        as type: Element.Type,
        parameters: StatementParameters? = nil,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> [Element] {
        let text = try await self.text(sql, parameters)
        return try await query(text, timeout: timeout).decode(type)
    }

    private func text(_ sql: String, _ parameters: StatementParameters?) async throws(IoTDBError) -> String {
        guard let parameters else { return sql }
        let precision = parameters.needsPrecision ? try await timestampPrecision : .milliseconds
        return try parameters.render(sql, dialect: dialect, precision: precision)
    }
}
