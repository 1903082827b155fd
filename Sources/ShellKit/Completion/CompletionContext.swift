package import IoTDBWire
import SQLText

/// What may stand at the cursor.
///
/// Pure: made from the statement before and behind the cursor alone.
package struct CompletionContext: Sendable, Equatable {
    /// What may stand there.
    package enum Kind: Sendable, Equatable {
        /// Nothing: the cursor is in a literal or comment, or behind a number.
        case nothing
        /// The name of a `\` command.
        case commandName
        /// An argument of a `\` command, behind the words given.
        case argument(command: String, words: [String])
        /// The value of a setting of the official shell, as in `set time_zone=`.
        case legacyValue(name: String)
        /// A variable.
        case variable
        /// A part of a statement.
        case statement
    }

    /// What may stand there.
    package let kind: Kind
    /// What is typed of it: the end of the text before the cursor, which a candidate replaces. Of a path the last
    /// level.
    package let prefix: String
    /// The levels before the prefix, without quotes.
    package let parents: [String]
    /// What may follow the words before it.
    package let expected: ExpectedWords
    /// The tables and paths that the statement names.
    package let sources: [StatementSource]
    /// The dialect of the statement.
    package let dialect: SQLDialect
    /// Whether key words are typed in small letters.
    package let isLowerCase: Bool
    /// Whether a name stands there as the argument of a command, which takes no key words.
    package let isArgument: Bool
    /// The units before the prefix.
    let units: [StatementUnit]

    /// Reads the text around the cursor, from the start of the statement or of the lines before it on.
    package init(textBeforeCursor before: String, textAfterCursor after: String = "", dialect: SQLDialect) {
        let statement = OpenStatement(before, after, dialect)
        if case (.argument(let command, let words), let prefix) = statement.kindAndPrefix,
            let inner = Self.inner(command, words, prefix, statement.commandLine, dialect)
        {
            self.init(OpenStatement(inner.text, "", dialect), dialect, isArgument: inner.isArgument)
        } else {
            self.init(statement, dialect, isArgument: false)
        }
    }

    private init(_ statement: OpenStatement, _ dialect: SQLDialect, isArgument: Bool) {
        self.dialect = dialect
        var (kind, prefix) = statement.kindAndPrefix
        self.isArgument = isArgument
        if case .statement = kind, let value = Self.legacyValue(statement.text) {
            (kind, prefix) = (.legacyValue(name: value.name), value.prefix)
        }
        self.kind = kind
        self.prefix = prefix
        guard case .statement = kind else {
            (parents, expected, sources, units, isLowerCase) = ([], ExpectedWords(), [], [], true)
            return
        }
        parents = statement.parents
        units = statement.unitsBefore
        sources = statement.sources
        let expected = ExpectedWords.behind(units, dialect)
        self.expected = expected
        let hasLetter = prefix.contains { $0.isLetter }
        let shown = hasLetter ? prefix : statement.lastWord
        isLowerCase = shown == shown.lowercased() && shown.contains { $0.isLetter }
    }

    /// What is typed of the name, without its quotes.
    package var typedName: String {
        isQuoted ? SQLQuoting.unquoted(Array(prefix.utf8)) : prefix
    }

    /// Whether the name is typed in quotes.
    package var isQuoted: Bool {
        guard case .statement = kind else { return false }
        return prefix.utf8.first.map { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "\"") } ?? false
    }

    /// What may follow the words before the prefix and this one.
    func expected(behind word: String) -> ExpectedWords {
        let bytes = Array(word.utf8)
        let more = StatementUnit.units(
            of: SQLLexer.tokens(of: bytes, grammar: dialect.grammar),
            in: bytes,
            dialect: dialect
        )
        return ExpectedWords.behind(units + more, dialect)
    }

    /// The statement whose end stands for what a command takes there: a statement, or a name as statements have it.
    private static func inner(
        _ name: String,
        _ words: [String],
        _ prefix: String,
        _ line: String,
        _ dialect: SQLDialect
    ) -> (text: String, isArgument: Bool)? {
        guard let command = try? MetaCommandRegistry.find(name), !prefix.hasPrefix(":"),
            let spec = ArgumentCompletion.spec(of: command, at: words.count)
        else { return nil }
        switch (spec.kind, dialect) {
        case (.query, _):
            let explain = command.name == "explain" ? "EXPLAIN " : ""
            return (explain + rest(of: line, behind: command.arguments.firstIndex(of: spec) ?? 0), false)
        case (.path, .tree): return ("SHOW TIMESERIES " + prefix, true)
        case (.database, .tree): return ("DROP DATABASE " + prefix, true)
        case (.path, .table): return ("DESC " + prefix, true)
        case (.user, _): return ("DROP USER " + prefix, true)
        case (.role, _): return ("DROP ROLE " + prefix, true)
        case _: return nil
        }
    }

    /// What stands behind the name of a command and so many arguments.
    private static func rest(of line: String, behind count: Int) -> String {
        var rest = line[...]
        for _ in 0...count { rest = rest.drop { !$0.isWhitespace }.drop(while: \.isWhitespace) }
        return String(rest)
    }

    /// `set NAME=VALUE` of the official shell.
    private static func legacyValue(_ text: String) -> (name: String, prefix: String)? {
        let text = text.trimmingBlanks()
        guard text.lowercased().hasPrefix("set "), let equals = text.firstIndex(of: "=") else { return nil }
        let name = text[text.index(text.startIndex, offsetBy: 4)..<equals].trimmingBlanks()
        guard SettingTable.legacy(String(name)) != nil else { return nil }
        return (String(name), String(text[equals...].dropFirst()))
    }
}

/// The statement the cursor is in.
private struct OpenStatement {
    private let bytes: [UInt8]
    private let dialect: SQLDialect
    private let state: SQLLexer.State
    /// The tokens from the start of the statement or the last `\` to the cursor.
    private let tokens: [Token]
    /// What is typed of a name, level by level.
    private let touched: [Token]
    let unitsBefore: [StatementUnit]
    let sources: [StatementSource]

    init(_ before: String, _ after: String, _ dialect: SQLDialect) {
        self.dialect = dialect
        bytes = Array(before.utf8)
        var lexer = SQLLexer(grammar: dialect.grammar)
        var tokens: [Token] = []
        var index = 0
        while let token = lexer.next(in: bytes, at: &index) {
            let isCommand = token.kind == .symbol && bytes[token.range.lowerBound] == UInt8(ascii: "\\")
            if token.kind == .semicolon || isCommand { tokens = [] }
            if token.kind != .semicolon { tokens.append(token) }
        }
        self.tokens = tokens
        state = lexer.state
        let bytes = self.bytes
        let touched = tokens.suffix { $0.isPartOfName(in: bytes, dialect) }
        self.touched = Array(touched)
        unitsBefore = StatementUnit.units(of: Array(tokens.dropLast(touched.count)), in: bytes, dialect: dialect)
        let isInName = state == (dialect == .tree ? .backQuote : .doubleQuote)
        let start = tokens.first?.range.lowerBound ?? bytes.count
        sources = Self.sources(start, bytes, after, dialect, isInName: isInName)
    }

    /// Looks behind the cursor, too, to the end of the statement.
    private static func sources(
        _ start: Int,
        _ before: [UInt8],
        _ after: String,
        _ dialect: SQLDialect,
        isInName: Bool
    ) -> [StatementSource] {
        // A name whose quote is open ends at the cursor.
        let quote: [UInt8] = isInName ? Array((dialect == .tree ? "`" : "\"").utf8) : []
        let whole = Array(before[start...]) + quote + Array(after.utf8)
        var tokens: [Token] = []
        var lexer = SQLLexer(grammar: dialect.grammar)
        var index = 0
        while let token = lexer.next(in: whole, at: &index) {
            if token.kind == .semicolon { break }
            tokens.append(token)
        }
        let units = StatementUnit.units(of: tokens, in: whole, dialect: dialect)
        return StatementScope.sources(units, cursor: before.count - start, dialect)
    }

    /// The text from the start of the statement on.
    var text: String { String(decoding: bytes[(tokens.first?.range.lowerBound ?? bytes.count)...], as: UTF8.self) }

    /// The `\` command without its backslash.
    var commandLine: String {
        let start = tokens.first { !$0.isBlank }?.range.lowerBound ?? bytes.count
        return String(decoding: bytes[start...].dropFirst(), as: UTF8.self)
    }

    private var isCommand: Bool {
        guard let first = tokens.first(where: { !$0.isBlank }) else { return false }
        return first.kind == .symbol && bytes[first.range.lowerBound] == UInt8(ascii: "\\")
    }

    var kindAndPrefix: (CompletionContext.Kind, String) {
        if isCommand { return Self.command(commandLine) }
        guard state == .normal || state == nameQuote else { return (.nothing, "") }
        if let last = tokens.last, isClosedText(last) { return (.nothing, "") }
        let prefix = String(decoding: bytes[prefixStart...], as: UTF8.self)
        if prefix.utf8.first == UInt8(ascii: ":"), touched.count == 1 { return (.variable, prefix) }
        if let digit = touched.first.map({ bytes[$0.range.lowerBound] }), (0x30...0x39).contains(digit) {
            return (.nothing, prefix)
        }
        return (.statement, prefix)
    }

    /// What is open while a quoted name is typed.
    private var nameQuote: SQLLexer.State { dialect == .tree ? .backQuote : .doubleQuote }

    /// A finished literal or quoted name, or an open line comment: nothing can be typed on.
    private func isClosedText(_ token: Token) -> Bool {
        switch token.kind {
        case .singleQuoted, .lineComment: true
        case .doubleQuoted, .backQuoted: state == .normal
        case .whitespace, .blockComment, .word, .semicolon, .symbol: false
        }
    }

    private var lastDot: Int? { touched.lastIndex { $0.kind == .symbol } }

    private var prefixStart: Int {
        if let lastDot { return touched[lastDot].range.upperBound }
        return touched.first?.range.lowerBound ?? bytes.count
    }

    var parents: [String] {
        guard let lastDot else { return [] }
        let before = Array(touched[..<lastDot])
        return StatementUnit.units(of: before, in: bytes, dialect: dialect).first?.levels ?? []
    }

    /// The last word before the prefix.
    var lastWord: String {
        let end = touched.first?.range.lowerBound ?? bytes.count
        guard let word = unitsBefore.last(where: { $0.kind == .name && !$0.word.isEmpty && $0.range.upperBound <= end })
        else { return "" }
        return String(decoding: bytes[word.range], as: UTF8.self)
    }

    /// Words between blanks; those in quotes keep theirs.
    private static func command(_ line: String) -> (CompletionContext.Kind, String) {
        var (words, word, isQuoted): ([String], String, Bool) = ([], "", false)
        var isBetween = false
        for character in line.unicodeScalars {
            if character == "'" { isQuoted.toggle() }
            if character.properties.isWhitespace, !isQuoted {
                if !isBetween { words.append(word) }
                (word, isBetween) = ("", true)
            } else {
                word.unicodeScalars.append(character)
                isBetween = false
            }
        }
        guard let name = words.first else { return (.commandName, "\\" + word) }
        return (.argument(command: name, words: Array(words.dropFirst())), word)
    }
}

extension Token {
    /// Whether the token is a word, a dot, a star of a path or a quoted name.
    fileprivate func isPartOfName(in bytes: [UInt8], _ dialect: SQLDialect) -> Bool {
        switch kind {
        case .word: true
        case .backQuoted: dialect == .tree
        case .doubleQuoted: dialect == .table
        case .symbol: bytes[range.lowerBound] == UInt8(ascii: ".")
        case .whitespace, .lineComment, .blockComment, .singleQuoted, .semicolon: false
        }
    }
}

extension Array {
    /// The longest end of the array whose elements all satisfy `holds`.
    fileprivate func suffix(while holds: (Element) -> Bool) -> ArraySlice<Element> {
        var start = endIndex
        while start > startIndex, holds(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
