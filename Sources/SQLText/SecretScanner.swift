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
        /// Behind a `;`, a quote or a comment within which a password was still to come.
        case cutShort
    }

    private let bytes: [UInt8]
    private let grammar: SQLGrammar
    /// How many quotes and comments stand around the text.
    private let depth: Int
    /// Whether the text is a `\` command.
    private let isCommand: Bool
    private var mode = Mode.none
    private var ranges: [Range<Int>] = []
    /// Words in the statement so far, and the last two tokens of it.
    private var wordCount = 0
    private var last: Token?
    private var beforeLast: Token?
    private var verb = ""
    /// Comments where a password was expected; they hold it when nothing else follows.
    private var comments: [Range<Int>] = []

    /// The bytes of the secrets of a text, in order. Looks at every statement, and into quotes and comments.
    static func ranges(in bytes: [UInt8], grammar: SQLGrammar) -> [Range<Int>] {
        merged(scan(bytes, grammar).ranges + AddressSecrets.ranges(in: bytes))
    }

    /// - Returns: the ranges, and whether a password was still to come at the end.
    private static func scan(
        _ bytes: [UInt8],
        _ grammar: SQLGrammar,
        depth: Int = 0
    ) -> (ranges: [Range<Int>], isCutShort: Bool) {
        var scanner = SecretScanner(bytes: bytes, grammar, depth)
        var lexer = SQLLexer(grammar: grammar)
        var index = 0
        while let token = lexer.next(in: scanner.bytes, at: &index) {
            if token.isComment {
                scanner.takeComment(token)
            } else if token.kind != .whitespace {
                scanner.take(token)
            }
        }
        let isCutShort = scanner.expectsSecret
        scanner.end()
        return (scanner.ranges, isCutShort)
    }

    private init(bytes: [UInt8], _ grammar: SQLGrammar, _ depth: Int) {
        self.bytes = bytes
        self.grammar = grammar
        self.depth = depth
        isCommand = bytes.first { !SQLLexer.isWhitespace($0) } == UInt8(ascii: "\\")
    }

    /// Whether what follows is a password.
    private var expectsSecret: Bool {
        switch mode {
        case .createUser(isNameSeen: true), .alterUser(isNameSeen: true, isSetSeen: true), .assigned: true
        case .rest: ranges.last?.upperBound != last?.range.upperBound
        case .none, .createUser, .alterUser, .someUser, .value, .unquotedValue, .cutShort: false
        }
    }

    /// A statement that was made a comment keeps its password, and one may be given in a comment only.
    private mutating func takeComment(_ token: Token) {
        let content = (token.range.lowerBound + 2)..<max(token.range.upperBound, token.range.lowerBound + 2)
        lookInto(content, behind: token)
        if expectsSecret { comments.append(content) }
    }

    /// Looks for statements with a password in a comment or a quote: a mistake elsewhere may have opened it.
    private mutating func lookInto(_ content: Range<Int>, behind token: Token) {
        guard depth < 3, content.upperBound <= bytes.count, content.count > 8 else { return }
        let found = Self.scan(Array(bytes[content]), grammar, depth: depth + 1)
        ranges += found.ranges.map { ($0.lowerBound + content.lowerBound)..<($0.upperBound + content.lowerBound) }
        guard found.isCutShort, case .none = mode else { return }
        mode = .cutShort
        last = token
    }

    /// The statement is at its end.
    private mutating func end() {
        if expectsSecret { ranges += comments }
        mode = expectsSecret ? .cutShort : .none
        comments = []
        wordCount = 0
        verb = ""
        (last, beforeLast) = (nil, nil)
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
        if token.kind == .semicolon { return end() }
        // No statement begins with a literal: it is what another one lacks.
        if last == nil, token.isLiteral, depth == 0 { mode = .rest }
        if !follow(token) { begin(with: token) }
        (beforeLast, last) = (last, token)
        guard token.kind == .word else { return }
        if wordCount == 0 { verb = token.uppercased(in: bytes) }
        wordCount += 1
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
        case .cutShort: return followCut(token)
        }
        return true
    }

    /// Behind what was cut short: a literal, what is joined to it, or a word that begins no statement.
    private mutating func followCut(_ token: Token) -> Bool {
        let isJoined = last?.range.upperBound == token.range.lowerBound
        let beginsNothing =
            last == nil && token.kind == .word
            && !StatementVerb.isOne(token.uppercased(in: bytes))
        guard token.isLiteral || isJoined || beginsNothing else {
            mode = .none
            return false
        }
        hideRest(from: token)
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
        if isQuotedName, token.isSymbol(UInt8(ascii: ","), in: bytes), verb != "INSERT", verb != "SELECT" {
            mode = .assigned(isQuotedName: true)
            return true
        }
        mode = Self.links.contains(token.uppercased(in: bytes)) ? .someUser(words: 4) : .none
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
        case .singleQuoted, .doubleQuoted, .backQuoted: beginQuoted(token)
        case .whitespace, .lineComment, .blockComment, .semicolon, .symbol: break
        }
    }

    private mutating func beginQuoted(_ token: Token) {
        let start = token.range.lowerBound + 1
        let isClosed = token.range.count > 1 && bytes[token.range.upperBound - 1] == bytes[token.range.lowerBound]
        let content = start..<max(token.range.upperBound - (isClosed ? 1 : 0), start)
        let text = bytes[content]
        let isAttribute = text.count <= 512 && SecretWord.isAttributeOfSecret(text)
        if isAttribute, SecretWord.isAttributeWithValue(text) { return hide(token, joined: false) }
        let found = ranges.count
        if text.contains(where: SQLLexer.isWhitespace) { lookInto(content, behind: token) }
        if isAttribute, ranges.count == found, case .none = mode { mode = .value(isQuotedName: true) }
    }

    private mutating func beginWord(_ token: Token) {
        let word = bytes[token.range]
        if isLogin(token) {
            mode = .createUser(isNameSeen: false)
        } else if isUser(token) {
            beginUser(token)
        } else if SecretWord.createUser.matches(SecretWord.withoutUnderscores(word)) {
            mode = .createUser(isNameSeen: false)
        } else if SecretWord.alterUser.matches(SecretWord.withoutUnderscores(word)) {
            mode = .alterUser(isNameSeen: false, isSetSeen: false)
        } else if token.uppercased(in: bytes) == "BY", let last, SecretWord.identified.matches(bytes[last.range]) {
            mode = .rest
        } else if SecretWord.meansPassword(word)
            || (isCommand || word.count > 4) && SecretWord.isAttributeOfSecret(word)
        {
            let isSet = last.map { $0.kind == .word && $0.uppercased(in: bytes) == "SET" } ?? false
            mode = isSet || wordCount == 0 ? .rest : .value(isQuotedName: false)
        }
    }

    /// Words behind which a name and a password stand: of commands of other shells, `\password`, `CREATE ROLE` and the
    /// halves of `USER`.
    private func isLogin(_ token: Token) -> Bool {
        let word = token.uppercased(in: bytes)
        if wordCount == 0 {
            // `\password` takes a name only.
            return isCommand ? word == "PASSWORD" : ["LOGIN", "CONNECT", "PASSWD"].contains(word)
        }
        guard let last, last.kind == .word else { return false }
        if ["ROLE", "ACCOUNT", "LOGIN"].contains(word) { return SecretWord.create.matches(bytes[last.range]) }
        guard let beforeLast, beforeLast.kind == .word, last.uppercased(in: bytes) + word == "USER" else {
            return false
        }
        return SecretWord.create.matches(bytes[beforeLast.range])
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
        } else if token.range.count == 4, wordCount == 1, depth == 0,
            !StatementVerb.holdsNoPassword(last.uppercased(in: bytes))
        {
            // An unknown verb at the start: it may mean the same.
            mode = .createUser(isNameSeen: false)
        } else if token.uppercased(in: bytes) == "USER" {
            mode = .someUser(words: 4)
        }
    }

    private func isUser(_ token: Token) -> Bool {
        token.kind == .word && SecretWord.user.matches(bytes[token.range])
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

    /// Words between *password* and its value.
    private static let links: Set<String> = ["OF", "FOR", "TO", "WITH"]
    /// Words that make `USER` before them a column.
    private static let operators: Set<String> = [
        "LIKE", "IS", "IN", "NOT", "BETWEEN", "REGEXP", "AS", "FROM", "AND", "OR", "ORDER", "GROUP", "THEN", "WHERE",
        "STRING", "TEXT", "TAG", "ATTRIBUTE", "FIELD",
    ]
}
