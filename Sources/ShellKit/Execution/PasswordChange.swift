import SQLText

/// The new password of an `ALTER USER name SET PASSWORD 'text'`.
struct PasswordChange {
    /// The user.
    let user: String
    /// The password.
    let password: String

    /// Reads a statement; nil for one of another kind.
    init?(_ sql: String, grammar: SQLGrammar) {
        guard sql.utf8.count <= 4096 else { return nil }
        let bytes = Array(sql.utf8)
        let tokens = SQLLexer.tokens(of: bytes, grammar: grammar)
        guard tokens.count == 6, let last = tokens.last, last.isLiteral else { return nil }
        let words = tokens.map { $0.uppercased(in: bytes) }
        guard words[0] == "ALTER", words[1] == "USER", words[3] == "SET", words[4] == "PASSWORD" else { return nil }
        user = tokens[2].unquoted(in: bytes)
        password = last.unquoted(in: bytes)
    }
}
