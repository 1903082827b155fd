extension Session {
    /// Runs one statement whose `?` or `:name` parameters are replaced by literals, quoted for the session's dialect.
    ///
    /// Servers cannot bind values of statements that are not prepared, so the client writes them into the text; see ``StatementParameters``.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` when values and parameters do not match, before anything is sent; else as
    ///   ``execute(_:timeout:fetchSize:idempotent:)``.
    public func execute(
        _ sql: String,
        parameters: StatementParameters,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> ResultSet? {
        let text = try parameters.render(sql, dialect: dialect)
        return try await execute(text, timeout: timeout, fetchSize: fetchSize, idempotent: idempotent)
    }

    /// Runs a query with parameters; throws also when the statement turns out to have no rows.
    public func query(
        _ sql: String,
        parameters: StatementParameters,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil
    ) async throws(IoTDBError) -> ResultSet {
        let text = try parameters.render(sql, dialect: dialect)
        return try await query(text, timeout: timeout, fetchSize: fetchSize)
    }

    /// Runs a query and answers its first row; further rows are not read.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/noRows`` when there is none.
    public func queryRow(
        _ sql: String,
        parameters: StatementParameters? = nil,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> Row {
        let text = try parameters?.render(sql, dialect: dialect) ?? sql
        let results = try await query(text, timeout: timeout, fetchSize: .rows(1))
        let first: Row?
        do throws(IoTDBError) {
            var rows = results.rows.makeAsyncIterator()
            first = try await rows.next()
        } catch {
            await results.close()
            throw error
        }
        await results.close()
        guard let first else { throw IoTDBError(.noRows, "the query has no rows", requestState: .answered) }
        return first
    }

    /// Runs a query and decodes its whole result, row by row, by the names of its columns; see ``RowDecoder``.
    ///
    /// - Throws: `IoTDBError`, also for a row that cannot be decoded.
    public func query<Element: Decodable & Sendable>(
        _ sql: String,
        as type: Element.Type,
        parameters: StatementParameters? = nil,
        timeout: Duration? = nil
    ) async throws(IoTDBError) -> [Element] {
        let text = try parameters?.render(sql, dialect: dialect) ?? sql
        return try await query(text, timeout: timeout).decode(type)
    }
}
