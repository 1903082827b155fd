import IoTDBTesting
import IoTDBWire
import SQLText
import Testing

@Suite struct VariableExpanderTests {
    private static let values = [
        "n": "5", "t": "it's", "w": "a b", "e": "", "z": "a\0b", "neg": "-1", "温": "hot", "all": ":n",
    ]

    private func expand(_ text: String, _ grammar: SQLGrammar = .tree) throws -> String {
        try VariableExpander(grammar: grammar).expand(text) { Self.values[$0] }
    }

    @Test(arguments: [
        ("limit :n", "limit 5"), ("x=:'t'", "x='it''s'"), ("from :\"w\"", "from `a b`"),
        ("root.:\"w\".s", "root.`a b`.s"),
        ("limit :missing", "limit :missing"), (":'missing'", ":'missing'"), ("':n'", "':n'"), ("\":n\"", "\":n\""),
        ("`:n`", "`:n`"), ("/* :n */ :n", "/* :n */ 5"), ("08:00:00", "08:00:00"),
        ("2024-01-01T08:00:00+08:00", "2024-01-01T08:00:00+08:00"),
        ("a::n", "a::n"), (":n:n", "55"), (":温", "hot"), (":all", ":n"), ("", ""), (":", ":"), (":'", ":'"),
        (":'n", ":'n"),
        (":'t':'t'", "'it''s' 'it''s'"), ("'a':'t'", "'a' 'it''s'"), ("s-:neg", "s- -1"), ("x:'e'", "x ''"),
    ])
    func valuesAreInserted(text: String, expected: String) throws {
        #expect(try expand(text) == expected)
    }

    @Test func namesAreQuotedForTheDialect() throws {
        #expect(try expand("from :\"t\"", .table) == "from \"it's\"")
        #expect(try expand("s -- :n\n:n", .table) == "s -- :n\n5")
    }

    @Test(arguments: [":'z'", ":\"z\"", ":\"e\""])
    func whatCannotBeQuotedIsNamed(text: String) {
        #expect(throws: VariableError.self) { try expand(text) }
    }

    private static let fragments = [
        "select", "s1", "root.db", "'it''s ? :a'", "''", "\"x :a\"", "`y :b`", "1", "1.5", "1e-7", "08:00:00", "::",
        "-", "/", "*", "(", ")", ",", ".", "=", "<", "温度", "X", "x", "+", ";", "\\", "%",
    ]
    private static let tableFragments = fragments + ["-- :'a' '\n", "/* :'a' ' */"]

    /// A tenth of the statements for each seed, checked with a lexer of its own.
    @Test(arguments: 0..<10 as Range<UInt64>) func aQuotedValueIsExactlyOneToken(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<FuzzCount.statements / 10 {
            let dialect: SQLDialect = Bool.random(using: &random) ? .tree : .table
            let grammar = dialect == .tree ? SQLGrammar.tree.ofServer : .table
            var (template, expected) = ("", [ReferenceLexer.Token]())
            for _ in 0..<Int.random(in: 1...7, using: &random) {
                let value = Self.value(using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    template += ":'v\(value.index)'"
                    expected.append(.string(value.text))
                case 1:
                    template += ":\"v\(value.index)\""
                    expected.append(.name(value.text))
                default:
                    let choices = dialect == .tree ? Self.fragments : Self.tableFragments
                    let text = choices[Int.random(in: 0..<choices.count, using: &random)]
                    template += " " + text + " "
                    expected += ReferenceLexer.tokens(text, dialect) ?? []
                }
            }
            let result = try VariableExpander(grammar: grammar).expand(template) { name in
                Int(name.dropFirst()).map { Self.texts[$0] }
            }
            if ReferenceLexer.tokens(result, dialect) != expected {
                Issue.record("\(dialect): \(template) became \(result)")
            }
        }
    }

    private static let texts: [String] = {
        let pieces = ["'", "\"", "`", "\\", "--", "/*", "*/", ";", ":n", "a", " ", "温", "\u{301}", "\n", "''", "1"]
        var random = SeededGenerator(seed: 99)
        return (0..<500).map { _ in
            let count = Int.random(in: 1...5, using: &random)
            return (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
        }
    }()

    private static func value(using random: inout SeededGenerator) -> (index: Int, text: String) {
        let index = Int.random(in: 0..<texts.count, using: &random)
        return (index, texts[index])
    }
}
