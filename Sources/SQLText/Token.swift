/// A piece of a statement: what it is and which bytes of the text it covers.
package struct Token: Sendable, Equatable {
    /// What a token is.
    package enum Kind: Sendable, Equatable {
        /// Blanks, tabs, carriage returns and line breaks.
        case whitespace
        /// A `--` comment up to, not including, the line break.
        case lineComment
        /// A `/* … */` comment, or the part of it in this text.
        case blockComment
        /// Letters, digits, `_`, `$`, `@`, `#`, `:` and every non-ASCII character; numbers too.
        case word
        /// `'…'`, or the part of it in this text.
        case singleQuoted
        /// `"…"`, or the part of it in this text.
        case doubleQuoted
        /// `` `…` ``, or the part of it in this text.
        case backQuoted
        /// The end of a statement.
        case semicolon
        /// Any other single byte: an operator, a bracket, a dot, a control character.
        case symbol
    }

    /// What the token is.
    package let kind: Kind
    /// Its bytes in the text given to the lexer, quotes and comment marks included.
    package let range: Range<Int>

    /// A token.
    package init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }

    /// Whether the token is dropped between two words.
    package var isBlank: Bool {
        kind == .whitespace || isComment
    }

    /// Whether the token is `'…'` or `"…"`.
    package var isLiteral: Bool {
        kind == .singleQuoted || kind == .doubleQuoted
    }

    /// Whether the token is a comment, which the shell never sends.
    package var isComment: Bool {
        kind == .lineComment || kind == .blockComment
    }

    /// Whether the token is this one byte.
    func isSymbol(_ byte: UInt8, in bytes: [UInt8]) -> Bool {
        kind == .symbol && bytes[range.lowerBound] == byte
    }

    /// The token's text in upper case, when it is a word of at most 64 bytes; else the empty string, which is no key
    /// word.
    package func uppercased(in bytes: [UInt8]) -> String {
        guard kind == .word, range.count <= 64 else { return "" }
        return String(decoding: bytes[range], as: UTF8.self).uppercased()
    }

    /// The token's text; of a quoted one what stands between the quotes, doubled quotes made single.
    package func unquoted(in bytes: [UInt8]) -> String {
        switch kind {
        case .singleQuoted, .doubleQuoted, .backQuoted: SQLQuoting.unquoted(bytes[range])
        case .whitespace, .lineComment, .blockComment, .word, .semicolon, .symbol:
            String(decoding: bytes[range], as: UTF8.self)
        }
    }
}
