/// One token of a statement.
struct SQLToken: Equatable {
    /// What kind of token it is; ``SQLToken/text`` holds the content.
    enum Kind: Equatable {
        /// A key word or an unquoted node name.
        case word
        /// A node name in back quotes; the text is without them.
        case quotedName
        /// A text literal; the text is without quotes.
        case string
        /// `X'00ff'`; the text is the hexadecimal digits.
        case binary
        /// Digits only.
        case integer
        /// Digits with a point or an exponent.
        case decimal
        /// A date with or without time of day and offset.
        case dateTime
        /// An operator or a punctuation mark.
        case symbol
        /// The end of the statement.
        case end
    }

    /// Kind of the token.
    let kind: Kind
    /// Content, without quotes.
    let text: String
    /// The token as it was written.
    let source: String
    /// Line in the statement, from 1.
    let line: Int
    /// Column in the line, from 0.
    let column: Int
    /// Whether white space stands before the token.
    let isSpaced: Bool

    /// Whether the token is the given key word, in any letter case.
    ///
    /// Key words are ASCII.
    func isKeyword(_ keyword: StaticString) -> Bool {
        guard kind == .word, text.utf8.count == keyword.utf8CodeUnitCount else { return false }
        return keyword.withUTF8Buffer { wanted in
            for (byte, capital) in zip(text.utf8, wanted) {
                let isLower = byte >= 0x61 && byte <= 0x7A
                let upper = isLower ? byte - 0x20 : byte
                if upper != capital { return false }
            }
            return true
        }
    }
    /// Whether the token is the given symbol.
    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
}
