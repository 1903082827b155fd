import IoTDBTesting
import Testing

@testable import IoTDBDemo

@Suite("Hostile statements")
struct HostileStatementTests {
    private static let words = [
        "SELECT", "FROM", "WHERE", "root", "root.a", "root.a.d", "s1", "*", "**", ".", ",", "(", ")", "+", "-", "/",
        "%", "=", "<",
        ">=", "!=", "AND", "OR", "NOT", "!", "BETWEEN", "IN", "IS", "NULL", "time", "now()", "1", "-1", "1.5", "1e308",
        "1e999",
        "9223372036854775807", "-9223372036854775808", "99999999999999999999", "'x'", "\"x\"", "`a b`", "``", "X'00'",
        "X'0'",
        "2024-01-01", "2024-99-99T99:99:99", "9999-12-31T23:59:59+18:00", "0000-01-01", "1d", "9999999999999999w",
        "INSERT INTO",
        "VALUES", "(time, s1)", "(time,s1,s1)", "ALIGNED", "CREATE", "DATABASE", "TIMESERIES", "INT32", "TEXT",
        "DELETE", "DROP",
        "SHOW", "DEVICES", "COUNT", "count(s1)", "sum(s1)", "max_value(*)", "avg(", "AS", "x", "ORDER BY TIME DESC",
        "LIMIT", "OFFSET",
        "0", ";", "'", "`", "\u{0}", "é", "温度", "FLUSH", "CHILD PATHS", "TAGS", "'a'='b'", "ENCODING=RLE", "LAST",
        "GROUP BY ([0, 10), 3ms)", "GROUP BY LEVEL = 1", "HAVING", "FILL(PREVIOUS)",
        "FILL(LINEAR)", "FILL(1)", "ORDER BY s1", "ALIGN BY DEVICE", "SLIMIT 1", "SOFFSET 1", "LIKE '%'",
        "INTO root.b.d(x)", "stddev(s1)",
        "WITH DATATYPE=INT64",
    ]

    private static let starts = [
        "SELECT s1 FROM root.a.d WHERE ", "INSERT INTO root.a.d(time,s1,s2) VALUES ", "SELECT ", "SHOW ",
        "CREATE TIMESERIES root.a.",
        "DELETE FROM root.a.d.s1 WHERE time ", "",
    ]

    @Test("random statements are answered or refused, and never end the process", arguments: 0..<4)
    func random(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var engine = Engine()
        for number in 0..<25_000 {
            if number % 2500 == 0 {
                engine = Engine()
                _ = try engine.execute("INSERT INTO root.a.d(time,s1,s2,s3) VALUES (1,1,'x',true),(2,-2,'y',false)")
            }
            var text = Self.starts[Int.random(in: 0..<Self.starts.count, using: &random)]
            for _ in 0..<Int.random(in: 0..<14, using: &random) {
                text += Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
                if Bool.random(using: &random) { text += " " }
            }
            do throws(StatementError) {
                if let table = try engine.execute(text) {
                    #expect(table.columns.allSatisfy { $0.cells.count == table.rowCount }, "\(text)")
                    _ = TsBlockEncoder.block(table, rows: 0..<table.rowCount)
                }
            } catch {
                #expect(error.code >= 300, "\(text)")
            }
        }
    }
}
