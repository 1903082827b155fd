/// A connection on which a session was opened, with the ids that are valid on it only.
struct OpenedConnection {
    let connection: Connection
    let node: NodeAddress
    let sessionID: Int64
    let statementID: Int64
    /// What the session was opened with.
    let state: SessionState
    let precision: TimestampPrecision
    /// Counts the connections of a session, so that a query is never fetched from another one than its own.
    let generation: Int
    /// Time from the first packet to the opened session.
    let latency: Duration
    /// Why the call that was made on it had to be sent twice, where its first sending may have been carried out.
    var doubt: IoTDBError?

    /// Throws unless the call was carried out.
    func check(_ status: Status) throws(IoTDBError) {
        guard !status.isSuccess else { return }
        let error = status.error(.serverError, node: connection.peer, phase: .receive)
        // The first sending may be the very reason: what it deleted is gone, what it made exists.
        throw doubt.map { error.adding(cause: "it was sent a second time, because \($0.message)") } ?? error
    }
}

/// What a session restores on every new connection.
struct SessionState: Sendable, Hashable {
    var dialect: SQLDialect
    var database: String?
    var timeZone: String

    /// Whether this is what a fresh session starts from; servers tell names of databases in lower case.
    func isStart(of configuration: SessionConfiguration) -> Bool {
        dialect == configuration.dialect && timeZone == configuration.timeZone
            && database?.lowercased() == configuration.database?.lowercased()
    }

    /// What a fresh session starts from.
    init(_ configuration: SessionConfiguration) {
        dialect = configuration.dialect
        database = configuration.database
        timeZone = configuration.timeZone
    }
}
