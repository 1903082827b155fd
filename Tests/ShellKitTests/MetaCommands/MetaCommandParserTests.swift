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
        #expect(try MetaCommandParser.parse(line) == .init(name: name, arguments: arguments))
    }

    @Test("An open quote is an error", arguments: ["\\x 'a", "\\x '", "\\x 'a''"])
    func openQuote(line: String) {
        #expect(throws: MetaCommandError("a quote (') is not closed")) { () throws in try MetaCommandParser.parse(line)
        }
    }
}
