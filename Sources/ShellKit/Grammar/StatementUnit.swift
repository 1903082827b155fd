import IoTDBWire
import SQLText

/// A word, name, literal or sign of a statement; a path or qualified name is one unit, its levels are ``levels``.
struct StatementUnit: Sendable, Equatable {
    /// What a unit is.
    enum Kind: Sendable, Equatable {
        /// A key word or a name, of one level or more.
        case name
        /// A literal in quotes.
        case string
        /// What begins with a digit.
        case number
        /// One sign.
        case sign(UInt8)
    }

    /// What it is.
    let kind: Kind
    /// The word in capitals when it has one level and no quotes; else empty.
    let word: String
    /// The levels of a name without their quotes; the last is empty where a dot ends it.
    let levels: [String]
    /// Its bytes in the text.
    let range: Range<Int>

    /// Whether it stands for a variable, which may hold anything.
    var isVariable: Bool { kind == .name && levels.first?.utf8.first == UInt8(ascii: ":") }

    /// Whether it is this sign.
    func isSign(_ byte: Character) -> Bool { kind == .sign(byte.asciiValue ?? 0) }

    /// The name, its levels quoted as they must be.
    func name(_ dialect: SQLDialect) -> String {
        levels.map { QuotedName.text($0, dialect, keepsWildcards: true) ?? "" }.joined(separator: ".")
    }

    /// The units of tokens without the white space and comments between them.
    static func units(of tokens: [Token], in bytes: [UInt8], dialect: SQLDialect) -> [StatementUnit] {
        var builder = UnitBuilder(bytes: bytes, dialect: dialect)
        for token in tokens { builder.take(token) }
        return builder.finished
    }
}

/// Joins tokens to units.
private struct UnitBuilder {
    let bytes: [UInt8]
    let dialect: SQLDialect
    private var units: [StatementUnit] = []
    /// The tokens of a name that may go on.
    private var open: [Token] = []

    init(bytes: [UInt8], dialect: SQLDialect) { (self.bytes, self.dialect) = (bytes, dialect) }

    var finished: [StatementUnit] {
        var copy = self
        copy.close()
        return copy.units
    }

    mutating func take(_ token: Token) {
        if let last = open.last, last.range.upperBound == token.range.lowerBound, joins(token, last) {
            open.append(token)
            return
        }
        close()
        if token.isBlank || token.kind == .semicolon { return }
        if isNamePart(token) {
            open = [token]
        } else if token.kind == .symbol {
            units.append(
                StatementUnit(kind: .sign(bytes[token.range.lowerBound]), word: "", levels: [], range: token.range)
            )
        } else {
            units.append(StatementUnit(kind: .string, word: "", levels: [], range: token.range))
        }
    }

    private func joins(_ token: Token, _ last: Token) -> Bool {
        let isAfterDot = isSign(last, ".")
        if isSign(token, ".") { return !isAfterDot }
        if isSign(token, "*") {
            return isAfterDot || open.count > 1 && dialect == .tree && startsWithRoot
        }
        return isNamePart(token) && (isAfterDot || isSign(last, "*") && dialect == .tree && startsWithRoot)
    }

    private var startsWithRoot: Bool { open.first.map { $0.uppercased(in: bytes) == "ROOT" } ?? false }

    private func isNamePart(_ token: Token) -> Bool {
        switch token.kind {
        case .word, .backQuoted: true
        case .doubleQuoted: dialect == .table
        case .whitespace, .lineComment, .blockComment, .singleQuoted, .semicolon, .symbol: false
        }
    }

    private func isSign(_ token: Token, _ sign: Character) -> Bool {
        token.kind == .symbol && bytes[token.range.lowerBound] == sign.asciiValue
    }

    private mutating func close() {
        guard let first = open.first, let last = open.last else { return }
        let isNumber = first.kind == .word && (0x30...0x39).contains(bytes[first.range.lowerBound])
        var levels = [""]
        for token in open {
            if isSign(token, ".") { levels.append("") } else { levels[levels.count - 1] += token.unquoted(in: bytes) }
        }
        units.append(
            StatementUnit(
                kind: isNumber ? .number : .name,
                word: open.count == 1 ? first.uppercased(in: bytes) : "",
                levels: levels,
                range: first.range.lowerBound..<last.range.upperBound
            )
        )
        open = []
    }
}
