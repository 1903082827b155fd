import IoTDBWire
import Testing

@testable import IoTDBDemo

@Suite("Deep expressions")
struct DepthTests {
    /// Texts that grow an expression without end.
    private static let growths: [@Sendable (Int) -> String] = [
        { "1" + String(repeating: " + 1", count: $0) + " > 0" },
        { String(repeating: "(", count: $0) + "1" + String(repeating: ")", count: $0) + " > 0" },
        { "1 > 0" + String(repeating: " AND 1 > 0", count: $0) },
        { "1 > 0" + String(repeating: " OR 1 > 0", count: $0) },
        { String(repeating: "NOT ", count: $0) + "1 > 0" },
        { String(repeating: "- ", count: $0) + "1 > 0" },
        { "1" + String(repeating: " * 1", count: $0) + " > 0" },
        { String(repeating: "abs(", count: $0) + "1" + String(repeating: ")", count: $0) + " > 0" },
        { String(repeating: "CASE WHEN true THEN ", count: $0) + "1" + String(repeating: " END", count: $0) + " > 0" },
        { "'a'" + String(repeating: " || 'a'", count: $0) + " = 'a'" },
    ]

    @Test("are refused in both dialects, however they grow", arguments: SQLDialect.allCases, growths.indices)
    func refused(dialect: SQLDialect, growth: Int) throws {
        let engine = Engine(SampleData.stores())
        var context = DemoContext(dialect: dialect, database: "factory")
        let from = dialect == .tree ? "temperature FROM root.factory.weather" : "temperature FROM weather"
        for count in [500, 16_294, 100_000] {
            let error = statementError {
                try engine.execute("SELECT \(from) WHERE \(Self.growths[growth](count))", &context)
            }
            #expect(error?.code == 700 || error?.code == 701, "\(count)")
        }
    }

    @Test("subqueries are refused where they nest too deeply")
    func subqueries() {
        let engine = Engine(SampleData.stores())
        var context = DemoContext(dialect: .table, database: "factory")
        let text = String(repeating: "SELECT * FROM (", count: 5000) + "SELECT * FROM weather"
        let error = statementError { try engine.execute(text + String(repeating: ")", count: 5000), &context) }
        #expect(error?.code == 700)
    }

    @Test("two hundred operators are within the limit", arguments: SQLDialect.allCases)
    func accepted(dialect: SQLDialect) throws {
        let engine = Engine(SampleData.stores())
        var context = DemoContext(dialect: dialect, database: "factory")
        let from = dialect == .tree ? "root.factory.weather" : "weather"
        let chain = "temperature" + String(repeating: " + 1", count: 200)
        let table = try engine.execute("SELECT \(chain) FROM \(from)", &context)
        #expect(table?.rowCount == SampleData.minutes)
    }
}
