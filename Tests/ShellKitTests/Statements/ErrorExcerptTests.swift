import IoTDBWire
import SQLText
import ShellKit
import Testing

/// The caret under the place that a server's message names.
@Suite struct ErrorExcerptTests {
    private func excerpt(
        _ sql: String,
        _ message: String,
        _ dialect: SQLDialect = .tree,
        about name: String? = nil,
        width: Int = 80
    ) -> String? {
        let statement = Statement(text: sql, position: SourcePosition(line: 1, column: 1))
        return ErrorExcerpt.text(for: message, about: name, in: statement, dialect: dialect, width: width)
    }

    @Test func aNameThatTheStatementHasOnceIsShownWhereTheMessageHasNoPlace() {
        let shown = "LINE 2: WHERE Nosuch > 1 -- nosuch\n              ^"
        #expect(excerpt("SELECT a FROM t\nWHERE Nosuch > 1 -- nosuch", "unknown", .table, about: "nosuch") == shown)
        #expect(
            excerpt("SELECT '温度', \"odd x\"", "x", .table, about: "odd x")
                == "LINE 1: SELECT '温度', \"odd x\"\n                       ^"
        )
        // What the message says itself counts.
        #expect(excerpt("SELECT a FROM t", "line 1:7 x", about: "t") == "LINE 1: SELECT a FROM t\n               ^")
    }

    @Test(arguments: ["SELECT a, a FROM t", "SELECT 'a' FROM t", "SELECT b FROM t"])
    func aNameThatIsThereMoreThanOnceOrNotAtAllIsNotShown(_ sql: String) {
        #expect(excerpt(sql, "unknown", .table, about: "a") == nil)
    }

    @Test func nothingIsShownOfAStatementThatMayHoldAPassword() {
        #expect(excerpt("CREATE USER anna 'secret'", "unknown", about: "anna") == nil)
    }

    @Test func columnsCountFromZeroInTheTreeDialectAndFromOneInTheTableDialect() {
        let shown = "LINE 1: SELECT s FORM root.d\n                 ^"
        #expect(excerpt("SELECT s FORM root.d", "plan: line 1:9 mismatched input 'FORM'") == shown)
        #expect(excerpt("SELECT s FORM root.d", "line 1:10: mismatched input 'FORM'", .table) == shown)
    }

    @Test func ofALongLineOnlyWhatIsNearIsShown() throws {
        let sql =
            "select " + String(repeating: "a,", count: 20_000) + "a FORM root.b"
            + String(repeating: " x", count: 20_000)
        let shown = try #require(excerpt(sql, "line 1:40009 mismatched input 'FORM'"))
        let lines = shown.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("LINE 1: ...") && lines[0].hasSuffix("...") && lines[0].utf8.count <= 80)
        let caret = lines[1].utf8.count - 1
        #expect(lines[0].utf8.dropFirst(caret).starts(with: "FORM".utf8))
    }

    @Test func theLineOfAStatementOfSeveralLinesIsShown() {
        let sql = "SELECT s\n\tFROM root.d\n WHERE (s > 1"
        #expect(excerpt(sql, "line 2:1 x") == "LINE 2:  FROM root.d\n         ^")
        #expect(excerpt(sql, "line 3:13 no viable alternative") == "LINE 3:  WHERE (s > 1\n                     ^")
    }

    @Test func wideAndCombiningCharactersAreMeasuredAndTabsAreBlanks() {
        #expect(excerpt("温度\te\u{301} x", "line 1:6 x") == "LINE 1: 温度 e\u{301} x\n               ^")
        #expect(excerpt("SELECT '🚀' x", "line 1:11 x") == "LINE 1: SELECT '🚀' x\n                    ^")
        // As the console shows it: a carriage return is two characters there.
        #expect(excerpt("SELECT 'a\rb' x", "line 1:13 x") == "LINE 1: SELECT 'a\rb' x\n                      ^")
    }

    @Test(arguments: [
        "no place", "line 2:1 x", "line 0:1 x", "line 1:9 x", "line 1:99999999999999999999 x", "outline 1:1",
    ])
    func nothingIsShownForAPlaceThatIsNotInTheStatement(_ message: String) {
        #expect(excerpt("SELECT 1", message) == nil)
    }

    @Test func aLongLineIsCutOnBothSidesOfTheCaret() throws {
        let line = (0..<100).map { "c\($0)" }.joined(separator: ", ")
        for offset in stride(from: 0, through: line.count, by: 7) {
            let shown = try #require(excerpt(line, "line 1:\(offset) x", width: 60))
            let rows = shown.split(separator: "\n")
            #expect(rows[0].count < 60)
            let below = rows[0].dropFirst(rows[1].count - 1)
            let expected = line.dropFirst(offset)
            #expect(expected.hasPrefix(below.hasSuffix("...") ? below.dropLast(3) : below))
        }
    }

    @Test func aLineOfWideCharactersIsCutToTheWidth() throws {
        let shown = try #require(excerpt(String(repeating: "温", count: 200), "line 1:100 x", width: 50))
        let rows = shown.split(separator: "\n")
        #expect(DisplayWidth.columns(of: String(rows[0])) < 50)
        #expect(rows[1].last == "^")
    }

    @Test(arguments: [
        "CREATE USER jo 'secret'", "CREAT USER jo 'secret'", "ALTER USER jo SET PASSWRD 'secret'",
        "CREATE PIPE p WITH SINK ('sink.password'='secret'",
    ])
    func nothingIsShownOfAStatementThatMayHoldAPassword(_ sql: String) {
        #expect(excerpt(sql, "line 1:0 mismatched input") == nil)
    }
}
