/// A part of a statement as a reader of help sees it: made from the rules of completion, so that the two cannot differ.
indirect enum StatementSyntax: Sendable, Equatable {
    /// A key word.
    case keyword(String)
    /// A sign of the statement.
    case sign(String)
    /// What the writer puts there.
    case place(CompletionPlace)
    /// Another rule.
    case rule(String)
    /// One behind the other.
    case sequence([StatementSyntax])
    /// One of them.
    case choice([StatementSyntax])
    /// It, or nothing.
    case optional(StatementSyntax)
    /// It any number of times, or nothing.
    case repeated(StatementSyntax)

    /// Nothing.
    static let empty = StatementSyntax.sequence([])

    /// Whether it is one key word.
    var isKeyword: Bool { if case .keyword = self { true } else { false } }

    /// Whether nothing may stand for it; a rule always takes something.
    private var mayBeEmpty: Bool {
        switch self {
        case .optional, .repeated: true
        case .sequence(let parts): parts.allSatisfy(\.mayBeEmpty)
        case .choice(let parts): parts.contains(where: \.mayBeEmpty)
        case .keyword, .sign, .place, .rule: false
        }
    }

    /// The parts one behind the other, without sequences inside.
    static func joined(_ parts: [StatementSyntax]) -> StatementSyntax {
        let flat = parts.flatMap { part -> [StatementSyntax] in
            if case .sequence(let inner) = part { return inner }
            return [part]
        }
        return flat.count == 1 ? flat[0] : .sequence(flat)
    }

    /// What is left of it behind a key word, once for each way in which the word can come first.
    ///
    /// What may be left out before the word is kept in front of it: `[ DATA | SCHEMA ] REGIONS` begins with `REGIONS`.
    func ways(through word: String, _ grammar: CompletionGrammar) -> [StatementWay] {
        switch self {
        case .keyword(word): return [StatementWay(taken: [self], rest: .empty)]
        case .keyword, .sign, .place: return []
        case .rule(let name): return grammar.syntax(of: name)?.ways(through: word, grammar) ?? []
        case .choice(let parts): return parts.flatMap { $0.ways(through: word, grammar) }
        case .optional(let part): return part.ways(through: word, grammar)
        case .repeated(let part):
            return part.ways(through: word, grammar).map {
                StatementWay(taken: $0.taken, rest: Self.joined([$0.rest, self]))
            }
        case .sequence(let parts): return Self.ways(through: word, of: parts, grammar)
        }
    }

    private static func ways(
        through word: String,
        of parts: [StatementSyntax],
        _ grammar: CompletionGrammar
    ) -> [StatementWay] {
        var ways: [StatementWay] = []
        for (index, part) in parts.enumerated() {
            ways += part.ways(through: word, grammar).map {
                StatementWay(
                    taken: parts[..<index] + $0.taken,
                    rest: joined([$0.rest] + parts[(index + 1)...])
                )
            }
            guard part.mayBeEmpty else { break }
        }
        return ways
    }

    /// The rules that it names.
    var rules: [String] {
        switch self {
        case .rule(let name): [name]
        case .sequence(let parts), .choice(let parts): parts.flatMap(\.rules)
        case .optional(let part), .repeated(let part): part.rules
        case .keyword, .sign, .place: []
        }
    }

    /// The same with other parts in place of rules; nil keeps a rule.
    func replacingRules(_ replacement: (String) -> StatementSyntax?) -> StatementSyntax {
        switch self {
        case .rule(let name): replacement(name) ?? self
        case .sequence(let parts): Self.joined(parts.map { $0.replacingRules(replacement) })
        case .choice(let parts): .choice(parts.map { $0.replacingRules(replacement) })
        case .optional(let part): .optional(part.replacingRules(replacement))
        case .repeated(let part): .repeated(part.replacingRules(replacement))
        case .keyword, .sign, .place: self
        }
    }
}

/// A way into a statement by its first words.
struct StatementWay: Sendable, Equatable {
    /// The words, and what may stand between them.
    var taken: [StatementSyntax]
    /// What follows.
    var rest: StatementSyntax

    /// The whole statement.
    var syntax: StatementSyntax { StatementSyntax.joined(taken + [rest]) }
}

extension CompletionGrammar {
    /// A rule as a reader sees it; nil for one that does not exist.
    func syntax(of name: String) -> StatementSyntax? { rule(name).map(syntax) }

    /// The ways into a statement that begins with these words.
    func ways(through words: [String]) -> [StatementWay] {
        words.reduce([StatementWay(taken: [], rest: .rule("statement"))]) { ways, word in
            ways.flatMap { way in
                way.rest.ways(through: word, self).map { StatementWay(taken: way.taken + $0.taken, rest: $0.rest) }
            }
        }
    }

    private func syntax(_ node: Int) -> StatementSyntax {
        switch nodes[node] {
        case .keyword(let word): .keyword(word)
        case .sign(let byte): .sign(String(UnicodeScalar(byte)))
        case .place(let place): .place(place)
        case .rule(let name): .rule(name)
        case .sequence(let parts): .joined(parts.map(syntax))
        case .choice(let parts): .choice(parts.map(syntax))
        case .optional(let part): .optional(syntax(part))
        case .repeated(let part): .repeated(syntax(part))
        case .quiet(let part): syntax(part)
        }
    }
}
