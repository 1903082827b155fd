package import IoTDBWire
package import SQLText

/// The line of a statement that a server's message is about, with a caret under the place.
package enum ErrorExcerpt {
    /// Columns to keep to where no terminal says otherwise.
    package static let defaultWidth = 80
    /// What stands for the parts of a line that are left out.
    private static let ellipsis = "..."

    /// `LINE 2: …`, a line break and the caret below; nil when the message names no place in the statement.
    ///
    /// The parsers of both dialects write `line L:C`. Nothing is shown of a statement that may hold a password.
    package static func text(
        for message: String,
        in statement: Statement,
        dialect: SQLDialect,
        width: Int
    ) -> String? {
        guard let place = place(in: message), !StatementRedactor.mayHoldSecret(statement.text, grammar: dialect.grammar)
        else {
            return nil
        }
        guard let line = line(place.line, of: statement.text) else { return nil }
        // Columns count from 0 in the tree dialect and from 1 in the table dialect.
        let offset = dialect == .tree ? place.column : place.column - 1
        guard offset >= 0, let caret = line.index(line.startIndex, offsetBy: offset, limitedBy: line.endIndex) else {
            return nil
        }
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

    /// The first `line L:C` of a message.
    private static func place(in message: String) -> (line: Int, column: Int)? {
        var rest = message[...]
        while let word = rest.range(ofBytes: "line ") {
            let isWord = rest[..<word.lowerBound].utf8.last.map { !SQLLexer.isWord($0) } ?? true
            rest = rest[word.upperBound...]
            let numbers = rest.prefix { $0.isASCII && $0.isNumber || $0 == ":" }.split(separator: ":")
            if isWord, numbers.count >= 2, let line = Int(numbers[0]), let column = Int(numbers[1]) {
                return (line, column)
            }
        }
        return nil
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
