package import SQLText

/// Colours statements and `\` commands while they are typed.
///
/// A value that knows the words and what is open before the line; made anew for each line.
package struct SQLHighlighter: Sendable {
    private let keywords: Set<String>
    private let commands: Set<String>
    /// At the start of the line: inside a quote or comment that an earlier line has opened, or at rest.
    private let lexer: SQLLexer
    /// Whether an earlier line has begun the statement, so that a `\` at the start is no command's.
    private let isContinuation: Bool

    /// - Parameters:
    ///   - grammar: what `--` means.
    ///   - keywords: in upper case.
    ///   - commands: names of `\` commands, without the backslash.
    ///   - openStatement: the lines before, of a statement that is not complete.
    package init(grammar: SQLGrammar, keywords: Set<String>, commands: Set<String>, openStatement: String = "") {
        self.keywords = keywords
        self.commands = commands
        isContinuation = !openStatement.isEmpty
        var lexer = SQLLexer(grammar: grammar)
        var index = 0
        let bytes = Array(openStatement.utf8)
        while lexer.next(in: bytes, at: &index) != nil {}
        self.lexer = lexer
    }

    /// The spans of a line. Linear.
    package func spans(of text: String, cursor: Int) -> [HighlightSpan] {
        let line = Line(text)
        var spans: [HighlightSpan] = []
        var index = 0
        if !isContinuation, let command = command(line, 0, cursor) {
            return [command]
        }
        var lexer = lexer
        var previous: Token?
        while let token = lexer.next(in: line.bytes, at: &index) {
            switch token.kind {
            case .symbol where line.bytes[token.range.lowerBound] == UInt8(ascii: "\\"):
                if let command = command(line, token.range.lowerBound, cursor) { return spans + [command] }
            case _:
                let isOpen = index == line.bytes.count && lexer.state != .normal
                spans += self.spans(of: token, line, after: previous, isOpen: isOpen)
            }
            previous = token
        }
        return spans
    }

    private func spans(of token: Token, _ line: Line, after previous: Token?, isOpen: Bool) -> [HighlightSpan] {
        let range = line.scalars(token.range)
        switch token.kind {
        case .lineComment, .blockComment: return [HighlightSpan(range, .comment)]
        case .singleQuoted, .doubleQuoted, .backQuoted:
            let style: TextStyle = token.kind == .backQuoted ? .plain : .string
            let whole = HighlightSpan(range, style)
            // The quote that nothing closes; of an earlier line's there is none to see.
            guard isOpen, line.isQuote(at: token.range.lowerBound) else { return [whole] }
            return [whole, HighlightSpan(range.lowerBound..<range.lowerBound + 1, .error)]
        case .word: return wordStyle(token, line, after: previous).map { [HighlightSpan(range, $0)] } ?? []
        case .whitespace, .semicolon, .symbol: return []
        }
    }

    /// Parts of a path are neither key words nor numbers.
    private func wordStyle(_ token: Token, _ line: Line, after previous: Token?) -> TextStyle? {
        let first = line.bytes[token.range.lowerBound]
        let followsDot = previous.map { line.isDot($0.range) } ?? false
        let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        if followsDot { return isNumber && line.isNumber(endingAt: token.range.lowerBound - 1) ? .number : nil }
        if isNumber { return .number }
        if token.range.upperBound < line.bytes.count, line.bytes[token.range.upperBound] == UInt8(ascii: ".") {
            return nil
        }
        let word = String(decoding: line.bytes[token.range], as: UTF8.self)
        return keywords.contains(word.uppercased()) ? .keyword : nil
    }

    /// The span of a `\` command that begins at a byte, behind blanks at the start of a line.
    private func command(_ line: Line, _ start: Int, _ cursor: Int) -> HighlightSpan? {
        let blanks = line.bytes[start...].prefix { SQLLexer.isWhitespace($0) }.count
        let begin = start + blanks
        guard begin < line.bytes.count, line.bytes[begin] == UInt8(ascii: "\\") else { return nil }
        let name = line.bytes[(begin + 1)...].prefix { !SQLLexer.isWhitespace($0) && $0 != UInt8(ascii: ";") }
        let range = line.scalars(begin..<begin + 1 + name.count)
        let text = String(decoding: name, as: UTF8.self)
        if commands.contains(text) { return HighlightSpan(range, .command) }
        // Who is still typing has made no mistake yet.
        let isBeingTyped = cursor == range.upperBound && commands.contains { $0.hasPrefix(text) }
        return HighlightSpan(range, isBeingTyped ? .plain : .error)
    }

    /// The bytes of a line, and which scalars they belong to.
    private struct Line {
        let bytes: [UInt8]
        /// Scalars that begin in front of each byte.
        private let places: [Int]

        init(_ text: String) {
            bytes = Array(text.utf8)
            var places: [Int] = []
            places.reserveCapacity(bytes.count + 1)
            var count = 0
            for byte in bytes {
                places.append(count)
                if byte & 0xC0 != 0x80 { count += 1 }
            }
            places.append(count)
            self.places = places
        }

        func scalars(_ range: Range<Int>) -> Range<Int> {
            places[range.lowerBound]..<places[range.upperBound]
        }

        func isQuote(at index: Int) -> Bool {
            [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`")].contains(bytes[index])
        }

        func isDot(_ range: Range<Int>) -> Bool {
            range.count == 1 && bytes[range.lowerBound] == UInt8(ascii: ".")
        }

        /// Whether digits that no word begins with stand before a dot.
        func isNumber(endingAt dot: Int) -> Bool {
            var start = dot
            while start > 0, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[start - 1]) { start -= 1 }
            return start < dot
                && (start == 0 || !SQLLexer.isWord(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: "."))
        }
    }
}
