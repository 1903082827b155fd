import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

@Suite("SchemaCache")
struct SchemaCacheTests {
    private let schema = FakeSchema(.tree)

    @Test("An answer is kept until a statement may have changed names")
    func keeps() async {
        let cache = SchemaCache(schema)
        for _ in 0..<3 { await cache.load([.children(of: "root")]) }
        #expect(schema.asked == ["SHOW CHILD PATHS root"])
        for reading in ["select 1", "-- c\nSHOW devices", "/* c */ count devices"] {
            cache.forget(after: reading, grammar: SQLDialect.tree.grammar)
            #expect(cache.names(.children(of: "root")) != nil)
        }
        cache.forget(after: "/* c */ insert into root.a(time, b) values (1, 2)", grammar: SQLDialect.tree.grammar)
        #expect(cache.names(.children(of: "root")) == nil)
        await cache.load([.children(of: "root")])
        #expect(schema.asked.count == 2)
    }

    @Test("An answer whose time has passed is asked for again")
    func expires() async {
        let cache = SchemaCache(schema, lifetime: .zero)
        await cache.load([.databases])
        #expect(cache.names(.databases) == nil)
        await cache.load([.databases])
        #expect(schema.asked.count == 2)
    }

    @Test("Nothing is asked without need", arguments: ["", "sel", "SELECT ", "\\x ", "show ", "select 'root."])
    func asksNothing(text: String) async {
        let tab = TabTest(.tree)
        _ = await tab.complete(text)
        #expect(tab.schema.asked.isEmpty)
    }

    @Test("One level is asked for, never all")
    func asksLevels() async {
        let tab = TabTest(.tree)
        _ = await tab.complete("select ‸ from root.big.**")
        _ = await tab.complete("select * from root.big.d")
        #expect(tab.schema.asked == ["SHOW CHILD PATHS root.big"])
    }

    @Test("What does not come in time is pending, and kept when it comes")
    func late() async throws {
        let gate = try WakePipe()
        let cache = SchemaCache(SlowSchema(gate: gate))
        await cache.load([.databases], within: .zero)
        #expect(cache.names(.databases) == nil)
        gate.wake()
        await cache.load([.databases])
        #expect(cache.names(.databases) == [SchemaName("late")])
    }

    @Test("A failure offers nothing, and is no error")
    func failure() async {
        let cache = SchemaCache(schema)
        await cache.load([.tables(database: "nosuch")])
        #expect(cache.names(.tables(database: "nosuch")) == [])
    }

    @Test("Names that no line can show are not offered; others are in quotes")
    func hostile() async {
        let tree = await TabTest(.tree).complete("select * from root.evil.")
        #expect(tree.candidates == ["`a;b`"])
        let table = await TabTest(.table).complete("select * from ")
        #expect(table.candidates.contains("\"x;y\""))
        #expect(
            table.candidates.allSatisfy { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
        )
    }

    @Test("A hundred thousand names are searched by halving")
    func many() async {
        let cache = SchemaCache(ManySchema())
        await cache.load([.children(of: "root.many")])
        let completer = Completer(CompletionState(dialect: .tree), cache: cache)
        guard
            case .ready(let result) = completer.answer(
                CompletionRequest(textBeforeCursor: "show timeseries root.many.s9999")
            )
        else {
            Issue.record("the answer should be there")
            return
        }
        #expect(result.candidates.count == 11)
    }
}

private struct SlowSchema: SchemaSource {
    let gate: WakePipe

    func rows(of statement: String) async throws -> SchemaRows {
        while !gate.isRaised { await Task.yield() }
        return SchemaRows(columns: ["Database"], rows: [["late"]])
    }
}

private struct ManySchema: SchemaSource {
    func rows(of statement: String) async throws -> SchemaRows {
        SchemaRows(
            columns: ["ChildPaths", "NodeTypes"],
            rows: (0..<100_000).map { ["root.many.s\($0)", "TIMESERIES"] }
        )
    }
}
