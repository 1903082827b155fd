import IoTDBWire
import Testing

@testable import IoTDBDemo

@Suite("Statement parser")
struct StatementParserTests {
    private func parse(_ text: String) throws -> Statement {
        try StatementParser.parse(text, now: 1_000_000, zone: .utc)
    }

    @Test(
        "statements about the schema",
        arguments: [
            ("SHOW DATABASES", Statement.showDatabases(["root", "**"], details: false)),
            ("show databases root.a*;", .showDatabases(["root", "a*"], details: false)),
            ("COUNT DEVICES root.a.*", .countDevices(["root", "a", "*"])),
            (
                "SHOW TIMESERIES LIMIT 3 OFFSET 2",
                .showTimeseries(
                    pattern: ["root", "**"],
                    SchemaFilter(rows: RowLimit(limit: 3, offset: 2)),
                    isLatest: false
                )
            ),
            ("SHOW CHILD NODES root.`a b`.`c`", .showChildNodes(["root", "`a b`", "c"])),
            ("DROP DATABASE root.a, root.b", .deleteDatabases([["root", "a"], ["root", "b"]])),
            ("flush", .flush([])),
            ("SHOW VERSION", .server(.version)),
        ]
    )
    func schema(text: String, expected: Statement) throws {
        #expect(try parse(text) == expected)
    }

    @Test("a series is created with all its properties")
    func series() throws {
        let text =
            "CREATE TIMESERIES root.a.b(c) WITH DATATYPE=float, ENCODING=rle, COMPRESSOR=gzip TAGS('k'='v') ATTRIBUTES('x'='y')"
        let definition = SeriesDefinition(
            path: ["root", "a", "b"],
            type: .float,
            encoding: "RLE",
            compression: "GZIP",
            alias: "c",
            tags: [NamedText(name: "k", text: "v")],
            attributes: [NamedText(name: "x", text: "y")]
        )
        #expect(try parse(text) == .createTimeseries(definition))
    }

    @Test(
        "conditions keep their precedence",
        arguments: [
            ("a > 1 AND b > 2 OR c > 3", "root.d.a > 1 & root.d.b > 2 | root.d.c > 3"),
            ("a > 1 AND (b > 2 OR c > 3)", "root.d.a > 1 & (root.d.b > 2 | root.d.c > 3)"),
            ("(a + 1) * 2 = 4", "(root.d.a + 1) * 2 = 4"),
            ("a + 1 * 2 <> 4", "root.d.a + 1 * 2 != 4"),
            ("!(a > 1)", "!(root.d.a > 1)"),
            ("a*2 > 1", "root.d.a * 2 > 1"),
        ]
    )
    func precedence(text: String, printed: String) throws {
        let engine = Engine()
        for name in ["a", "b", "c"] { _ = try engine.execute("CREATE TIMESERIES root.d.\(name) INT32") }
        let table = try #require(try engine.execute("SELECT \(text) FROM root.d"))
        #expect(table.columns.map(\.name) == [printed])
    }

    @Test(
        "times",
        arguments: [
            ("2024-01-01", 1_704_067_200_000), ("2024-01-01T08:00:00+08:00", 1_704_067_200_000),
            ("2024/1/1 0:00:00.5", 1_704_067_200_500), ("2024.01.01T00:00:00.123456789", 1_704_067_200_123),
            ("2023-12-31T23:00:00-01:00", 1_704_067_200_000), ("now()", 1_000_000), ("now() - 1h30m", -4_400_000),
            ("1d", 86_400_000), ("-5", -5), ("1000-02-29", nil), ("2024-02-30", nil),
        ] as [(String, Int64?)]
    )
    func times(text: String, expected: Int64?) throws {
        guard let expected else {
            #expect(throws: StatementError.self) { try parse("DELETE FROM root.a.b WHERE time = \(text)") }
            return
        }
        let statement = try parse("DELETE FROM root.a.b WHERE time = \(text)")
        #expect(statement == .deleteData([["root", "a", "b"]], TimeRange(low: expected, high: expected)))
    }

    @Test(
        "a fault is placed by line and column",
        arguments: [
            ("SHOW\nDATABASES x", "line 2:10"), ("SELEC 1", "line 1:0"), ("SELECT 'abc", "line 1:7"),
            ("CREATE DATABASE plant", "line 1:16"),
        ]
    )
    func faults(text: String, place: String) {
        let error = statementError { try parse(text) }
        #expect(error?.code == 700)
        #expect(error?.message.contains(place) == true, "\(error?.message ?? "")")
    }

    @Test(
        "clauses of a real server are refused by name",
        arguments: [
            "SELECT count(a) FROM root.d GROUP BY SESSION(1d)", "SELECT count(a) FROM root.d GROUP BY TAGS(x)",
            "SELECT a FROM root.d WHERE b REGEXP 'x'", "SELECT a FROM root.d WHERE b LIKE 'x%' ESCAPE 'y'",
            "SELECT sin(a) FROM root.d", "SELECT a FROM root.d FILL(PREVIOUS, 1m)", "SELECT a INTO root.e FROM root.d",
            "CREATE USER anna 'b'", "SHOW CLUSTER", "SELECT a FROM root.d WHERE 2 < b", "SELECT time, a FROM root.d",
            "SELECT first_value(a), avg(a) FROM root.d GROUP BY LEVEL = 1", "GRANT ALL ON root.** TO USER a",
            "EXPLAIN SELECT a FROM root.d", "SELECT CASE WHEN a > 1 THEN 1 END FROM root.d",
            "SET TTL TO root.d 1000",
        ]
    )
    func refusals(text: String) throws {
        let engine = Engine()
        for name in ["a", "b"] { _ = try engine.execute("CREATE TIMESERIES root.d.\(name) INT32") }
        let error = statementError { try engine.execute(text) }
        #expect(error?.code == 700)
        #expect(error?.message.hasPrefix("not supported by the demo server: ") == true, "\(error?.message ?? "")")
    }

    @Test("nesting without end is refused, not followed")
    func nesting() {
        for text in [
            String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000),
            String(repeating: "! ", count: 100_000),
        ] {
            #expect(throws: StatementError.self) { try parse("SELECT \(text)a FROM root.d") }
        }
    }
}
