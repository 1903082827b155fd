import IoTDBTesting
import Testing

@testable import IoTDBDemo

@Suite("Hostile statements of the table dialect")
struct HostileTableStatementTests {
    private static let words = [
        "SELECT", "DISTINCT", "FROM", "WHERE", "t", "t.i", "i", "f", "s", "a", "time", "*", ",", "(", ")", "+", "-",
        "/", "%",
        "||", "=", "<>", "<", ">=", "AND", "OR", "NOT", "BETWEEN 1 AND", "IN (1, 2)", "IS NULL", "IS NOT NULL",
        "LIKE 'x%'",
        "null", "true", "1", "-1", "0", "1.5", "1e308", "9223372036854775807", "-9223372036854775808", "'x'", "\"i\"",
        "X'00'", "2024-01-01T00:00:00", "now()", "1h", "date_bin(2ms, time)", "count(*)", "count(i)", "sum(f)",
        "avg(i)",
        "min(s)", "max(", "first(i)", "last_by(a, i)", "mode(s)", "stddev(f)", "extreme(i)", "cast(i AS STRING)",
        "cast(s AS INT32)", "CASE WHEN", "THEN", "ELSE", "END", "coalesce(s, 'x')", "abs(", "upper(s)", "length(s)",
        "GROUP BY", "GROUP BY 1", "HAVING", "ORDER BY", "ORDER BY 1", "DESC", "NULLS FIRST", "LIMIT 1", "OFFSET 1",
        "FILL METHOD PREVIOUS", "JOIN t u ON", "u.i", "INNER", "AS x", "x", ";", "--", "/*", "*/", "`", "\u{0}", "é",
        "INSERT INTO t VALUES (1,", "(time, a, i) VALUES", "(1,'a',1)", "TAG", "FIELD", "INT32", "STRING",
        "SHOW TABLES",
        "information_schema.columns",
    ]

    private static let starts = [
        "SELECT i FROM t WHERE ", "SELECT ", "SELECT a, ", "INSERT INTO t(time, a, i) VALUES ", "DELETE FROM t WHERE ",
        "UPDATE t SET at = ", "CREATE TABLE u (", "SHOW ", "ALTER TABLE t ", "",
    ]

    @Test("random statements are answered or refused, and never end the process", arguments: 0..<4)
    func random(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var engine = Engine()
        var context = DemoContext(dialect: .table)
        for number in 0..<15_000 {
            if number % 1500 == 0 { (engine, context) = try filled() }
            var text = Self.starts[Int.random(in: 0..<Self.starts.count, using: &random)]
            for _ in 0..<Int.random(in: 0..<14, using: &random) {
                text += Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
                if Bool.random(using: &random) { text += " " }
            }
            do throws(StatementError) {
                if let table = try engine.execute(text, &context) {
                    #expect(table.columns.allSatisfy { $0.cells.count == table.rowCount }, "\(text)")
                    _ = TsBlockEncoder.block(table, rows: 0..<table.rowCount)
                }
            } catch {
                #expect(error.code >= 300, "\(text)")
            }
        }
    }

    private func filled() throws -> (Engine, DemoContext) {
        let engine = Engine()
        var context = DemoContext(dialect: .table)
        for statement in [
            "CREATE DATABASE d", "USE d",
            "CREATE TABLE t (a STRING TAG, at STRING ATTRIBUTE, i INT32, f FLOAT, s STRING)",
            "INSERT INTO t VALUES (1,'x','y',2147483647,1.5,'p'),(2,'x','y',null,null,null),(1,'z',null,-1,0,'q')",
        ] {
            _ = try engine.execute(statement, &context)
        }
        return (engine, context)
    }
}
