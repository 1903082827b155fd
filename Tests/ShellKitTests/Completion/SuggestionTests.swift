import IoTDBWire
import ShellKit
import Testing

@Suite("Suggestion")
struct SuggestionTests {
    @Test(
        "A key word that a parser did not expect is corrected",
        arguments: [
            (
                SQLDialect.tree, "selct * from root.a",
                "701: line 1:0 mismatched input 'selct' expecting {ALTER, COUNT}", "select"
            ),
            (.tree, "SHOW VARABLES", "line 1:5 no viable alternative at input 'SHOW VARABLES'", "VARIABLES"),
            (.tree, "select s form root.a", "line 1:9 mismatched input 'form' expecting {<EOF>, ';'}", "from"),
            (.tree, "show device root.a", "line 1:12 mismatched input 'root' expecting TEMPLATE", nil),
            (.table, "select * form orders", "line 1:10: mismatched input 'form'. Expecting: ',', 'FROM'", "from"),
            (.table, "select a form orders", "line 1:15: mismatched input 'orders'. Expecting: <EOF>", "from"),
            (.table, "creat table a (b int32)", "line 1:1: mismatched input 'creat'. Expecting: 'ALTER'", "create"),
            (.table, "select 1 + from", "line 1:12: mismatched input 'from'. Expecting: <expression>", nil),
        ] as [(SQLDialect, String, String, String?)]
    )
    func keywords(dialect: SQLDialect, statement: String, message: String, expected: String?) {
        let found = Suggestion.for(errorMessage: message, statement: statement, dialect: dialect) { _ in nil }
        #expect(found == expected)
    }

    @Test(
        "Tables, columns and databases are those that are known",
        arguments: [
            ("select * from oders", "550: Table 'plant.oders' does not exist.", "orders"),
            ("select * from plant.\"odd nme\"", "Table 'plant.odd nme' does not exist.", "\"odd name\""),
            ("select prise from orders", "701: Column 'prise' cannot be resolved", "price"),
            ("use plnt", "Unknown database plnt", "plant"),
            ("select nosuch from orders", "Column 'nosuch' cannot be resolved", nil),
            ("select avgg(price) from orders", "Unknown function: avgg", "avg"), ("select 1", "something else", nil),
        ] as [(String, String, String?)]
    )
    func names(statement: String, message: String, expected: String?) async {
        let cache = SchemaCache(FakeSchema(.table))
        let queries = Suggestion.queries(
            errorMessage: message,
            statement: statement,
            dialect: .table,
            database: "plant"
        )
        await cache.load(queries)
        let found = Suggestion.for(
            errorMessage: message,
            statement: statement,
            dialect: .table,
            database: "plant",
            cache: cache
        )
        #expect(found == expected)
    }

    @Test(
        "A path without a series is named, with the nearest one",
        arguments: [
            ("select s from root.bgi.d1", "no series matches the columns of root.bgi.d1; did you mean root.big.d1?"),
            ("select s from root.big.d7", "no series matches the columns of root.big.d7"),
            ("select nosuch from root.big.d1", "no series matches the columns of root.big.d1"),
            ("select s from root.zzzzzzz.**", "no series matches the columns of root.zzzzzzz.**"),
        ]
    )
    func missingSeries(statement: String, expected: String) async throws {
        let missing = try #require(MissingSeries(statement))
        let cache = SchemaCache(FakeSchema(.tree))
        await cache.load(missing.queries)
        #expect(missing.note(names: cache.names) == expected)
    }

    @Test("Other statements have no missing series", arguments: ["show devices", "select 1", ""])
    func noSelect(statement: String) {
        #expect(MissingSeries(statement) == nil)
    }
}
