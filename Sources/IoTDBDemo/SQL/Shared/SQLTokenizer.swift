import IoTDBWire
import SQLText

/// Splits a statement into the tokens of a server's grammar, which tells dates and numbers from names.
///
/// Quotes and comments are the lexer's; the tree dialect has no comments and writes names in back quotes, the table
/// dialect has comments and writes names in double quotes.
struct SQLTokenizer {
    private let bytes: [UInt8]
    private let dialect: SQLDialect
    private var lexer: SQLLexer
    private var position = 0
    private var line = 1
    /// Characters before ``columnPlace`` in its line.
    private var column = 0
    /// The start of the token at hand.
    private var columnPlace = 0

    private init(_ text: String, _ dialect: SQLDialect) {
        bytes = Array(text.utf8)
        self.dialect = dialect
        lexer = SQLLexer(grammar: dialect == .table ? .table : SQLGrammar.tree.ofServer)
    }

    /// All tokens of a statement, with an end token last.
    static func tokens(of text: String, dialect: SQLDialect) throws(StatementError) -> [SQLToken] {
        var tokenizer = SQLTokenizer(text, dialect)
        var tokens: [SQLToken] = []
        repeat { tokens.append(try tokenizer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private mutating func next() throws(StatementError) -> SQLToken {
        let before = position
        var piece = lexer.next(in: bytes, at: &position)
        while let blank = piece, blank.isBlank {
            moveColumn(to: blank.range.upperBound)
            piece = lexer.next(in: bytes, at: &position)
        }
        guard let piece else {
            return token(.end, from: position, text: "", spaced: position > before, source: "<EOF>")
        }
        moveColumn(to: piece.range.lowerBound)
        let spaced = piece.range.lowerBound > before
        switch piece.kind {
        case .singleQuoted: return try quoted(.string, piece, spaced)
        case .doubleQuoted: return try quoted(dialect == .table ? .quotedName : .string, piece, spaced)
        case .backQuoted where dialect == .tree: return try quoted(.quotedName, piece, spaced)
        case .word: return try word(from: piece.range.lowerBound, spaced)
        case .symbol, .semicolon, .backQuoted, .whitespace, .lineComment, .blockComment:
            return try symbol(from: piece.range.lowerBound, spaced)
        }
    }

    private func quoted(
        _ kind: SQLToken.Kind,
        _ piece: Token,
        from start: Int? = nil,
        _ spaced: Bool
    ) throws(StatementError) -> SQLToken {
        guard lexer.state == .normal else {
            throw unknown(bytes[piece.range.lowerBound...], from: piece.range.lowerBound)
        }
        return token(kind, from: start ?? piece.range.lowerBound, text: piece.unquoted(in: bytes), spaced: spaced)
    }

    /// Reads what begins with a letter or a digit: a date, a number, `X'…'` or a name.
    private mutating func word(from start: Int, _ spaced: Bool) throws(StatementError) -> SQLToken {
        if let end = DateTimeScanner.end(in: bytes, from: start) {
            position = end
            return token(.dateTime, from: start, spaced: spaced)
        }
        if let number = number(from: start) {
            position = number.end
            return token(number.kind, from: start, spaced: spaced)
        }
        if position == start + 1, bytes[start] | 0x20 == UInt8(ascii: "x"), byte(position) == UInt8(ascii: "'"),
            let digits = lexer.next(in: bytes, at: &position)
        {
            return try quoted(.binary, digits, from: start, spaced)
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let name = text.unicodeScalars.prefix(while: \.isNameCharacter)
        guard !name.isEmpty else { return try symbol(from: start, spaced) }
        position = start + String(name).utf8.count
        return token(.word, from: start, spaced: spaced)
    }

    /// Digits, with a fraction or an exponent; nil when a name such as `1a` or a duration such as `1h` stands here.
    private func number(from start: Int) -> (kind: SQLToken.Kind, end: Int)? {
        var end = digitsEnd(from: start)
        guard end > start else { return nil }
        var kind = SQLToken.Kind.integer
        if byte(end) == UInt8(ascii: "."), digitsEnd(from: end + 1) > end + 1 {
            (kind, end) = (.decimal, digitsEnd(from: end + 1))
        }
        if let mark = byte(end), mark | 0x20 == UInt8(ascii: "e") {
            let hasSign = byte(end + 1) == UInt8(ascii: "+") || byte(end + 1) == UInt8(ascii: "-")
            let exponent = end + (hasSign ? 2 : 1)
            if digitsEnd(from: exponent) > exponent { (kind, end) = (.decimal, digitsEnd(from: exponent)) }
        }
        let rest = String(decoding: bytes[end...].prefix(4), as: UTF8.self)
        return rest.unicodeScalars.first?.isNameCharacter == true ? nil : (kind, end)
    }

    private func digitsEnd(from start: Int) -> Int {
        var end = start
        while let digit = byte(end), (0x30...0x39).contains(digit) { end += 1 }
        return end
    }

    private mutating func symbol(from start: Int, _ spaced: Bool) throws(StatementError) -> SQLToken {
        for symbol in ["==", "!=", "<>", "<=", ">=", "&&", "||", "**"] where bytes[start...].starts(with: symbol.utf8) {
            position = start + 2
            return token(.symbol, from: start, spaced: spaced)
        }
        guard "+-*/%=<>!&|(),;.[]".utf8.contains(bytes[start]) else {
            let first = String(decoding: bytes[start...], as: UTF8.self).unicodeScalars.prefix(1)
            throw unknown(Array(String(first).utf8)[...], from: start)
        }
        position = start + 1
        return token(.symbol, from: start, spaced: spaced)
    }

    private func unknown(_ text: ArraySlice<UInt8>, from start: Int) -> StatementError {
        let text = String(decoding: text, as: UTF8.self)
        return .syntax(token(.end, from: start, spaced: false), "token recognition error at: '\(text)'", dialect)
    }

    /// Counts lines and characters up to a place, each byte once.
    private mutating func moveColumn(to place: Int) {
        for byte in bytes[columnPlace..<place] {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 0
            } else if byte & 0xC0 != 0x80 {
                // All bytes of a character but its first begin with the bits 10.
                column += 1
            }
        }
        columnPlace = place
    }

    private func byte(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private func token(
        _ kind: SQLToken.Kind,
        from start: Int,
        text: String? = nil,
        spaced: Bool,
        source: String? = nil
    ) -> SQLToken {
        let written = source ?? String(decoding: bytes[start..<max(start, position)], as: UTF8.self)
        return SQLToken(
            kind: kind,
            text: text ?? written,
            source: written,
            line: line,
            column: column,
            isSpaced: spaced
        )
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is an ASCII digit.
    var isDigit: Bool { value >= 0x30 && value <= 0x39 }

    /// Whether a node name may hold the scalar without back quotes.
    var isNameCharacter: Bool {
        isDigit || self == "_" || (value >= 0x41 && value <= 0x5A) || (value >= 0x61 && value <= 0x7A)
            || (value >= 0x2E80 && value <= 0x9FFF)
    }
}
