import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

@Suite("CompletionContext")
struct CompletionContextTests {
    @Test("Every rule and place that a rule names exists", arguments: SQLDialect.allCases)
    func grammar(dialect: SQLDialect) {
        #expect(CompletionGrammar.of(dialect).unknownRules == [])
    }

    @Test(
        "The text before the cursor says what may stand there",
        arguments: [
            ("", CompletionContext.Kind.statement, ""), ("sel", .statement, "sel"),
            ("show version; co", .statement, "co"), ("select s from root.", .statement, ""),
            ("select s from root.plant.l", .statement, "l"), ("select s from root.`a b", .statement, "`a b"),
            ("select s from x where a = 'se", .nothing, ""), ("select \"se", .nothing, ""),
            ("select /* se", .nothing, ""), ("select s -- se", .nothing, ""), ("select 12", .nothing, "12"),
            ("\\", .commandName, "\\"), (" \\ti", .commandName, "\\ti"),
            ("\\timing o", .argument(command: "timing", words: []), "o"),
            ("\\pset  a b", .argument(command: "pset", words: ["a"]), "b"),
            ("\\tz 'As", .argument(command: "tz", words: []), "'As"),
            ("set time_zone=As", .legacyValue(name: "time_zone"), "As"), ("select :ab", .variable, ":ab"),
        ]
    )
    func kinds(text: String, kind: CompletionContext.Kind, prefix: String) {
        let context = CompletionContext(textBeforeCursor: text, dialect: .tree)
        #expect(context.kind == kind)
        #expect(context.prefix == prefix)
    }

    @Test("The tables of the innermost query around the cursor count, with what they are called")
    func sources() {
        let text = "select * from plant.orders as o, customers c where x in (select "
        let outer = CompletionContext(textBeforeCursor: text, textAfterCursor: ")", dialect: .table)
        #expect(outer.sources.map(\.alias) == ["o", "c"])
        #expect(outer.sources.map(\.levels) == [["plant", "orders"], ["customers"]])
        let inner = CompletionContext(textBeforeCursor: text, textAfterCursor: " from sales) and 1", dialect: .table)
        #expect(inner.sources.map(\.levels) == [["sales"]])
    }

    @Test("The prefix is the end of the text, for every prefix of every statement", arguments: SampleStatements.all)
    func prefixes(statement: String) {
        for end in statement.indices {
            let text = String(statement[..<end])
            for dialect in SQLDialect.allCases {
                let context = CompletionContext(textBeforeCursor: text, dialect: dialect)
                #expect(text.hasSuffix(context.prefix))
            }
        }
    }
}
