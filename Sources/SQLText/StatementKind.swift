/// What a statement does, told by its words.
package enum StatementKind: Sendable, Equatable {
    /// Only reads: may be sent again after a lost answer.
    case read
    /// Anything else; it may change something.
    case other

    /// Classifies a statement: its first word says that it reads, and no word behind it that something is written.
    ///
    /// When in doubt it writes: words of literals and comments count too. Linear, and without memory.
    package init(of sql: String) {
        var sql = sql
        self = sql.withUTF8 { bytes in Self(Words(bytes: bytes)) }
    }

    private init(_ words: Words) {
        var words = words
        words.skipHead()
        guard let first = words.next() else {
            self = .other
            return
        }
        switch String(decoding: words.bytes[first].prefix(16), as: UTF8.self).uppercased() {
        case "SHOW", "COUNT", "LIST", "DESC", "DESCRIBE": self = .read
        case "SELECT": self = words.contain(["INTO", "INSERT"]) ? .other : .read
        case "EXPLAIN": self = words.contain(["INTO", "INSERT", "DELETE", "UPDATE"]) ? .other : .read
        default: self = .other
        }
    }

    /// The zone id of a successful `SET TIME ZONE 'id'`, in its spellings; nil for other statements.
    package static func timeZone(setBy sql: String) -> String? {
        let tokens = leadingTokens(sql, atMost: 6)
        guard let zone = tokens.last, zone.text.utf8.first == UInt8(ascii: "'") else { return nil }
        let words = tokens.dropLast().map { $0.text.uppercased() }.filter { $0 != "=" }
        return words == ["SET", "TIME", "ZONE"] || words == ["SET", "TIME_ZONE"] ? zone.content : nil
    }

    /// The database of a `USE name`, as servers spell it; nil for other statements.
    package static func database(usedBy sql: String) -> String? {
        let tokens = leadingTokens(sql, atMost: 3)
        guard tokens.count == 2, tokens[0].text.uppercased() == "USE" else { return nil }
        return tokens[1].content.lowercased()
    }

    /// The first tokens of a statement that has no more of them than asked for and is short; else none.
    private static func leadingTokens(_ sql: String, atMost limit: Int) -> [(text: String, content: String)] {
        // Statements may have megabytes; none of those that are asked for does.
        guard sql.utf8.count <= 4096 else { return [] }
        let bytes = Array(sql.utf8)
        let tokens = SQLLexer.tokens(of: bytes, grammar: .table)
        guard tokens.count <= limit else { return [] }
        return tokens.map { (String(decoding: bytes[$0.range], as: UTF8.self), $0.unquoted(in: bytes)) }
    }
}

/// The words of ASCII letters and `_` in a text.
private struct Words {
    let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Moves behind what stands before the first word: blanks, opening parentheses, and comments, whose words mean
    /// nothing.
    mutating func skipHead() {
        while index < bytes.count {
            if SQLLexer.isWhitespace(bytes[index]) || bytes[index] == UInt8(ascii: "(") {
                index += 1
            } else if bytes[index...].starts(with: "--".utf8) {
                index = bytes[index...].firstIndex(where: SQLLexer.isLineEnd) ?? bytes.count
            } else if bytes[index...].starts(with: "/*".utf8) {
                index += 2
                while index < bytes.count, !bytes[index...].starts(with: "*/".utf8) { index += 1 }
                index = min(index + 2, bytes.count)
            } else {
                return
            }
        }
    }

    /// The next word; at the first call only one that starts right here.
    mutating func next() -> Range<Int>? {
        let start = index
        while index < bytes.count, Self.isLetter(bytes[index]) { index += 1 }
        return start < index ? start..<index : nil
    }

    /// Whether one of the words follows.
    mutating func contain(_ wanted: [String]) -> Bool {
        let wanted = wanted.map { Array($0.utf8) }
        while index < bytes.count {
            guard let word = next() else {
                index += 1
                continue
            }
            if wanted.contains(where: { isSame(word, $0) }) { return true }
        }
        return false
    }

    private func isSame(_ word: Range<Int>, _ wanted: [UInt8]) -> Bool {
        word.count == wanted.count && zip(word, wanted).allSatisfy { bytes[$0] & 0xDF == $1 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
