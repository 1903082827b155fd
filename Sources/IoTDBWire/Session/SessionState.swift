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

extension SessionState {
    /// Follows what the answer to a statement says: `USE`, a dropped database and a changed dialect, also where it is
    /// an error.
    mutating func follow(_ response: ExecuteStatementResponse) {
        if let database = response.database { self.database = database }
        if response.operationType == "dropDB" { database = nil }
        guard response.columns == nil, let isTable = response.tableModel, response.status.isSuccess else { return }
        let told: SQLDialect = isTable ? .table : .tree
        if told != dialect {
            dialect = told
            database = nil
        }
    }
}
