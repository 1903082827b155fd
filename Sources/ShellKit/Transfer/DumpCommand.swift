/// What the user asks of `\dump`.
package struct DumpCommand: Sendable, Equatable {
    /// Whether the rows are written, too.
    package var hasData: Bool
    /// Paths or the table that are written; nil for all.
    package var pattern: String?
    /// The file; nil for where results go.
    package var file: String?
    /// Whether users, roles and their privileges are written.
    package var hasUsers = false

    /// Reads `schema | data [PATTERN] [TO 'FILE'] [users=on]`.
    /// - Throws: saying what is wrong and at which column of the text.
    package init(parsing text: String) throws(CopyError) {
        var scanner = CopyScanner(text)
        let start = scanner.column
        switch try scanner.name("schema or data").lowercased() {
        case "schema": hasData = false
        case "data": hasData = true
        case let word: throw CopyError("schema or data expected at column \(start), not \(word)")
        }
        while !scanner.isAtEnd {
            let column = scanner.column
            let (word, value) = try scanner.option()
            if let value {
                guard word.lowercased() == "users", ["on", "off"].contains(value.lowercased()) else {
                    throw CopyError("column \(column): \(word)=\(value): the only option is users=on or users=off")
                }
                hasUsers = value.lowercased() == "on"
            } else if word.uppercased() == "TO", file == nil {
                let quoted = try scanner.quoted()
                file = if let quoted { quoted } else { try scanner.name("'FILE'") }
            } else if pattern == nil, file == nil {
                pattern = word
            } else {
                throw CopyError("TO 'FILE' or users=on expected at column \(column), not \(word)")
            }
        }
    }
}
