/// What the client makes of statement text before it is sent.
enum StatementText {
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

    /// Whether a statement only reads: its first word says so, and no word INTO follows a SELECT.
    static func kind(_ sql: String) -> RequestKind {
        guard let start = sql.firstIndex(where: isWord) else { return .other }
        switch sql[start...].prefix(while: isWord).uppercased() {
        case "SHOW", "COUNT", "LIST", "DESC", "DESCRIBE": return .read
        case "SELECT", "EXPLAIN":
            let words = sql.split { !isWord($0) }
            return words.contains { $0.uppercased() == "INTO" || $0.uppercased() == "INSERT" } ? .other : .read
        default: return .other
        }
    }

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character == "_" }
}
