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
}

/// What a session restores on every new connection.
struct SessionState: Sendable, Hashable {
    var dialect: SQLDialect
    var database: String?
    var timeZone: String

    /// What a fresh session starts from.
    init(_ configuration: SessionConfiguration) {
        dialect = configuration.dialect
        database = configuration.database
        timeZone = configuration.timeZone
    }
}
