package import IoTDBWire

/// What completion knows of the shell, as it is when a line is begun.
package struct CompletionState: Sendable {
    /// The dialect of the session.
    package var dialect: SQLDialect
    /// The current database of the table dialect.
    package var database: String?
    /// The user's variables.
    package var variables: [String] = []
    /// The columns of the last result.
    package var resultColumns: [String] = []
    /// The profiles of the configuration file.
    package var profiles: [String] = []
    /// The named queries.
    package var namedQueries: [String] = []

    /// The state of a session.
    package init(dialect: SQLDialect, database: String? = nil) {
        self.dialect = dialect
        self.database = database
    }

    /// The variables that `:name` may mean.
    func variableCandidates(_ prefix: String) -> [Candidate] {
        variables.sorted().map { ":" + $0 }.filter { $0.hasPrefix(prefix) }.map { Candidate($0) }
    }
}
