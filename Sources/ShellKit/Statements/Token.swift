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

    /// Whether the token is dropped between two words.
    package var isBlank: Bool {
        kind == .whitespace || isComment
    }

    /// Whether the token is `'…'` or `"…"`.
    var isLiteral: Bool {
        kind == .singleQuoted || kind == .doubleQuoted
    }

    /// Whether the token is a comment, which the shell never sends.
    package var isComment: Bool {
        kind == .lineComment || kind == .blockComment
    }
}
