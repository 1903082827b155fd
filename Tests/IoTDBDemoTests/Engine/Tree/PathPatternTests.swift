import Testing

@testable import IoTDBDemo

@Suite("Path patterns")
struct PathPatternTests {
    @Test(
        "a path matches a pattern",
        arguments: [
            ("root.a.b", "root.a.b"), ("root.a.b", "root.*.b"), ("root.a.b", "root.**"), ("root.a.b.c", "root.**.c"),
            ("root.a.b.c", "root.a.**.c"), ("root.a.b.c.d", "root.**.c.*"), ("root.wt01", "root.wt*"),
            ("root.wt01", "root.*01"), ("root.awtb", "root.*wt*"), ("root.a.a.a", "root.**.a.**"),
        ]
    )
    func matches(path: String, pattern: String) throws {
        let pattern = try PathPattern(pattern.split(separator: ".").map(String.init))
        #expect(pattern.matches(path.split(separator: ".").map(String.init)))
    }

    @Test(
        "a path does not match a pattern",
        arguments: [
            ("root.a", "root.a.**"), ("root.a.b", "root.*"), ("root", "root.**"), ("root.a.c", "root.**.b"),
            ("root.wt", "root.wt*x"), ("root.a.a", "root.**.a.**"), ("root.a.b", "root.a"),
        ]
    )
    func doesNotMatch(path: String, pattern: String) throws {
        let pattern = try PathPattern(pattern.split(separator: ".").map(String.init))
        #expect(!pattern.matches(path.split(separator: ".").map(String.init)))
    }

    @Test("a name in back quotes is no pattern")
    func quotedStar() throws {
        let pattern = try PathPattern(["root", "`a*`"])
        #expect(pattern.matches(["root", "`a*`"]))
        #expect(!pattern.matches(["root", "`ab`"]))
    }

    @Test("a pattern of too many nodes is refused")
    func tooLong() {
        #expect(throws: StatementError.self) { try PathPattern(Array(repeating: "**", count: 61)) }
    }

    @Test("many stars need no more time than few")
    func manyStars() throws {
        let pattern = try PathPattern(["root"] + Array(repeating: "**", count: 58) + ["x"])
        #expect(!pattern.matches(["root"] + Array(repeating: "a", count: 5000)))
    }
}
