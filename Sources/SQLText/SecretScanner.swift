/// Finds what may be a password in the tokens of a text, one after another.
///
/// What stands beside a word decides, not whether the statement is right: a server refuses `creat user bob 'pw'`, but
/// the text was written.
struct SecretScanner {
    /// What the tokens before lead one to expect.
    private enum Mode {
        case none
        /// Behind `CREATE USER`: the name, then the password.
        case createUser(isNameSeen: Bool)
        /// Behind `ALTER USER`: the name, then what is changed.
        case alterUser(isNameSeen: Bool, isSetSeen: Bool)
        /// Behind `USER` elsewhere: so many words more may stand before a literal that is one.
        case someUser(words: Int)
        /// Behind a word that means a password: its value follows.
        case value(isQuotedName: Bool)
        /// Behind that word and `=`.
        case assigned(isQuotedName: Bool)
        /// In a value without quotes, which goes on while no blank stands between.
        case unquotedValue
        /// All to the end of the statement.
        case rest
    }

    private let bytes: [UInt8]
    private var mode = Mode.none
    private var ranges: [Range<Int>] = []
    /// Words in the statement so far, and the last two tokens of it.
    private var wordCount = 0
    private var last: Token?
    private var beforeLast: Token?

    /// The bytes of the secrets of a text, in order. Looks at every statement and comment.
    static func ranges(in bytes: [UInt8], grammar: SQLGrammar) -> [Range<Int>] {
        var scanner = SecretScanner(bytes: bytes)
        var lexer = SQLLexer(grammar: grammar)
        var index = 0
        var found: [Range<Int>] = []
        while let token = lexer.next(in: bytes, at: &index) {
            if token.isComment {
                found += commented(token, bytes, grammar)
            } else if token.kind != .whitespace {
                scanner.take(token)
            }
        }
        return merged(scanner.ranges + found + AddressSecrets.ranges(in: bytes))
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// A statement that was made a comment keeps its password.
    private static func commented(_ token: Token, _ bytes: [UInt8], _ grammar: SQLGrammar) -> [Range<Int>] {
        let start = token.range.lowerBound + 2
        guard start < token.range.upperBound else { return [] }
        let content = Array(bytes[start..<token.range.upperBound])
        return ranges(in: content, grammar: grammar).map { ($0.lowerBound + start)..<($0.upperBound + start) }
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    private mutating func take(_ token: Token) {
        defer {
            (beforeLast, last) = (last, token)
            if token.kind == .word { wordCount += 1 }
        }
        if token.kind == .semicolon {
            mode = .none
            wordCount = 0
            (last, beforeLast) = (nil, nil)
            return
        }
        if !follow(token) { begin(with: token) }
    }

    /// Goes on in what was expected; false when the token has to be looked at as if nothing had been.
    private mutating func follow(_ token: Token) -> Bool {
        switch mode {
        case .none: return false
        case .rest: hide(token, joined: true)
        case .createUser(isNameSeen: true): hideRest(from: token)
        case .createUser(isNameSeen: false), .alterUser(isNameSeen: false, _):
            // Nobody quotes a name like this: the name was forgotten.
            if token.kind == .singleQuoted { hideRest(from: token) } else { nameSeen() }
        case .alterUser(isNameSeen: true, let isSetSeen): followChange(token, isSetSeen)
        case .someUser(let words): return followUser(token, words)
        case .value(let isQuotedName): return followName(token, isQuotedName)
        case .assigned(let isQuotedName): followSign(token, isQuotedName)
        case .unquotedValue: return followValue(token)
        }
        return true
    }

    private mutating func nameSeen() {
        if case .createUser = mode {
            mode = .createUser(isNameSeen: true)
        } else {
            mode = .alterUser(isNameSeen: true, isSetSeen: false)
        }
    }

    /// What is changed of a user: only a new name and the lock of the account are no secret.
    private mutating func followChange(_ token: Token, _ isSetSeen: Bool) {
        let word = bytes[token.range]
        if token.kind == .word, !isSetSeen, ["RENAME", "ACCOUNT"].contains(token.uppercased(in: bytes)) {
            mode = .someUser(words: 4)
        } else if token.kind == .word, !isSetSeen, SecretWord.set.matches(word) {
            mode = .alterUser(isNameSeen: true, isSetSeen: true)
        } else if token.kind == .word, isSetSeen || SecretWord.meansPassword(word) {
            mode = .rest
        } else {
            hideRest(from: token)
        }
    }

    private mutating func followUser(_ token: Token, _ words: Int) -> Bool {
        if token.isLiteral, last.map({ !isUser($0) }) ?? false || token.kind == .singleQuoted {
            hideRest(from: token)
            return true
        }
        let isName = token.kind == .word || token.kind == .backQuoted || token.kind == .doubleQuoted
        let isOperator = Self.operators.contains(token.uppercased(in: bytes))
        mode = isName && !isOperator && words > 1 ? .someUser(words: words - 1) : .none
        return false
    }

    private mutating func followName(_ token: Token, _ isQuotedName: Bool) -> Bool {
        if token.kind == .symbol, "=:>".utf8.contains(bytes[token.range.lowerBound]), isSign(token) {
            mode = .assigned(isQuotedName: isQuotedName)
            return true
        }
        if token.isLiteral {
            // `password'='x'`, where the first quote is missing: what is quoted is the sign.
            let isMark = bytes[token.range].allSatisfy { !SQLLexer.isWord($0) || $0 == UInt8(ascii: ":") }
            if isMark, token.range.count > 2 { mode = .rest } else { hideValue(token) }
            return true
        }
        if isQuotedName, token.kind == .word, last?.range.upperBound == token.range.lowerBound {
            hideValue(token)
            return true
        }
        mode = .none
        return false
    }

    /// `=`, `=>`, `:` and `>` behind one of them; a comparison is no sign.
    private func isSign(_ token: Token) -> Bool {
        !token.isSymbol(UInt8(ascii: ">"), in: bytes) || last?.isSymbol(UInt8(ascii: "="), in: bytes) == true
    }

    private mutating func followSign(_ token: Token, _ isQuotedName: Bool) {
        if token.isSymbol(UInt8(ascii: ">"), in: bytes) || token.isSymbol(UInt8(ascii: "="), in: bytes) { return }
        if token.isLiteral || isQuotedName { hideValue(token) } else { mode = .none }
    }

    private mutating func followValue(_ token: Token) -> Bool {
        let isJoined = last?.range.upperBound == token.range.lowerBound
        let ends = token.isSymbol(UInt8(ascii: ","), in: bytes) || token.isSymbol(UInt8(ascii: ")"), in: bytes)
        guard isJoined, !ends else {
            mode = .none
            return false
        }
        hide(token, joined: true)
        return true
    }

    /// Looks at a token that nothing before has given a meaning.
    private mutating func begin(with token: Token) {
        switch token.kind {
        case .word: beginWord(token)
        case .singleQuoted, .doubleQuoted, .backQuoted:
            let content = bytes[token.range].dropFirst().dropLast(token.range.count > 1 ? 1 : 0)
            guard content.count <= 512, SecretWord.isAttributeOfSecret(content) else { return }
            if holdsValue(content) { hide(token, joined: false) } else { mode = .value(isQuotedName: true) }
        case .whitespace, .lineComment, .blockComment, .semicolon, .symbol: break
        }
    }

    /// Whether one literal holds name and value, as in `'password=x'`.
    private func holdsValue(_ content: ArraySlice<UInt8>) -> Bool {
        let signs: [UInt8] = [UInt8(ascii: "="), UInt8(ascii: ":")]
        guard let sign = content.firstIndex(where: { signs.contains($0) }) else { return false }
        return SecretWord.isAttributeOfSecret(content[..<sign]) && sign + 1 < content.endIndex
    }

    private mutating func beginWord(_ token: Token) {
        let word = bytes[token.range]
        if isUser(token) {
            beginUser(token)
        } else if SecretWord.createUser.matches(withoutUnderscores(word)) {
            mode = .createUser(isNameSeen: false)
        } else if SecretWord.alterUser.matches(withoutUnderscores(word)) {
            mode = .alterUser(isNameSeen: false, isSetSeen: false)
        } else if token.uppercased(in: bytes) == "BY", let last, SecretWord.identified.matches(bytes[last.range]) {
            mode = .rest
        } else if SecretWord.meansPassword(word) || word.count > 4 && SecretWord.isAttributeOfSecret(word) {
            let isSet = last.map { $0.kind == .word && $0.uppercased(in: bytes) == "SET" } ?? false
            mode = isSet ? .rest : .value(isQuotedName: false)
        }
    }

    /// `USER`: what stands before it says what follows.
    private mutating func beginUser(_ token: Token) {
        guard let last, last.kind == .word else {
            mode = .someUser(words: 4)
            return
        }
        let verb = bytes[last.range]
        if SecretWord.create.matches(verb) {
            mode = .createUser(isNameSeen: false)
        } else if SecretWord.alter.matches(verb) {
            mode = .alterUser(isNameSeen: false, isSetSeen: false)
        } else if token.range.count == 4, wordCount == 1, !Self.verbs.contains(last.uppercased(in: bytes)) {
            // An unknown verb at the start: it may mean the same.
            mode = .createUser(isNameSeen: false)
        } else if token.uppercased(in: bytes) == "USER" {
            mode = .someUser(words: 4)
        }
    }

    private func isUser(_ token: Token) -> Bool {
        token.kind == .word && SecretWord.user.matches(bytes[token.range])
    }

    private func withoutUnderscores(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        word.count > 16 ? [] : word.filter { $0 != UInt8(ascii: "_") }[...]
    }

    private mutating func hide(_ token: Token, joined: Bool) {
        if joined, let range = ranges.last, last?.range.upperBound == range.upperBound {
            ranges[ranges.count - 1] = range.lowerBound..<token.range.upperBound
        } else {
            ranges.append(token.range)
        }
    }

    private mutating func hideRest(from token: Token) {
        hide(token, joined: false)
        mode = .rest
    }

    private mutating func hideValue(_ token: Token) {
        hide(token, joined: false)
        mode = token.isLiteral ? .none : .unquotedValue
    }

    /// Words that may stand before `USER` at the start of a statement without a password behind it.
    private static let verbs: Set<String> = [
        "DROP", "LIST", "SHOW", "COUNT", "SELECT", "FROM", "TABLE", "INTO", "UPDATE", "DESC", "DESCRIBE", "USE",
        "GRANT", "REVOKE", "DELETE", "INSERT", "DISTINCT", "VALUES",
    ]
    /// Words that make `USER` before them a column.
    private static let operators: Set<String> = [
        "LIKE", "IS", "IN", "NOT", "BETWEEN", "REGEXP", "AS", "FROM", "AND", "OR", "ORDER", "GROUP", "THEN", "WHERE",
        "STRING", "TEXT", "TAG", "ATTRIBUTE", "FIELD",
    ]
}
