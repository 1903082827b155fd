import IoTDBWire
import Testing

@testable import IoTDBDemo

@Suite("Sample data")
struct SampleDataTests {
    private func rows(_ statement: String, _ dialect: SQLDialect) throws -> [[Value]] {
        let engine = Engine(SampleData.stores())
        var context = DemoContext(dialect: dialect, database: "factory")
        let table = try #require(try engine.execute(statement, &context))
        return (0..<table.rowCount).map { row in
            (table.times.map { [Value.timestamp($0[row])] } ?? []) + table.columns.map { $0.cells[row] }
        }
    }

    @Test("the README's question has the README's answer")
    func readme() throws {
        let found = try rows(
            "select temperature, status from root.factory.line1.machine1 where time >= 2024-05-06T08:00:00 limit 3",
            .tree
        )
        let first: Int64 = 1_714_982_400_000
        #expect(
            found == [
                [.timestamp(first), .float(63.31), .text("inspection")],
                [.timestamp(first + 60_000), .float(63.42), .null],
                [.timestamp(first + 120_000), .float(63.51), .null],
            ]
        )
    }

    @Test("both models hold the same points")
    func sameInBothModels() throws {
        for machine in 1...3 {
            let tree = try rows("SELECT temperature FROM root.factory.line1.machine\(machine)", .tree)
            let table = try rows(
                "SELECT time, temperature FROM machines WHERE machine = 'machine\(machine)' ORDER BY time",
                .table
            )
            #expect(tree == table)
        }
    }

    @Test("a gap with a late point, a stuck sensor and an outlier are there to find")
    func faults() throws {
        let offline = try rows(
            "SELECT time FROM machines WHERE machine = 'machine2' AND time >= 2024-05-06T10:20:00 "
                + "AND time < 2024-05-06T11:05:00",
            .table
        )
        #expect(offline == [[.timestamp(SampleData.start + 640 * 60_000 + 17_250)]])
        let stuck = try rows(
            "SELECT machine, stddev(temperature) FROM machines WHERE time >= 2024-05-06T14:10:00 GROUP BY machine",
            .table
        )
        #expect(stuck.filter { $0[1] == .double(0) }.map { $0[0] } == [.string("machine3")])
        let outliers = try rows(
            "SELECT LAST temperature FROM root.factory.line1.* WHERE time = 2024-05-06T16:42:00",
            .tree
        )
        #expect(
            outliers.contains { $0[1] == .text("root.factory.line1.machine1.temperature") && $0[2] == .text("640.7") }
        )
    }
}
