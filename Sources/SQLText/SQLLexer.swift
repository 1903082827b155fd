/// Cuts statement text into tokens; the splitter, the classifier, the redactor, parameters and completion all use this
/// one.
///
/// Works on UTF-8 bytes and never fails: every byte belongs to exactly one token. What is open at the end of a text (a
/// quote, a block comment) stays open for the next one, so a text may be given line by line.
///
/// Quotes are doubled inside themselves; a backslash is an ordinary character. Block comments do not nest. In the table
/// dialect `--` always starts a comment. In the tree dialect, where `s--1` is arithmetic and the server knows no
/// comments, it starts one
/// - before the first word of a statement, or
/// - when white space or the start of the line stands before it and white space or the end of the line behind it.
package struct SQLLexer: Sendable, Equatable {
    /// What is open between two texts.
    package enum State: Sendable, Equatable {
        /// Nothing.
        case normal
        /// A `'…'` literal.
        case singleQuote
        /// A `"…"` literal or identifier.
        case doubleQuote
        /// A `` `…` `` identifier.
        case backQuote
        /// A `/* … */` comment.
        case blockComment
    }

    /// The grammar, which decides what a comment is.
    package let grammar: SQLGrammar
    /// What is open.
    package private(set) var state: State = .normal
    /// Whether no word of the statement has been seen yet.
    private var isAtStatementStart = true

    /// A lexer at the start of a statement.
    package init(grammar: SQLGrammar) {
        self.grammar = grammar
    }

    /// The token at `index`, or nil at the end of `bytes`; moves `index` behind it.
    ///
    /// `index` must be 0 or what the previous call left; the time taken is linear in the token's length.
    package mutating func next(in bytes: borrowing [UInt8], at index: inout Int) -> Token? {
        guard index < bytes.count else { return nil }
        let start = index
        let kind = scan(bytes, &index)
        switch kind {
        case .semicolon: isAtStatementStart = true
        case .whitespace, .lineComment, .blockComment: break
        case .word, .singleQuoted, .doubleQuoted, .backQuoted, .symbol: isAtStatementStart = false
        }
        return Token(kind: kind, range: start..<index)
    }

    /// Moves `index` over white space within a line.
    func skipBlanks(in bytes: borrowing [UInt8], at index: inout Int) {
        while index < bytes.count, Self.isWhitespace(bytes[index]), !Self.isLineEnd(bytes[index]) { index += 1 }
    }

    /// Moves `index` over bytes that neither open nor end anything: many tokens at once, for the splitter.
    ///
    /// Stops at quotes, `;`, `\`, line ends, and where a comment may start. Nothing may be open.
    mutating func skipPlain(in bytes: borrowing [UInt8], at index: inout Int) {
        let start = index
        while index < bytes.count, !Self.isSpecial(bytes[index]) { index += 1 }
        if isAtStatementStart, index > start { isAtStatementStart = false }
    }

    private mutating func scan(_ bytes: borrowing [UInt8], _ index: inout Int) -> Token.Kind {
        switch state {
        case .normal: return scanNormal(bytes, &index)
        case .singleQuote: return scanQuoted(bytes, &index, quote: Self.singleQuote, kind: .singleQuoted)
        case .doubleQuote: return scanQuoted(bytes, &index, quote: Self.doubleQuote, kind: .doubleQuoted)
        case .backQuote: return scanQuoted(bytes, &index, quote: Self.backQuote, kind: .backQuoted)
        case .blockComment: return scanBlockComment(bytes, &index)
        }
    }

    private mutating func scanNormal(_ bytes: borrowing [UInt8], _ index: inout Int) -> Token.Kind {
        let start = index
        let byte = bytes[start]
        index += 1
        switch byte {
        case Self.singleQuote:
            state = .singleQuote
            return scanQuoted(bytes, &index, quote: byte, kind: .singleQuoted)
        case Self.doubleQuote:
            state = .doubleQuote
            return scanQuoted(bytes, &index, quote: byte, kind: .doubleQuoted)
        case Self.backQuote:
            state = .backQuote
            return scanQuoted(bytes, &index, quote: byte, kind: .backQuoted)
        case UInt8(ascii: "/") where startsBlockComment(bytes, start):
            index += 1
            state = .blockComment
            return scanBlockComment(bytes, &index)
        case UInt8(ascii: "-") where startsLineComment(bytes, start):
            while index < bytes.count, !Self.isLineEnd(bytes[index]) { index += 1 }
            return .lineComment
        case UInt8(ascii: ";"):
            return .semicolon
        case _ where Self.isWhitespace(byte):
            while index < bytes.count, Self.isWhitespace(bytes[index]) { index += 1 }
            return .whitespace
        case _ where Self.isWord(byte):
            while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
            return .word
        case _:
            return .symbol
        }
    }

    /// Reads to the closing quote; a doubled one belongs to the text. Leaves the state open when the text ends first.
    private mutating func scanQuoted(
        _ bytes: borrowing [UInt8],
        _ index: inout Int,
        quote: UInt8,
        kind: Token.Kind
    ) -> Token.Kind {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == quote else { continue }
            if index < bytes.count, bytes[index] == quote {
                index += 1
            } else {
                state = .normal
                return kind
            }
        }
        return kind
    }

    private mutating func scanBlockComment(_ bytes: borrowing [UInt8], _ index: inout Int) -> Token.Kind {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "*"), index < bytes.count, bytes[index] == UInt8(ascii: "/") {
                index += 1
                state = .normal
                return .blockComment
            }
        }
        return .blockComment
    }

    private func startsBlockComment(_ bytes: borrowing [UInt8], _ start: Int) -> Bool {
        grammar.comments != .none && start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "*")
    }

    private func startsLineComment(_ bytes: borrowing [UInt8], _ start: Int) -> Bool {
        guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "-") else { return false }
        switch grammar.comments {
        case .none: return false
        case .always: return true
        case .spaced:
            if isAtStatementStart { return true }
            let isFree = start == 0 || Self.isWhitespace(bytes[start - 1])
            return isFree && (start + 2 == bytes.count || Self.isWhitespace(bytes[start + 2]))
        }
    }

    private static let singleQuote = UInt8(ascii: "'")
    private static let doubleQuote = UInt8(ascii: "\"")
    private static let backQuote = UInt8(ascii: "`")

    /// Whether a byte ends a line: a line feed, or the carriage return of CRLF and of old files.
    package static func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

    /// Whether a byte separates words.
    package static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (9...13).contains(byte)
    }

    /// Whether a byte is part of a word; bytes of non-ASCII characters are.
    package static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF: true
        case UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: ":"): true
        case _: false
        }
    }

    /// Whether a byte may open or end something. One bit a byte: a test instead of nine comparisons.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 128 && ((byte < 64 ? lowMarks : highMarks) >> UInt64(byte & 63)) & 1 != 0
    }

    /// Line ends, `"`, `'`, `-`, `/` and `;`.
    private static let lowMarks: UInt64 =
        1 << 10 | 1 << 13 | 1 << 0x22 | 1 << 0x27 | 1 << 0x2D | 1 << 0x2F | 1 << 0x3B
    /// `\` and the back quote.
    private static let highMarks: UInt64 = 1 << (0x5C - 64) | 1 << (0x60 - 64)
}

extension SQLLexer {
    /// The tokens of a whole text without white space and comments, read from the start of a statement.
    package static func tokens(of bytes: [UInt8], grammar: SQLGrammar) -> [Token] {
        var lexer = SQLLexer(grammar: grammar)
        var index = 0
        var tokens: [Token] = []
        while let token = lexer.next(in: bytes, at: &index) {
            if !token.isBlank { tokens.append(token) }
        }
        return tokens
    }
}
