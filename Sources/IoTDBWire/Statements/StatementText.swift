/// What the client makes of statement text before it is sent.
package enum StatementText {
    /// The text without the `;` and blanks at its end: the table dialect takes no `;`.
    static func prepared(_ sql: String) -> String {
        var text = Substring(sql)
        while let last = text.last, last.isWhitespace || last == ";" {
            text.removeLast()
            if last == ";" { break }
        }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Whether a statement only reads: its first word says so, and no word behind it says that something is written.
    ///
    /// When in doubt it writes: what only reads is sent again after a lost answer.
    package static func kind(_ sql: String) -> RequestKind {
        let text = sql.utf8.dropFirst(lengthOfHead(sql.utf8))
        switch String(Substring(text.prefix { isWord($0) })).uppercased() {
        case "SHOW", "COUNT", "LIST", "DESC", "DESCRIBE": return .read
        case "SELECT": return writes(text, ["INTO", "INSERT"]) ? .other : .read
        case "EXPLAIN": return writes(text, ["INTO", "INSERT", "DELETE", "UPDATE"]) ? .other : .read
        default: return .other
        }
    }

    /// The zone id of a successful `SET TIME ZONE 'id'`, in its spellings; nil for other statements.
    static func timeZone(setBy sql: String) -> String? {
        var rest = sql.utf8.dropFirst(lengthOfHead(sql.utf8))
        // Statements may have megabytes; no spelling of this one has as many bytes before its quote.
        let words = rest.prefix(64).prefix { $0 != quote }.split { !isWord($0) }.map {
            String(Substring($0)).uppercased()
        }
        guard words == ["SET", "TIME", "ZONE"] || words == ["SET", "TIME_ZONE"] else { return nil }
        rest = rest.drop { $0 != quote }.dropFirst()
        guard let end = rest.lastIndex(of: quote), rest.startIndex < end else { return nil }
        let zone = rest[..<end]
        return zone.contains(quote) ? nil : String(Substring(zone))
    }

    /// The database of a `USE name`, as servers spell it; nil for other statements.
    static func database(usedBy sql: String) -> String? {
        let rest = sql.utf8.dropFirst(lengthOfHead(sql.utf8))
        let words = Substring(rest).split { $0.isWhitespace }
        guard words.count == 2, words[0].uppercased() == "USE" else { return nil }
        let name = words[1].lowercased()
        return name.first == "\"" ? String(name.dropFirst().dropLast()) : name
    }

    /// Bytes before the first word: blanks, opening parentheses, and comments, whose words mean nothing.
    private static func lengthOfHead(_ text: String.UTF8View) -> Int {
        var rest = text[...]
        while let first = rest.first {
            if isBlank(first) || first == UInt8(ascii: "(") {
                rest.removeFirst()
            } else if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != 10 && $0 != 13 }
            } else if rest.starts(with: "/*".utf8) {
                rest = behindComment(rest)
            } else {
                break
            }
        }
        return text.count - rest.count
    }

    private static func behindComment(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var rest = text.dropFirst(2)
        while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest.removeFirst() }
        return rest.dropFirst(2)
    }

    private static func writes(_ text: Substring.UTF8View, _ marks: Set<String>) -> Bool {
        text.split { !isWord($0) }.contains { marks.contains(String(Substring($0)).uppercased()) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static let quote = UInt8(ascii: "'")
}
