import ShellKit
import Testing

@Suite("MetaCommandParser")
struct MetaCommandParserTests {
    @Test(
        "Blanks separate arguments, quotes keep them together",
        arguments: [
            ("\\q", "q", []),
            ("  \\timing   on  ", "timing", ["on"]),
            ("\\tz 'Asia/Shanghai';", "tz", ["Asia/Shanghai"]),
            ("\\c - ann h 1", "c", ["-", "ann", "h", "1"]),
            ("\\x 'a b'c''''", "x", ["a bc'"]),
            ("\\x 'a;' ;", "x", ["a;"]),
            ("\\x ''", "x", [""]),
            ("\\", "", []),
            ("\\ x", "", ["x"]),
            ("\\?;", "?", []),
        ] as [(String, String, [String])]
    )
    func parses(line: String, name: String, arguments: [String]) throws {
        let invocation = try MetaCommandParser.parse(line)
        #expect(invocation.name == name)
        #expect(invocation.arguments == arguments)
    }

    @Test("An open quote is an error", arguments: ["\\x 'a", "\\x '", "\\x 'a''"])
    func openQuote(line: String) {
        #expect(throws: MetaCommandError("a quote (') is not closed")) { () throws in try MetaCommandParser.parse(line)
        }
    }

    @Test(
        "Variables outside quotes stand for their values",
        arguments: [
            ("\\x :a", ["1"]), ("\\x :'b'", ["'it''s'"]), ("\\x ':a'", [":a"]), ("\\x ::a :none", ["::a", ":none"]),
            ("\\x p:a-q", ["p1-q"]),
        ] as [(String, [String])]
    )
    func variables(line: String, arguments: [String]) throws {
        let values = ["a": "1", "b": "it's"]
        #expect(try MetaCommandParser.parse(line) { values[$0] }.arguments == arguments)
    }
}
