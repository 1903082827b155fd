package import IoTDBWire

/// What the shell must know about a statement before it sends it.
package enum StatementEffect: Sendable, Equatable {
    /// Only reads: may be sent again after a lost connection.
    case read
    /// Changes the current database (table dialect); the value is its name without quotes, in lower case as the server keeps it.
    case use(database: String)
    /// Anything else; it may change something.
    case other

    /// The words that start a reading statement.
    private static let readingWords: Set<String> = ["SELECT", "SHOW", "COUNT", "LIST", "DESC", "DESCRIBE", "EXPLAIN"]

    /// Classifies a statement by its words; a SELECT … INTO writes. Linear.
    package init(of text: String, dialect: SQLDialect) {
        let bytes = Array(text.utf8)
        let tokens = SQLLexer.tokens(of: bytes, dialect: dialect)
        switch tokens.first.map({ $0.uppercased(in: bytes) }) {
        case "USE" where dialect == .table && tokens.count == 2:
            self = .use(database: tokens[1].unquoted(in: bytes).lowercased())
        case .some(let word) where Self.readingWords.contains(word):
            let writes = tokens.contains { $0.kind == .word && $0.uppercased(in: bytes) == "INTO" }
            self = writes ? .other : .read
        case _:
            self = .other
        }
    }
}

extension Token {
    /// The token's text in upper case, when it is a word of at most 64 bytes; else the empty string, which is no key word.
    func uppercased(in bytes: [UInt8]) -> String {
        guard kind == .word, range.count <= 64 else { return "" }
        return String(decoding: bytes[range], as: UTF8.self).uppercased()
    }

    /// The token's text; of a quoted one what stands between the quotes, doubled quotes made single.
    func unquoted(in bytes: [UInt8]) -> String {
        let text = String(decoding: bytes[range], as: UTF8.self)
        guard let quote = text.first, kind == .singleQuoted || kind == .doubleQuoted || kind == .backQuoted else {
            return text
        }
        var inner = text.dropFirst()
        if inner.last == quote { inner = inner.dropLast() }
        return String(inner).replacing(bytesOf: "\(quote)\(quote)", with: "\(quote)")
    }
}
