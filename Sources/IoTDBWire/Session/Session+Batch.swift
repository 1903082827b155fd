extension Session {
    /// Runs statements that are no queries, one after the other, in one request (`executeBatchStatement`).
    ///
    /// Servers hide failures here: only statements that cannot be parsed or analysed make it an error, and the
    /// statements after them are run. One that fails while it runs, an INSERT of a value that does not fit for example,
    /// leaves no trace, and the rows of a query are lost. Use ``execute(_:timeout:fetchSize:idempotent:)-4myl9`` for
    /// each where outcomes matter.
    ///
    /// - Parameters:
    ///   - statements: in the order in which they are run.
    ///   - idempotent: whether all of them may be sent once more when the answer was lost, although they may have been
    ///     carried out, some or all.
    ///     Default: false.
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/serverError`` whose ``ServerStatus/subStatuses`` has an entry for each
    ///   statement, in their order; after a missing privilege the status stands alone and the statements behind were
    ///   not run.
    public func executeBatch(_ statements: [String], idempotent: Bool = false) async throws(IoTDBError) {
        guard !statements.isEmpty else { return }
        var request = ExecuteBatchStatementRequest()
        request.statements = statements.map(StatementText.prepared)
        let status: Status
        do throws(IoTDBError) {
            status = try await write(RPCMethod.executeBatchStatement, request, idempotent: idempotent)
        } catch {
            if let answer = error.serverStatus { follow(statements, answer.subStatuses) }
            throw error
        }
        // USE answers code 401 with the name of the database; without a name, it was dropped.
        for change in status.subStatuses ?? [] where change.statusCode == .useOrDropDatabase {
            follow(database: change.message)
        }
    }

    /// Where another statement failed, the entry of a USE says only that it was carried out.
    private func follow(_ statements: [String], _ entries: [ServerStatus]) {
        guard dialect == .table, statements.count == entries.count else { return }
        for (statement, entry) in zip(statements, entries) where entry.code == .success {
            if let name = StatementText.database(usedBy: StatementText.prepared(statement)) { follow(database: name) }
        }
    }
}
