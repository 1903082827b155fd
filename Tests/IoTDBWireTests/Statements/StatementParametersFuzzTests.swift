import IoTDBTesting
import IoTDBWire
import Testing

/// What a value has to be in the rendered text: one token, or a number with its sign.
func expectedTokens(_ parameter: SQLParameter, _ dialect: SQLDialect) -> [ReferenceLexer.Token] {
    func number(_ text: String) -> [ReferenceLexer.Token] {
        guard text.hasPrefix("-") else { return [.word(text)] }
        let digits: [ReferenceLexer.Token] = [.symbol("-"), .word(String(text.dropFirst()))]
        return dialect == .table ? [.symbol("(")] + digits + [.symbol(")")] : digits
    }
    switch parameter {
    case .identifier(let name): return [.name(name)]
    case .list(let elements):
        let tokens = elements.map { expectedTokens($0, dialect) }
        return [.symbol("(")] + Array(tokens.joined(separator: [.symbol(",")])) + [.symbol(")")]
    case .timestamp(let timestamp): return number("\((try? timestamp.count(in: .milliseconds)) ?? 0)")
    case .path, .raw: preconditionFailure("no single token, and not generated")
    case .value(.null): return [.word("NULL")]
    case .value(.text(let text)), .value(.string(let text)): return [.string(text)]
    case .value(.date(let date)): return [.string(Value.date(date).description)]
    case .value(.blob(let bytes)): return [.blob(bytes.hex)]
    case .value(.boolean(let value)): return [.word("\(value)")]
    case .value(let value): return number(value.description)
    }
}

@Suite struct StatementParametersFuzzTests {
    private static let fragments = [
        "select", "s1", "root.db", "'it''s ? :a'", "''", "\"x ? :a\"", "\"\"", "`y ? :b`", "1", "1.5", "1e-7",
        "08:00:00", "::", "a:b", "-",
        "/", "*", "(", ")", ",", ".", "=", "<", "温度", "X", "x", "+", ";", "\\", "%", "'", "\"", "- -",
    ]
    private static let tableFragments = fragments + ["-- ? :a '\n", "/* ? :a ' */", "--", "/*"]
    private static let markers = [["?"], [":a", ":b2", ":_c"]]

    /// 10 × 2 000 statements, or as many as `IOTDB_FUZZ_STATEMENTS` says.
    @Test(arguments: 0..<10 as Range<UInt64>) func everyValueIsExactlyOneToken(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var substituted = 0
        for _ in 0..<(FuzzCount.statements / 10) {
            substituted += try Self.checkOne(using: &generator)
        }
        #expect(substituted > FuzzCount.statements / 13)
    }

    /// Renders one random statement and compares token by token; answers how many values were put in.
    private static func checkOne(using generator: inout SeededGenerator) throws -> Int {
        let dialect: SQLDialect = Bool.random(using: &generator) ? .tree : .table
        let named = Bool.random(using: &generator)
        let statement = statement(dialect, markers[named ? 1 : 0], using: &generator)
        guard let template = ReferenceLexer.tokens(statement, dialect, findsParameters: true) else {
            #expect(throws: IoTDBError(.invalidArgument, "")) {
                try StatementParameters([]).render(statement, dialect: dialect)
            }
            return 0
        }
        var positional: [SQLParameter] = []
        var byName: [String: SQLParameter] = [:]
        for token in template {
            switch token {
            case .positional: positional.append(parameter(using: &generator))
            case .named(let name) where byName[name] == nil: byName[name] = parameter(using: &generator)
            default: break
            }
        }
        let parameters = !byName.isEmpty ? StatementParameters(named: byName) : StatementParameters(positional)
        guard positional.isEmpty || byName.isEmpty else {
            // A stray quote fragment laid open the marks of another kind.
            #expect(throws: IoTDBError(.invalidArgument, "")) { try parameters.render(statement, dialect: dialect) }
            return 0
        }
        let rendered = try parameters.render(statement, dialect: dialect)
        var values = positional.makeIterator()
        let expected = template.flatMap { token in
            switch token {
            case .positional: values.next().map { expectedTokens($0, dialect) } ?? []
            case .named(let name): byName[name].map { expectedTokens($0, dialect) } ?? []
            default: [token]
            }
        }
        if ReferenceLexer.tokens(rendered, dialect) != expected {
            Issue.record("\(dialect): \(statement) became \(rendered)")
        }
        return positional.count + byName.count
    }

    private static func statement(
        _ dialect: SQLDialect,
        _ markers: [String],
        using generator: inout SeededGenerator
    ) -> String {
        let choices = dialect == .table ? tableFragments : fragments
        var text = ""
        for _ in 0..<Int.random(in: 1...7, using: &generator) {
            let isMarker = Int.random(in: 0..<3, using: &generator) == 0
            text += (isMarker ? markers : choices).randomElement(using: &generator) ?? ""
            if Int.random(in: 0..<3, using: &generator) == 0 { text += " " }
        }
        return text
    }

    private static func parameter(using generator: inout SeededGenerator) -> SQLParameter {
        let types = RandomTablet.types
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return nil
        case 1: return .identifier("n" + RandomTablet.text(using: &generator))
        case 2, 3: return .value(.string(RandomTablet.text(using: &generator)))
        case 4: return .value(.int64(-Int64.random(in: 0..<1_000, using: &generator)))
        default:
            return .value(
                RandomTablet.value(types[Int.random(in: 0..<types.count, using: &generator)], using: &generator)
            )
        }
    }
}
