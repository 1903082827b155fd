import IoTDBWire

/// Splits a statement into tokens.
///
/// The tree dialect has no comments and writes names in back quotes; the table dialect has comments and writes names in
/// double quotes.
struct SQLTokenizer {
    private let scalars: [Unicode.Scalar]
    private let dialect: SQLDialect
    private var position = 0
    private var line = 1
    private var lineStart = 0

    private init(_ text: String, _ dialect: SQLDialect) {
        scalars = Array(text.unicodeScalars)
        self.dialect = dialect
    }

    /// All tokens of a statement, with an end token last.
    static func tokens(of text: String, dialect: SQLDialect) throws(StatementError) -> [SQLToken] {
        var tokenizer = SQLTokenizer(text, dialect)
        var tokens: [SQLToken] = []
        repeat { tokens.append(try tokenizer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private mutating func next() throws(StatementError) -> SQLToken {
        let spaced = skipSpace()
        let start = position
        guard let scalar = peek() else { return token(.end, from: start, text: "", spaced: spaced, source: "<EOF>") }
        if let kind = quotedKind(scalar) {
            if kind == .binary { position += 1 }
            let text = try quoted(by: kind == .binary ? "'" : scalar)
            return token(kind, from: start, text: text, spaced: spaced)
        }
        if scalar.isDigit, let end = DateTimeScanner.end(in: scalars, from: position) {
            position = end
            return token(.dateTime, from: start, spaced: spaced)
        }
        if scalar.isDigit, let kind = number() { return token(kind, from: start, spaced: spaced) }
        if scalar.isNameCharacter {
            while let scalar = peek(), scalar.isNameCharacter { position += 1 }
            return token(.word, from: start, spaced: spaced)
        }
        return try symbol(from: start, spaced: spaced)
    }

    private func quotedKind(_ scalar: Unicode.Scalar) -> SQLToken.Kind? {
        switch scalar {
        case "'": .string
        case "\"": dialect == .table ? .quotedName : .string
        case "`": dialect == .table ? nil : .quotedName
        case "x", "X": peek(1) == "'" ? .binary : nil
        default: nil
        }
    }

    /// Reads digits, with a fraction or an exponent; nothing when a name such as `1a` or a duration such as `1h` stands
    /// here.
    private mutating func number() -> SQLToken.Kind? {
        var end = position
        while end < scalars.count, scalars[end].isDigit { end += 1 }
        var kind = SQLToken.Kind.integer
        if end + 1 < scalars.count, scalars[end] == ".", scalars[end + 1].isDigit {
            end += 1
            while end < scalars.count, scalars[end].isDigit { end += 1 }
            kind = .decimal
        }
        if end < scalars.count, scalars[end] == "e" || scalars[end] == "E" {
            var exponent = end + 1
            if exponent < scalars.count, scalars[exponent] == "+" || scalars[exponent] == "-" { exponent += 1 }
            if exponent < scalars.count, scalars[exponent].isDigit {
                while exponent < scalars.count, scalars[exponent].isDigit { exponent += 1 }
                end = exponent
                kind = .decimal
            }
        }
        if end < scalars.count, scalars[end].isNameCharacter { return nil }
        position = end
        return kind
    }

    private mutating func symbol(from start: Int, spaced: Bool) throws(StatementError) -> SQLToken {
        for symbol in ["==", "!=", "<>", "<=", ">=", "&&", "||", "**"] where matches(symbol) {
            position += 2
            return token(.symbol, from: start, spaced: spaced)
        }
        guard let scalar = peek(), "+-*/%=<>!&|(),;.[]".unicodeScalars.contains(scalar) else {
            let token = token(.end, from: start, spaced: spaced)
            throw .syntax(token, "token recognition error at: '\(peek().map { String($0) } ?? "")'", dialect)
        }
        position += 1
        return token(.symbol, from: start, spaced: spaced)
    }

    private func matches(_ symbol: String) -> Bool {
        symbol.unicodeScalars.enumerated().allSatisfy { peek($0.offset) == $0.element }
    }

    /// Reads a quoted text; the quote is doubled inside, a backslash is an ordinary character.
    private mutating func quoted(by quote: Unicode.Scalar) throws(StatementError) -> String {
        let start = position
        var text = String.UnicodeScalarView()
        position += 1
        while let scalar = peek() {
            position += 1
            if scalar != quote {
                text.append(scalar)
            } else if peek() == quote {
                position += 1
                text.append(quote)
            } else {
                return String(text)
            }
        }
        let rest = String(String.UnicodeScalarView(scalars[start...]))
        throw .syntax(token(.end, from: start, spaced: false), "token recognition error at: '\(rest)'", dialect)
    }

    private mutating func skipSpace() -> Bool {
        let start = position
        skipBlanks()
        while dialect == .table, skipComment() { skipBlanks() }
        return position > start
    }

    private mutating func skipComment() -> Bool {
        if matches("--") {
            while let scalar = peek(), scalar != "\n" { position += 1 }
            return true
        }
        guard matches("/*") else { return false }
        position += 2
        while position < scalars.count, !matches("*/") { position += 1 }
        position = min(position + 2, scalars.count)
        return true
    }

    private mutating func skipBlanks() {
        while let scalar = peek(), [" ", "\t", "\r", "\n", "\u{000B}"].contains(scalar) {
            position += 1
            if scalar == "\n" {
                line += 1
                lineStart = position
            }
        }
    }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        position + offset < scalars.count ? scalars[position + offset] : nil
    }

    private func token(
        _ kind: SQLToken.Kind,
        from start: Int,
        text: String? = nil,
        spaced: Bool,
        source: String? = nil
    ) -> SQLToken {
        let written = source ?? String(String.UnicodeScalarView(scalars[start..<position]))
        let column = max(0, start - lineStart)
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
