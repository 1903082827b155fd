import IoTDBWire

/// What may stand behind some units of a statement.
package struct ExpectedWords: Sendable, Equatable {
    /// Key words, and whether they are offered only once a letter is typed.
    package internal(set) var keywords: [String: Bool] = [:]
    /// Other things, likewise.
    package internal(set) var places: [CompletionPlace: Bool] = [:]
    /// Signs.
    package internal(set) var signs: Set<UInt8> = []
    /// Whether the statement may end there.
    package internal(set) var mayEnd = false

    /// Whether nothing may stand there: the units make no statement that is known.
    package var isEmpty: Bool { keywords.isEmpty && places.isEmpty && signs.isEmpty && !mayEnd }

    /// The only sign that can stand there, where nothing else can.
    var onlySign: UInt8? {
        keywords.isEmpty && places.isEmpty && !mayEnd && signs.count == 1 ? signs.first : nil
    }

    /// What follows the units.
    static func behind(_ units: [StatementUnit], _ dialect: SQLDialect) -> ExpectedWords {
        var matcher = GrammarMatcher(units, dialect)
        return matcher.expected()
    }
}

/// Matches units with the rules of a grammar and notes what they would take at the end.
///
/// Each part of a rule is tried at each place once, so that the work is bounded however ambiguous the rules are.
private struct GrammarMatcher {
    private struct Attempt: Hashable {
        let node: Int
        let position: Int
        let isQuiet: Bool
    }

    /// Longer statements are data; nobody completes those.
    private static let unitLimit = 2000
    private let grammar: CompletionGrammar
    private let reserved: Set<String>
    private let units: [StatementUnit]
    private var ends: [Attempt: Set<Int>] = [:]
    private var words = ExpectedWords()

    init(_ units: [StatementUnit], _ dialect: SQLDialect) {
        grammar = CompletionGrammar.of(dialect)
        reserved = ReservedWords.of(dialect)
        self.units = units
    }

    mutating func expected() -> ExpectedWords {
        guard units.count <= Self.unitLimit, let start = grammar.rule("statement") else { return words }
        words.mayEnd = match(start, 0, isQuiet: false).contains(units.count)
        return words
    }

    /// Where the part can end that begins at a position.
    private mutating func match(_ node: Int, _ position: Int, isQuiet: Bool) -> Set<Int> {
        let attempt = Attempt(node: node, position: position, isQuiet: isQuiet)
        if let known = ends[attempt] { return known }
        // A rule that comes to itself without taking a unit matches nothing.
        ends[attempt] = []
        let found = matchAnew(node, position, isQuiet)
        ends[attempt] = found
        return found
    }

    private mutating func matchAnew(_ node: Int, _ position: Int, _ isQuiet: Bool) -> Set<Int> {
        switch grammar.nodes[node] {
        case .keyword(let word):
            return take(position, isQuiet) { $0.keywords.note(word, isQuiet) } ?? one(position) { $0.word == word }
        case .sign(let byte):
            return take(position, isQuiet) { $0.signs.insert(byte) } ?? one(position) { $0.kind == .sign(byte) }
        case .place(let place):
            return take(position, isQuiet) { $0.places.note(place, isQuiet) } ?? one(position) { fits($0, place) }
        case .rule(let name): return grammar.rule(name).map { match($0, position, isQuiet: isQuiet) } ?? []
        case .quiet(let inner): return match(inner, position, isQuiet: true)
        case .optional(let inner): return match(inner, position, isQuiet: isQuiet).union([position])
        case .choice(let inner):
            return inner.reduce(into: []) { $0.formUnion(match($1, position, isQuiet: isQuiet)) }
        case .sequence(let inner):
            var positions: Set = [position]
            for part in inner {
                positions = positions.reduce(into: []) { $0.formUnion(match(part, $1, isQuiet: isQuiet)) }
            }
            return positions
        case .repeated(let inner):
            var (reached, fresh): (Set<Int>, [Int]) = ([position], [position])
            while let next = fresh.popLast() {
                for end in match(inner, next, isQuiet: isQuiet) where reached.insert(end).inserted { fresh.append(end) }
            }
            return reached
        }
    }

    /// At the end of the units: notes what would be taken; nil elsewhere.
    private mutating func take(
        _ position: Int,
        _ isQuiet: Bool,
        _ note: (inout ExpectedWords) -> Void
    ) -> Set<Int>? {
        guard position == units.count else { return nil }
        note(&words)
        return []
    }

    private func one(_ position: Int, _ fits: (StatementUnit) -> Bool) -> Set<Int> {
        fits(units[position]) ? [position + 1] : []
    }

    private func fits(_ unit: StatementUnit, _ place: CompletionPlace) -> Bool {
        if unit.isVariable { return true }
        switch place {
        case .number: return unit.kind == .number
        case .string, .query: return unit.kind == .string
        case .sign:
            guard case .sign(let byte) = unit.kind else { return false }
            return "<>=!+-*/%|&".utf8.contains(byte)
        case .new: return unit.kind == .string || unit.kind == .name && !reserved.contains(unit.word)
        case .type: return DataTypeWords.all.contains(unit.word)
        case .function: return unit.kind == .name && unit.levels.count == 1 && !reserved.contains(unit.word)
        case _: return unit.kind == .name && !reserved.contains(unit.word)
        }
    }
}

extension Dictionary where Value == Bool {
    /// What is offered at once in one way is offered at once.
    fileprivate mutating func note(_ key: Key, _ isQuiet: Bool) { self[key] = (self[key] ?? true) && isQuiet }
}
