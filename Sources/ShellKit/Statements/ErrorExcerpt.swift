package import IoTDBWire
package import SQLText

/// The line of a statement that a server's message is about, with a caret under the place.
package enum ErrorExcerpt {
    /// Columns to keep to where no terminal says otherwise.
    package static let defaultWidth = 80
    /// What stands for the parts of a line that are left out.
    private static let ellipsis = "..."

    /// Bytes of a statement in which a name is looked for: what people type is shorter.
    private static let searchLimit = 64 << 10

    /// `LINE 2: …`, a line break and the caret below; nil when the message names no place in the statement.
    ///
    /// The parsers of both dialects write `line L:C`. Nothing is shown of a statement that may hold a password.
    ///
    /// - Parameter name: what the message complains of; its place is shown where the message names none and the
    ///   statement has the name just once.
    package static func text(
        for message: String,
        about name: String? = nil,
        in statement: Statement,
        dialect: SQLDialect,
        width: Int
    ) -> String? {
        guard
            let place = place(in: message, dialect)
                ?? name.flatMap({ self.place(of: $0, in: statement.text, dialect) }),
            !StatementRedactor.mayHoldSecret(statement.text, grammar: dialect.grammar)
        else { return nil }
        guard let line = line(place.line, of: statement.text) else { return nil }
        guard place.offset >= 0,
            let caret = line.index(line.startIndex, offsetBy: place.offset, limitedBy: line.endIndex)
        else { return nil }
        let head = "LINE \(place.line): "
        let room = max(width - head.utf8.count - 1, 20)
        // A statement may have megabytes in one line; what is nearer than this fills the room, but for marks without a
        // width.
        let reach = room * 8
        let (left, right) = (line[..<caret].suffix(reach), line[caret...].prefix(reach))
        let (before, after) = fitted(shown(left), shown(right), into: room)
        let indent = String(repeating: " ", count: head.utf8.count + DisplayWidth.columns(of: before))
        return "\(head)\(before)\(after)\n\(indent)^"
    }

    /// A line of a text, from 1; nil where there are not so many.
    private static func line(_ number: Int, of text: String) -> Substring.UnicodeScalarView? {
        var rest = text[...].unicodeScalars
        for _ in 1..<max(number, 1) {
            guard let end = rest.firstIndex(of: "\n") else { return nil }
            rest = rest[rest.index(after: end)...]
        }
        return number < 1 ? nil : rest.prefix { $0 != "\n" }
    }

    /// The first `line L:C` of a message; `offset` counts from 0.
    private static func place(in message: String, _ dialect: SQLDialect) -> (line: Int, offset: Int)? {
        var rest = message[...]
        while let word = rest.range(ofBytes: "line ") {
            let isWord = rest[..<word.lowerBound].utf8.last.map { !SQLLexer.isWord($0) } ?? true
            rest = rest[word.upperBound...]
            let numbers = rest.prefix { $0.isASCII && $0.isNumber || $0 == ":" }.split(separator: ":")
            if isWord, numbers.count >= 2, let line = Int(numbers[0]), let column = Int(numbers[1]) {
                // Columns count from 0 in the tree dialect and from 1 in the table dialect.
                return (line, dialect == .tree ? column : column - 1)
            }
        }
        return nil
    }

    /// The place of a name that the statement has once, in whatever case and quotes.
    private static func place(of name: String, in text: String, _ dialect: SQLDialect) -> (line: Int, offset: Int)? {
        guard text.utf8.count <= searchLimit else { return nil }
        let bytes = Array(text.utf8)
        let wanted = name.lowercased()
        let found = SQLLexer.tokens(of: bytes, grammar: dialect.grammar).filter { token in
            switch token.kind {
            case .word, .doubleQuoted, .backQuoted: token.unquoted(in: bytes).lowercased() == wanted
            case .singleQuoted, .whitespace, .lineComment, .blockComment, .semicolon, .symbol: false
            }
        }
        guard found.count == 1 else { return nil }
        let before = String(decoding: bytes[..<found[0].range.lowerBound], as: UTF8.self).unicodeScalars
        let last = before.lastIndex(of: "\n").map { before[before.index(after: $0)...] } ?? before[...]
        return (before.count { $0 == "\n" } + 1, last.count)
    }

    /// A tab has no width of its own; a blank stands for it.
    private static func shown(_ text: Substring.UnicodeScalarView) -> String {
        String(String.UnicodeScalarView(text.map { $0 == "\t" ? " " : $0 }))
    }

    /// The ends of both texts that meet at the caret, where the whole line has no room.
    private static func fitted(_ before: String, _ after: String, into room: Int) -> (String, String) {
        let (left, right) = (DisplayWidth.columns(of: before), DisplayWidth.columns(of: after))
        guard left + right > room else { return (before, after) }
        let leftRoom = max(min(left, room * 3 / 5), room - right)
        let first =
            left <= leftRoom ? before : ellipsis + String(prefix(of: before.reversed(), leftRoom - 3).reversed())
        let rightRoom = room - DisplayWidth.columns(of: first)
        return (first, right <= rightRoom ? after : String(prefix(of: after, rightRoom - 3)) + ellipsis)
    }

    /// The characters from the start that take no more than so many columns.
    private static func prefix(of text: some Sequence<Character>, _ room: Int) -> [Character] {
        var columns = 0
        return text.prefix { character in
            columns += DisplayWidth.columns(of: String(character))
            return columns <= room
        }
    }
}
