import IoTDBWire
import ShellKit
import Testing

@Suite("StatementEffect")
struct StatementEffectTests {
    @Test(
        "Reading statements are told from others by their words",
        arguments: [
            ("select s from root.a", StatementEffect.read),
            ("/* c */ SeLeCt\ns from root.a", .read),
            ("SHOW DATABASES", .read),
            ("count devices", .read),
            ("LIST USER", .read),
            ("desc t", .read),
            ("DESCRIBE t", .read),
            ("explain analyze select 1", .read),
            ("select s into root.b(s) from root.a", .other),
            ("select s /* into */ from root.a", .read),
            ("select s from root.`into` where t = 'into'", .read),
            ("explain select s into root.b(s) from root.a", .other),
            ("INSERT INTO t VALUES (1)", .other),
            ("selects", .other),
            ("'select'", .other),
            ("", .other),
        ]
    )
    func kinds(text: String, expected: StatementEffect) {
        #expect(StatementEffect(of: text, dialect: .tree) == expected)
        #expect(StatementEffect(of: text, dialect: .table) == expected)
    }

    @Test("USE names the database in the table dialect only")
    func use() {
        #expect(StatementEffect(of: "use Depot", dialect: .table) == .use(database: "depot"))
        #expect(StatementEffect(of: "USE \"a\"\"B\"", dialect: .table) == .use(database: "a\"b"))
        #expect(StatementEffect(of: "USE a b", dialect: .table) == .other)
        #expect(StatementEffect(of: "USE depot", dialect: .tree) == .other)
    }
}
