package import IoTDBWire

/// A plain lexer of both dialects, written apart from the library's to check it.
package struct ReferenceLexer {
    /// What a piece of a statement is.
    package enum Token: Equatable {
        case word(String)
        case string(String)
        case name(String)
        case blob(String)
        case symbol(String)
        case positional
        case named(String)
    }

    private let input: [UInt8]
    private let dialect: SQLDialect
    private let findsParameters: Bool
    private var at = 0

    /// The tokens of a text; nil when a quote or a comment has no end.
    package static func tokens(_ text: String, _ dialect: SQLDialect, findsParameters: Bool = false) -> [Token]? {
        var lexer = ReferenceLexer(input: Array(text.utf8), dialect: dialect, findsParameters: findsParameters)
        var tokens: [Token] = []
        while lexer.at < lexer.input.count {
            guard let found = lexer.next() else { return nil }
            tokens += found
        }
        return tokens
    }

    private init(input: [UInt8], dialect: SQLDialect, findsParameters: Bool) {
        self.input = input
        self.dialect = dialect
        self.findsParameters = findsParameters
    }

    private func rest(startsWith text: String) -> Bool { input[at...].starts(with: text.utf8) }
    private func isWord(_ place: Int) -> Bool {
        guard place < input.count else { return false }
        let byte = input[place]
        return byte > 127 || byte == 95 || (48...57).contains(byte) || (65...90).contains(byte)
            || (97...122).contains(byte)
    }
    private func isDigit(_ place: Int) -> Bool { place < input.count && (48...57).contains(input[place]) }

    private mutating func next() -> [Token]? {
        if dialect == .table, rest(startsWith: "--") {
            while at < input.count, input[at] != 10, input[at] != 13 { at += 1 }
            return []
        }
        if dialect == .table, rest(startsWith: "/*") { return comment() }
        if input[at] <= 32 {
            at += 1
            return []
        }
        if rest(startsWith: "'") { return quoted(39).map { [.string($0)] } }
        if rest(startsWith: "\"") { return quoted(34).map { [dialect == .tree ? .string($0) : .name($0)] } }
        if rest(startsWith: "`") { return quoted(96).map { [.name($0)] } }
        if isWord(at) { return word() }
        if findsParameters, rest(startsWith: "?") {
            at += 1
            return [.positional]
        }
        return symbol()
    }

    private mutating func comment() -> [Token]? {
        var end = at + 2
        while end + 1 < input.count {
            if input[end] == 42, input[end + 1] == 47 {
                at = end + 2
                return []
            }
            end += 1
        }
        return nil
    }

    private mutating func quoted(_ mark: UInt8) -> String? {
        var content: [UInt8] = []
        var place = at + 1
        while place < input.count {
            if input[place] == mark {
                guard place + 1 < input.count, input[place + 1] == mark else {
                    at = place + 1
                    return String(decoding: content, as: UTF8.self)
                }
                place += 1
            }
            content.append(input[place])
            place += 1
        }
        return nil
    }

    private mutating func word() -> [Token]? {
        let start = at
        if isDigit(at) { number() }
        while isWord(at) { at += 1 }
        let text = String(decoding: input[start..<at], as: UTF8.self)
        if text == "X" || text == "x", rest(startsWith: "'") { return quoted(39).map { [.blob($0)] } }
        var tokens: [Token] = [.word(text)]
        while at < input.count, input[at] == 58 {
            tokens.append(.symbol(":"))
            at += 1
        }
        return tokens
    }

    private mutating func number() {
        while isDigit(at) { at += 1 }
        if rest(startsWith: "."), isDigit(at + 1) {
            at += 1
            while isDigit(at) { at += 1 }
        }
        if rest(startsWith: "e-") || rest(startsWith: "e+"), isDigit(at + 2) { at += 2 }
    }

    private mutating func symbol() -> [Token] {
        if rest(startsWith: "::") {
            at += 2
            return [.symbol(":"), .symbol(":")]
        }
        if findsParameters, rest(startsWith: ":"), isWord(at + 1), !isDigit(at + 1) {
            let start = at + 1
            at += 1
            while isWord(at) { at += 1 }
            return [.named(String(decoding: input[start..<at], as: UTF8.self))]
        }
        at += 1
        return [.symbol(String(decoding: [input[at - 1]], as: UTF8.self))]
    }
}
