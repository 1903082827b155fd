package import IoTDBWire

/// The statements of a dialect, as completion knows them: what may follow what.
///
/// Written as rules, `name: …` with lines that go on indented, where a word in capitals is a key word, a word in small
/// letters another rule, `'…'` a sign and `<…>` a ``CompletionPlace``; `[ ]` may be left out, `{
/// }` may be repeated or left out, `( | )` is a choice, and `~` stands before what is right but offered only once a
/// letter of it is typed.
package struct CompletionGrammar: Sendable {
    /// A part of a rule; numbers are places in ``nodes``.
    enum Node: Sendable {
        case keyword(String)
        case sign(UInt8)
        case place(CompletionPlace)
        case rule(String)
        case sequence([Int])
        case choice([Int])
        case optional(Int)
        case repeated(Int)
        case quiet(Int)
    }

    /// Every part of every rule.
    private(set) var nodes: [Node] = []
    private var rules: [String: Int] = [:]

    /// The grammar of a dialect.
    package static func of(_ dialect: SQLDialect) -> CompletionGrammar {
        switch dialect {
        case .tree: tree
        case .table: table
        }
    }

    /// Reads rules. What makes no sense in them matches nothing; ``unknownRules`` tells.
    init(_ texts: String...) {
        for text in texts {
            var paragraphs: [Substring] = []
            for line in text.split(separator: "\n") {
                if line.first == " ", let last = paragraphs.popLast() {
                    paragraphs.append(last + line)
                } else {
                    paragraphs.append(line)
                }
            }
            for paragraph in paragraphs {
                var reader = GrammarReader(paragraph)
                guard let name = reader.takeName() else { continue }
                rules[name] = choice(&reader)
            }
        }
    }

    /// Where a rule stands in ``nodes``; nil for one that does not exist.
    func rule(_ name: String) -> Int? { rules[name] }

    /// Rules that are used and do not exist or places that are none; for tests.
    package var unknownRules: [String] {
        nodes.compactMap { if case .rule(let name) = $0, rules[name] == nil { name } else { nil } }
    }

    private mutating func add(_ node: Node) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    private mutating func choice(_ reader: inout GrammarReader) -> Int {
        var parts = [sequence(&reader)]
        while reader.take("|") { parts.append(sequence(&reader)) }
        return parts.count == 1 ? parts[0] : add(.choice(parts))
    }

    private mutating func sequence(_ reader: inout GrammarReader) -> Int {
        var parts: [Int] = []
        while let part = part(&reader) { parts.append(part) }
        return parts.count == 1 ? parts[0] : add(.sequence(parts))
    }

    private mutating func part(_ reader: inout GrammarReader) -> Int? {
        guard let word = reader.next, !["|", ")", "]", "}"].contains(word) else { return nil }
        _ = reader.take(word)
        switch word {
        case "(": return inside(&reader, ")")
        case "[": return add(.optional(inside(&reader, "]")))
        case "{": return add(.repeated(inside(&reader, "}")))
        case "~": return part(&reader).map { add(.quiet($0)) }
        case _: return add(GrammarReader.leaf(word))
        }
    }

    private mutating func inside(_ reader: inout GrammarReader, _ end: String) -> Int {
        let content = choice(&reader)
        _ = reader.take(end)
        return content
    }
}

/// The words of one rule.
private struct GrammarReader {
    private var words: ArraySlice<Substring>

    init(_ text: Substring) { words = text.split(separator: " ")[...] }

    var next: String? { words.first.map(String.init) }

    /// `name:`
    mutating func takeName() -> String? {
        guard let word = words.popFirst(), word.hasSuffix(":") else { return nil }
        return String(word.dropLast())
    }

    mutating func take(_ word: String) -> Bool {
        guard words.first.map({ $0 == word }) ?? false else { return false }
        words.removeFirst()
        return true
    }

    static func leaf(_ word: String) -> CompletionGrammar.Node {
        let inner = word.dropFirst().dropLast()
        if word.hasPrefix("'"), let sign = inner.utf8.first { return .sign(sign) }
        if word.hasPrefix("<") { return CompletionPlace(rawValue: String(inner)).map { .place($0) } ?? .rule(word) }
        return word == word.uppercased() ? .keyword(word) : .rule(word)
    }
}
