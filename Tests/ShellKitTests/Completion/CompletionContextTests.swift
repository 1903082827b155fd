import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

@Suite("CompletionContext")
struct CompletionContextTests {
    @Test(
        "The text before the cursor says what may stand there",
        arguments: [
            ("", CompletionContext.Kind.firstKeyword, ""),
            ("sel", .firstKeyword, "sel"),
            ("  /* c */ sel", .firstKeyword, "sel"),
            ("show version; co", .firstKeyword, "co"),
            ("show ", .keyword(after: "SHOW"), ""),
            ("Show\n-- c\n ver", .keyword(after: "SHOW"), "ver"),
            ("select s fr", .any, "fr"),
            ("select avg(", .any, ""),
            ("select avg(te", .any, "te"),
            ("select s from root.", .path, "root."),
            ("select s from root.plant.l", .path, "root.plant.l"),
            ("select s from root.`a b`.c", .path, "root.`a b`.c"),
            ("select s from root.`a b", .path, "root.`a b"),
            ("select s from x where a = 'se", .nothing, ""),
            ("select s from x where a = 'se'", .nothing, ""),
            ("select \"se", .nothing, ""),
            ("select /* se", .nothing, ""),
            ("select s -- se", .nothing, ""),
            ("select 12", .nothing, "12"),
            ("\\", .metaCommandName, "\\"),
            (" \\ti", .metaCommandName, "\\ti"),
            ("\\timing ", .metaCommandArgument(command: "timing", index: 0), ""),
            ("\\timing o", .metaCommandArgument(command: "timing", index: 0), "o"),
            ("\\c  a b", .metaCommandArgument(command: "c", index: 1), "b"),
            ("\\tz 'As", .metaCommandArgument(command: "tz", index: 0), "'As"),
        ]
    )
    func kinds(text: String, kind: CompletionContext.Kind, prefix: String) {
        let context = CompletionContext(textBeforeCursor: text, dialect: .tree)
        #expect(context.kind == kind)
        #expect(context.prefix == prefix)
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
