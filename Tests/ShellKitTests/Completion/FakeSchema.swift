import IoTDBTesting
import IoTDBWire
import ShellKit

/// A server that knows some names and counts what it is asked.
final class FakeSchema: SchemaSource {
    private static let children = [
        "root": [["root.big", "DATABASE"], ["root.plant1", "DATABASE"], ["root.`a b`", "INTERNAL"]],
        "root.big": [["root.big.d1", "DEVICE"], ["root.big.d2", "DEVICE"], ["root.big.s9", "TIMESERIES"]],
        "root.big.d1": [
            ["root.big.d1.s0", "TIMESERIES"], ["root.big.d1.temperature", "TIMESERIES"],
            ["root.big.d1.`1st`", "TIMESERIES"], ["root.big.d1.inner", "DEVICE"],
        ],
        "root.plant1": [["root.plant1.line1", "INTERNAL"], ["root.plant1.温度", "TIMESERIES"]],
        "root.plant1.line1": [["root.plant1.line1.m1", "DEVICE"], ["root.plant1.line1.m2", "DEVICE"]],
        "root.plant1.line1.m1": [["root.plant1.line1.m1.speed", "TIMESERIES"]],
        "root.`a b`": [["root.`a b`.`x``y`", "DEVICE"]],
        "root.evil": [
            ["root.evil.`a;b`", "DEVICE"], ["root.evil.`\u{1B}[31m`", "DEVICE"], ["root.evil.`\u{202E}x`", "DEVICE"],
        ],
    ]
    private static let others = [
        "SHOW TABLES FROM plant": ["orders", "customers", "odd name", "order", "a\u{1B}b", "x;y"],
        "SHOW TABLES FROM shop": ["sales"],
        "DESC plant.orders": ["time", "customer", "price", "Unit"], "DESC plant.customers": ["time", "name"],
        "DESC plant.\"odd name\"": ["time", "9lives"], "DESC shop.sales": ["time", "amount"],
        "LIST USER": ["bob", "root"], "LIST ROLE": ["reader"], "SHOW PIPES": ["p1"], "SHOW TRIGGERS": ["t1"],
        "SHOW DEVICE TEMPLATES": ["tpl"], "SHOW TOPICS": ["news"], "SHOW CQS": ["cq1"], "SHOW PIPEPLUGINS": ["plug"],
        "SHOW MODELS": ["arima"],
    ]
    private let log = Lock<[String]>([])
    let dialect: SQLDialect

    init(_ dialect: SQLDialect) { self.dialect = dialect }

    var asked: [String] { log.withLock { $0 } }

    func rows(of statement: String) async throws -> SchemaRows {
        log.withLock { $0.append(statement) }
        if statement == "SHOW DATABASES" {
            let names = dialect == .tree ? ["root.big", "root.plant1", "root.a.b"] : ["plant", "shop", "Odd \"one\""]
            return SchemaRows(columns: ["Database"], rows: names.map { [$0] })
        }
        if statement == "SHOW QUERIES" {
            return SchemaRows(columns: ["Time", "QueryId"], rows: [["1", "20260101_1"]])
        }
        if statement == "SHOW FUNCTIONS" {
            return SchemaRows(
                columns: ["FunctionName", "FunctionType"],
                rows: [["ABS", "native"], ["mine", "external UDTF"]]
            )
        }
        if let rows = statement.hasPrefix("SHOW CHILD PATHS ") ? Self.children[String(statement.dropFirst(17))] : nil {
            return SchemaRows(columns: ["ChildPaths", "NodeTypes"], rows: rows)
        }
        guard let names = Self.others[statement] else { throw ProcessTestError(description: "unknown: \(statement)") }
        return SchemaRows(columns: ["Name"], rows: names.map { [$0] })
    }
}

/// Presses Tab over a ``FakeSchema``; `‸` in a text is the cursor.
struct TabTest {
    let schema: FakeSchema
    let cache: SchemaCache
    var state: CompletionState

    init(_ dialect: SQLDialect) {
        schema = FakeSchema(dialect)
        cache = SchemaCache(schema)
        state = CompletionState(dialect: dialect, database: dialect == .table ? "plant" : nil)
        state.variables = ["device", "dev2"]
        state.resultColumns = ["Time", "root.d.s"]
        state.profiles = ["home"]
    }

    func complete(_ text: String) async -> CompletionResult {
        let parts = text.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)
        let request = CompletionRequest(
            textBeforeCursor: String(parts[0]),
            textAfterCursor: parts.count > 1 ? String(parts[1]) : ""
        )
        switch Completer(state, cache: cache).answer(request) {
        case .ready(let result): return result
        case .pending(let answer): return await answer()
        }
    }

    /// The line behind Tab where there is one candidate; else the candidates with blanks between, `|` before and
    /// behind.
    func tab(_ text: String) async -> String {
        let result = await complete(text)
        let before = text.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)[0]
        guard result.candidates.count == 1 else { return "|" + result.candidates.joined(separator: " ") + "|" }
        let kept = before.unicodeScalars.dropLast(result.replaceCount)
        return String(Substring(kept)) + result.candidates[0] + result.suffix
    }
}
