package import SQLText

/// A word of advice on a line at the prompt that probably does not mean what the shell makes of it.
///
/// A line without `;` waits for more, and goes on with what is open: nobody who forgot a `;`, or typed a command of
/// another shell, sees why nothing happens. The advice changes nothing, and holds nothing of the line.
package enum OpenStatementAdvice {
    /// The advice; nil where a line is what it seems.
    ///
    /// - Parameter open: the statement that is open, outside quotes and comments; nil when none is.
    package static func text(line: String, open: String?, grammar: SQLGrammar) -> String? {
        guard line.utf8.count <= 1024, !line.utf8.contains(10) else { return nil }
        let words = line.trimmingBlanks().unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
        guard let first = words.first.map({ String($0).lowercased() }) else { return nil }
        if open != nil, let command = LegacyCommand.parse(Array(line.utf8)), [.quit, .help].contains(command.name) {
            return "This line is part of an open statement; Ctrl-C drops the statement."
        }
        let rest = words.dropFirst().map { String($0).lowercased() }
        if !line.utf8.contains(UInt8(ascii: ";")), let meant = meant(by: first, rest) {
            return "\(meant) Ctrl-C drops this line, which waits for its ;."
        }
        guard let open, open.utf8.count <= 65_536, begins(line, behind: open, grammar) else { return nil }
        return "This line goes on with the statement before it, which has no ; at its end; Ctrl-C drops both."
    }

    /// What somebody means who types a command of the official shell, or of others.
    private static func meant(by first: String, _ rest: [String]) -> String? {
        let name = rest.first.map { String($0.unicodeScalars.prefix { $0 != "=" }) }
        switch first {
        case "?": return "\\? lists the commands."
        case "quit", "exit": return rest.isEmpty ? nil : "\\q leaves, with a status where one follows."
        case "help": return rest.isEmpty ? nil : "\\? lists the commands."
        case "q", "bye", "logout": return rest.isEmpty ? "\\q leaves." : nil
        case "import": return rest.count == 1 ? "\\copy reads a file into a device or table." : nil
        case "source": return rest.count == 1 ? "\\i runs a file." : nil
        case "clear", "cls": return rest.isEmpty ? "Ctrl-L clears the screen." : nil
        case "set", "show":
            switch name {
            case "max_display_num": return "\\pset max_rows sets how many rows are shown."
            case "timestamp_display": return "\(first) time_display_type is how this is called."
            case _: return nil
            }
        case _: return nil
        }
    }

    /// Whether a line begins with a word that begins statements, where the open one cannot go on with it.
    private static func begins(_ line: String, behind open: String, _ grammar: SQLGrammar) -> Bool {
        let (lineBytes, openBytes) = (Array(line.utf8), Array(open.utf8))
        let tokens = SQLLexer.tokens(of: openBytes, grammar: grammar)
        let own = SQLLexer.tokens(of: lineBytes, grammar: grammar)
        guard tokens.count > 1, let first = own.first?.uppercased(in: lineBytes), beginnings.contains(first),
            let verb = tokens.first?.uppercased(in: openBytes), complete.contains(verb),
            !(first == "SELECT" && verb == "INSERT"), !(first == "SET" && verb == "UPDATE")
        else { return false }
        // A function or a column of that name.
        if own.count > 1, own[1].kind == .symbol { return false }
        return isWhole(tokens, openBytes)
    }

    /// Whether nothing at the end of a statement asks for more.
    private static func isWhole(_ tokens: [Token], _ bytes: [UInt8]) -> Bool {
        guard let last = tokens.last else { return false }
        var depth = 0
        for token in tokens where token.kind == .symbol {
            switch bytes[token.range.lowerBound] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case _: break
            }
        }
        if last.kind == .symbol { return depth == 0 && ")*".utf8.contains(bytes[last.range.lowerBound]) }
        return depth == 0 && !joining.contains(last.uppercased(in: bytes))
    }

    /// Words that begin statements.
    private static let beginnings: Set<String> = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "SHOW", "COUNT", "GRANT", "REVOKE", "USE",
        "EXPLAIN", "SET", "FLUSH", "KILL",
    ]
    /// First words of statements that hold no other, but in parentheses.
    private static let complete: Set<String> = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "DROP", "SHOW", "COUNT", "LIST", "USE", "FLUSH", "KILL", "DESC",
        "DESCRIBE", "SET",
    ]
    /// Words behind which another follows.
    private static let joining: Set<String> = [
        "SELECT", "FROM", "BY", "WHERE", "AND", "OR", "NOT", "AS", "INTO", "ON", "JOIN", "UNION", "ALL", "DISTINCT",
        "EXCEPT", "INTERSECT", "IN", "LIKE", "USER", "ROLE", "TABLE", "SHOW",
    ]
}
