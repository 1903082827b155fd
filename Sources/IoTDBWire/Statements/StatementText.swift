package import SQLText

/// What the client makes of statement text before it is sent.
package enum StatementText {
    /// The text without the `;` and blanks at its end: the table dialect takes no `;`.
    static func prepared(_ sql: String) -> String {
        var text = sql.utf8[...]
        while let last = text.last, SQLLexer.isWhitespace(last) { text.removeLast() }
        if text.last == UInt8(ascii: ";") { text.removeLast() }
        while let last = text.last, SQLLexer.isWhitespace(last) { text.removeLast() }
        return text.endIndex == sql.endIndex ? sql : String(decoding: text, as: UTF8.self)
    }

    /// Whether a statement only reads; when in doubt it writes: what only reads is sent again after a lost answer.
    package static func kind(_ sql: String) -> RequestKind {
        StatementKind(of: sql) == .read ? .read : .other
    }

    /// The zone id of a successful `SET TIME ZONE 'id'`, in its spellings; nil for other statements.
    static func timeZone(setBy sql: String) -> String? { StatementKind.timeZone(setBy: sql) }

    /// The database of a `USE name`, as servers spell it; nil for other statements.
    static func database(usedBy sql: String) -> String? { StatementKind.database(usedBy: sql) }
}

extension SQLDialect {
    /// How text of the dialect is read.
    package var grammar: SQLGrammar {
        switch self {
        case .tree: .tree
        case .table: .table
        }
    }
}
