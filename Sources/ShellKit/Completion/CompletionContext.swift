package import IoTDBWire
import SQLText

/// What may stand at the cursor.
///
/// Pure: made from the text before the cursor alone.
package struct CompletionContext: Sendable, Equatable {
    /// What may stand there.
    package enum Kind: Sendable, Equatable {
        /// The first word of a statement.
        case firstKeyword
        /// A word behind the first one of a statement, given in upper case.
        case keyword(after: String)
        /// A key word, function or name inside a statement.
        case any
        /// A path or qualified name: it holds a dot or a back quote, and only names can complete it.
        case path
        /// The name of a `\` command.
        case metaCommandName
        /// An argument of a `\` command; `index` counts from 0.
        case metaCommandArgument(command: String, index: Int)
        /// Nothing: the cursor is in a literal or comment, or behind a number.
        case nothing
    }

    /// What may stand at the cursor.
    package let kind: Kind
    /// What is typed of it: the end of the text, which a candidate replaces.
    package let prefix: String
    /// The dialect of the statement.
    package let dialect: SQLDialect
    /// The statement in front of the prefix.
    private let before: String

    /// Reads the text before the cursor, from the start of the statement or of the lines before it. Linear.
    package init(textBeforeCursor text: String, dialect: SQLDialect) {
        self.dialect = dialect
        let statement = OpenStatement(text, dialect)
        if statement.isMetaCommand {
            (kind, prefix) = Self.metaCommand(statement.rest)
        } else {
            (kind, prefix) = statement.kindAndPrefix
        }
        before = String(Substring(statement.rest.unicodeScalars.dropLast(prefix.unicodeScalars.count)))
    }

    /// Whether a database, a table or a path is all that makes sense here.
    var wantsName: Bool {
        switch kind {
        case .keyword(let first): dialect == .table && ["USE", "DESC", "DESCRIBE", "UPDATE"].contains(first)
        case .any: ["FROM", "JOIN", "INTO"].contains(lastWord) || dialect == .table && lastWord == "TABLE"
        case .firstKeyword, .path, .metaCommandName, .metaCommandArgument, .nothing: false
        }
    }

    /// The last word before the prefix, in upper case; empty where something else stands there.
    private var lastWord: String {
        let bytes = Array(before.utf8)
        return SQLLexer.tokens(of: bytes, grammar: dialect.grammar).last?.uppercased(in: bytes) ?? ""
    }

    /// The names and paths that stand behind one of these words, or behind a comma there, without wildcards.
    func names(behind words: Set<String>) -> [String] {
        let bytes = Array(before.utf8)
        var (names, start): ([String], Int?) = ([], nil)
        var (expectsName, end) = (false, 0)
        let last = Token(kind: .semicolon, range: bytes.count..<bytes.count)
        for token in SQLLexer.tokens(of: bytes, grammar: dialect.grammar) + [last] {
            let isPart = token.isPartOfName(in: bytes) || token.kind == .doubleQuoted
            if let first = start, !isPart || token.range.lowerBound != end {
                names.append(String(decoding: bytes[first..<end], as: UTF8.self))
                start = nil
                expectsName = bytes[token.range].first == UInt8(ascii: ",")
            } else if expectsName, isPart, start == nil {
                start = token.range.lowerBound
            }
            if start == nil, words.contains(token.uppercased(in: bytes)) { expectsName = true }
            end = token.range.upperBound
        }
        return names
    }

    private static func metaCommand(_ line: String) -> (Kind, String) {
        let words = line.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
        guard words.count > 1, let last = words.last else { return (.metaCommandName, line) }
        let before = words.dropFirst().dropLast().filter { !$0.isEmpty }
        return (.metaCommandArgument(command: String(words[0].dropFirst()), index: before.count), String(last))
    }
}

/// The statement the cursor is in.
private struct OpenStatement {
    private let bytes: [UInt8]
    private let lexer: SQLLexer
    /// The tokens since the last `;` or from the last `\` on, with those of the white space between them.
    private let tokens: [Token]

    init(_ text: String, _ dialect: SQLDialect) {
        bytes = Array(text.utf8)
        var lexer = SQLLexer(grammar: dialect.grammar)
        var tokens: [Token] = []
        var index = 0
        while let token = lexer.next(in: bytes, at: &index) {
            let isCommand = token.kind == .symbol && bytes[token.range.lowerBound] == UInt8(ascii: "\\")
            if token.kind == .semicolon || isCommand { tokens = [] }
            if token.kind != .semicolon { tokens.append(token) }
        }
        self.lexer = lexer
        self.tokens = tokens
    }

    /// Whether the statement is a `\` command.
    var isMetaCommand: Bool {
        guard let first = tokens.first(where: { !$0.isBlank }) else { return false }
        return first.kind == .symbol && bytes[first.range.lowerBound] == UInt8(ascii: "\\")
    }

    /// The statement without blanks before it.
    var rest: String {
        let start = tokens.first { !$0.isBlank }?.range.lowerBound ?? bytes.count
        return String(decoding: bytes[start...], as: UTF8.self)
    }

    var kindAndPrefix: (CompletionContext.Kind, String) {
        guard lexer.state == .normal || lexer.state == .backQuote else { return (.nothing, "") }
        if let last = tokens.last, isClosedText(last) { return (.nothing, "") }
        let tail = tokens.suffix(while: { $0.isPartOfName(in: bytes) })
        let prefix = String(decoding: bytes[(tail.first?.range.lowerBound ?? bytes.count)...], as: UTF8.self)
        if tail.contains(where: { $0.kind != .word }) { return (.path, prefix) }
        if let digit = prefix.utf8.first, (0x30...0x39).contains(digit) { return (.nothing, prefix) }
        return (kind(behind: tokens.dropLast(tail.count).filter { !$0.isBlank }), prefix)
    }

    private func kind(behind words: [Token]) -> CompletionContext.Kind {
        guard let first = words.first else { return .firstKeyword }
        return words.count == 1 ? .keyword(after: first.uppercased(in: bytes)) : .any
    }

    /// A finished literal or an open line comment: nothing can be typed on.
    private func isClosedText(_ token: Token) -> Bool {
        token.kind == .singleQuoted || token.kind == .doubleQuoted || token.kind == .lineComment
    }
}

extension Token {
    /// Whether the token is a word, a dot or a back-quoted name.
    fileprivate func isPartOfName(in bytes: [UInt8]) -> Bool {
        switch kind {
        case .word, .backQuoted: true
        case .symbol: bytes[range.lowerBound] == UInt8(ascii: ".")
        case .whitespace, .lineComment, .blockComment, .singleQuoted, .doubleQuoted, .semicolon: false
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
