import SQLText

/// Statements of the user that commands read.
enum SeriesQuery {
    /// Whether a text is a statement and not a path or a table.
    static func isQuery(_ text: String) -> Bool {
        let word = text.prefix { $0.isASCII && $0.isLetter }.lowercased()
        let behind = text.dropFirst(word.count).first
        return ["select", "show", "count", "list", "desc", "describe", "explain"].contains(word)
            && (behind?.isWhitespace ?? false)
    }

    /// Throws where the statement may change something, so that no command needs to ask whether it may be sent.
    static func permit(_ text: String, _ command: String) throws(MetaCommandError) {
        guard StatementKind(of: text) == .read else {
            throw MetaCommandError("\(command): the statement is no query")
        }
    }
}
