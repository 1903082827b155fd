import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

/// Answers of a server, and what it was asked.
private final class Answers: Sendable {
    private static let rows = [
        "SHOW CHILD PATHS root": [["root.a", "DATABASE"], ["root.b", "INTERNAL"]],
        "SHOW CHILD PATHS root.a": [
            ["root.a.d1", "DEVICE"], ["root.a.`x.y`", "INTERNAL"], ["root.a.s", "TIMESERIES"],
        ],
        "SHOW CHILD PATHS root.a.`x.y`": [["root.a.`x.y`.温度", "TIMESERIES"]],
        "SHOW CHILD PATHS root.a.d1": [["root.a.d1.temperature", "TIMESERIES"], ["root.a.d1.inner", "DEVICE"]],
        "SHOW DATABASES": [["plant"], ["Odd \"one\""]],
        "SHOW TABLES FROM plant": [["machines"], ["odd name"]],
        "DESC plant.machines": [["time", "TIMESTAMP"], ["temp", "DOUBLE"]],
        "DESC plant.\"odd name\"": [["9lives", "INT32"]],
    ]
    private let statements = Lock<[String]>([])

    var asked: [String] { statements.withLock { $0 } }

    func answer(_ statement: String) throws -> [[String]] {
        statements.withLock { $0.append(statement) }
        guard let rows = Self.rows[statement] else { throw ProcessTestError(description: "unknown: \(statement)") }
        return rows
    }
}

@Suite("ServerNames")
struct ServerNamesTests {
    private let answers = Answers()
    private let names: ServerNames

    init() {
        let answers = answers
        names = ServerNames(patience: .seconds(60)) { try answers.answer($0) }
    }

    private func complete(_ text: String, _ dialect: SQLDialect, database: String? = nil) -> CompletionResult {
        let source = SessionNames(names, database: database)
        return Completer(source: source).complete(textBeforeCursor: text, dialect: dialect)
    }

    @Test(
        "Paths are completed one level at a time; what is no series may go on",
        arguments: [
            ("SELECT * FROM ", ["root."], ""), ("SELECT * FROM root.", ["root.a.", "root.b."], ""),
            ("COUNT DEVICES root.a.d", ["root.a.d1"], ""), ("COUNT DEVICES root.a.`", ["root.a.`x.y`."], ""),
            ("COUNT DEVICES root.a.`x.y`.", ["root.a.`x.y`.温度"], ""), ("SELECT * FROM root.nosuch.", [], ""),
            ("SELECT * FROM root.a.d1 WHERE tempe", ["temperature"], " "), ("SELECT 'root.", [], " "),
        ]
    )
    func paths(text: String, expected: [String], suffix: String) {
        let result = complete(text, .tree)
        #expect(result.candidates == expected)
        #expect(result.suffix == suffix)
    }

    @Test(
        "Databases, tables and columns stand where the statement wants them",
        arguments: [
            ("USE p", ["plant"]), ("\\c ", ["'Odd \"one\"'", "plant"]), ("SELECT * FROM p", ["plant."]),
            ("SELECT * FROM ", ["\"Odd \"\"one\"\"\".", "\"odd name\"", "machines", "plant."]),
            ("SELECT * FROM machines ORDER BY time DESC m", []), ("SELECT * FROM m", ["machines"]),
            ("DESC ma", ["machines"]), ("SELECT * FROM plant.m", ["plant.machines"]),
            ("SELECT * FROM machines WHERE te", ["temp"]), ("SELECT * FROM \"odd name\" ORDER BY \"", []),
            ("SELECT * FROM \"odd name\" ORDER BY ", ["\"9lives\""]),
            ("SELECT machines.", ["machines.temp", "machines.time"]),
        ]
    )
    func tables(text: String, expected: [String]) {
        let candidates = complete(text, .table, database: "plant").candidates
        // Key words may stand there as well.
        let words = Set(Keywords.of(.table).other + Keywords.of(.table).functions)
        #expect(candidates.filter { !words.contains($0.uppercased()) } == expected)
    }

    @Test("An answer is kept until it is forgotten")
    func keeps() {
        for _ in 0..<3 { _ = complete("SELECT * FROM root.", .tree) }
        #expect(answers.asked == ["SHOW CHILD PATHS root"])
        names.forget()
        _ = complete("SELECT * FROM root.", .tree)
        #expect(answers.asked.count == 2)
    }

    @Test("Nothing is asked without need", arguments: ["", "sel", "SELECT ", "SHOW DEVICES", "\\x ", "\\c r", "x"])
    func asksNothing(text: String) {
        _ = complete(text, .tree)
        #expect(answers.asked.isEmpty)
    }

    @Test("What comes too late is there for the next Tab")
    func late() async throws {
        let gate = try WakePipe()
        let slow = ServerNames(patience: .zero) { _ in
            while !gate.isRaised { await Task.yield() }
            return [["root.late", "DATABASE"]]
        }
        let completer = Completer(source: SessionNames(slow, database: nil))
        #expect(completer.complete(textBeforeCursor: "COUNT DEVICES root.", dialect: .tree).candidates.isEmpty)
        gate.wake()
        while completer.complete(textBeforeCursor: "COUNT DEVICES root.", dialect: .tree).candidates.isEmpty {
            await Task.yield()
        }
    }
}
