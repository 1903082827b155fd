/// First words of statements, by whether a password may stand behind them.
enum StatementVerb {
    /// Whether a word in upper case begins statements.
    static func isOne(_ word: String) -> Bool { plain.contains(word) || other.contains(word) }

    /// Whether a word in upper case begins statements, or the rest of one, in which a user is data.
    static func holdsNoPassword(_ word: String) -> Bool { plain.contains(word) }

    private static let plain: Set<String> = [
        "DROP", "LIST", "SHOW", "COUNT", "SELECT", "FROM", "TABLE", "INTO", "UPDATE", "DESC", "DESCRIBE", "USE",
        "GRANT", "REVOKE", "DELETE", "INSERT", "DISTINCT", "VALUES",
    ]
    private static let other: Set<String> = [
        "CREATE", "ALTER", "SET", "UNSET", "START", "STOP", "FLUSH", "CLEAR", "KILL", "LOAD", "UNLOAD", "EXPLAIN",
        "CALL", "MERGE", "SETTLE", "MIGRATE", "EXTEND", "REMOVE", "RECONSTRUCT", "REPAIR", "ACTIVATE", "DEACTIVATE",
        "PREPARE", "EXECUTE", "DEALLOCATE", "WITH", "DEBUG", "VERIFY", "QUIT", "EXIT", "HELP",
    ]
}
