import Foundation
import IoTDBTesting
import Testing

/// Errors of the server with a place in the statement.
@Suite struct ErrorPlaceTests {
    private let directory: TemporaryDirectory
    private let server: ScriptedServer

    init() throws {
        directory = try TemporaryDirectory()
        server = try ScriptedServer { call in
            guard call.statement?.hasPrefix("SELECT") == true else { return nil }
            return .bytes(call.statementStatus(700, "line 2:9 mismatched input 'FORM' expecting FROM"))
        }
    }

    @Test func scriptNamesFileAndLineFirstAndShowsTheStatementsLineBelow() throws {
        let path = directory.path + "/q.sql"
        let script = "FLUSH;\n  FLUSH; SELECT a, -- 温\n  '温', b FORM root.x\n  WHERE a > 1;\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: path))
        let result = try ShellRun.run(port: server.port, ["-f", path])
        #expect(result.status == 3)
        let lines = result.errorText.split(separator: "\n")
        try #require(lines.count == 4)
        #expect(lines[0].hasPrefix("\(path):2:10: error 700 (SQL_PARSE_ERROR): line 2:9 mismatched input 'FORM'"))
        #expect(lines[1] == "LINE 2:   '温', b FORM root.x")
        #expect(lines[2] == "                  ^")
    }

    @Test func promptShowsTheCaretWithinTheTerminal() throws {
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)"],
            environment: ["HOME": directory.path],
            columns: 40
        )
        try terminal.expect("tree> ")
        try terminal.send("SELECT a,\r")
        try terminal.expect("-> ")
        let tail = String(repeating: ", column", count: 20)
        try terminal.send("  bc, de FORM\(tail);\r")
        try terminal.expect("error 700")
        let shown = try terminal.expect("^")
        let rows = shown.split(separator: "\r\n").suffix(2)
        let row = try #require(rows.first)
        #expect(row.hasPrefix("LINE 2:   bc, de FORM, col"))
        #expect(row.hasSuffix("..."))
        #expect(row.count < 40)
        #expect(rows.last == "                 ^")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }
}
