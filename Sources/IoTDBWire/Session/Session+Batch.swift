extension Session {
    /// Runs statements that are no queries, one after the other, in one request (`executeBatchStatement`).
    ///
    /// Servers hide failures here: only statements that cannot be parsed or analysed make it an error, and the statements after them are run. One
    /// that fails while it runs, an INSERT of a value that does not fit for example, leaves no trace, and the rows of a query are lost. Use
    /// ``execute(_:timeout:fetchSize:)`` for each where outcomes matter.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/serverError`` whose ``ServerStatus/subStatuses`` has an entry for each statement, in their
    ///   order; after a missing privilege the status stands alone and the statements behind were not run.
    public func executeBatch(_ statements: [String]) async throws(IoTDBError) {
        guard !statements.isEmpty else { return }
        var request = ExecuteBatchStatementRequest()
        request.statements = statements.map(StatementText.prepared)
        let status = try await write(Methods.executeBatchStatement, request)
        // USE answers code 401 with the name of the database; without a name, it was dropped.
        if let change = status.subStatuses?.last(where: { $0.code == 401 }) { state.database = change.message }
    }
}
