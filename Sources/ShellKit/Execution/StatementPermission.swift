import IoTDBWire
import SQLText

/// Which statements may be sent, as `--read-only` and `--safe` have it: a pure decision.
struct StatementPermission {
    /// What is to be done with a statement.
    enum Decision: Equatable {
        /// It is sent.
        case send
        /// It must not be sent; the reason.
        case refuse(String)
        /// Somebody must agree first; what it would do.
        case ask(String)
    }

    private let settings: ScriptSettings
    private let isAtPrompt: Bool

    init(_ settings: ScriptSettings, isAtPrompt: Bool) {
        self.settings = settings
        self.isAtPrompt = isAtPrompt
    }

    /// What is to be done with a statement.
    func decision(on sql: String, dialect: SQLDialect) -> Decision {
        if settings.isReadOnly, StatementKind(of: sql) == .other, !Self.isOfSession(sql) {
            return .refuse("not sent: --read-only lets only statements that read pass")
        }
        guard settings.isSafe ?? isAtPrompt, let danger = Self.danger(of: sql, dialect: dialect) else { return .send }
        return isAtPrompt ? .ask(danger) : .refuse("not sent: \(danger), and --safe lets that not pass")
    }

    /// Statements that change the session and nothing on the server.
    private static func isOfSession(_ sql: String) -> Bool {
        StatementKind.database(usedBy: sql) != nil || StatementKind.timeZone(setBy: sql) != nil
            || sql.uppercased().hasPrefix("SET SQL_DIALECT")
    }

    /// What of a statement cannot be taken back; nil where nothing is.
    private static func danger(of sql: String, dialect: SQLDialect) -> String? {
        // Statements that take data away are short.
        guard sql.utf8.count <= 65_536 else { return nil }
        let bytes = Array(sql.utf8)
        let words = SQLLexer.tokens(of: bytes, grammar: dialect.grammar).map { $0.uppercased(in: bytes) }
        guard let first = words.first else { return nil }
        switch first {
        case "DROP": return "it drops \(object(words.dropFirst()))"
        case "DELETE" where ["DATABASE", "TIMESERIES", "TIMESERIE", "STORAGE"].contains(words.dropFirst().first):
            return "it deletes \(object(words.dropFirst())) with all its data"
        case "DELETE" where !words.contains("TIME"): return "it deletes points without a limit of time"
        case "SET" where words.contains("TTL"), "ALTER" where words.contains("TTL"):
            return "it changes how long data is kept: what is older is deleted"
        case "TRUNCATE": return "it deletes all rows"
        case _: return nil
        }
    }

    private static func object(_ words: ArraySlice<String>) -> String {
        switch words.first {
        case "DATABASE", "STORAGE": "a database"
        case "TABLE": "a table"
        case "TIMESERIES", "TIMESERIE": "time series"
        case "USER": "a user"
        case "ROLE": "a role"
        case "VIEW": "a view"
        case "COLUMN": "a column"
        case let word?: word.isEmpty ? "something" : word.lowercased()
        case nil: "something"
        }
    }
}
