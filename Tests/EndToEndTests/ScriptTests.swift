import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// Scripts from files, pipes and the command line.
@Suite struct ScriptTests {
    private let server: ReplayServer
    private let directory: TemporaryDirectory

    init() throws {
        let ids = ["show-version", "show-databases", "select-count", "error-syntax"]
        server = try ReplayServer(ids.map { CassetteName("tree", $0) })
        directory = try TemporaryDirectory()
    }

    /// Texts of the statements that the server has seen.
    private var statements: [String] {
        server.calls.compactMap { $0.hasPrefix("executeStatementV2: ") ? String($0.dropFirst(20)) : nil }
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = directory.path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func scriptStopsAtTheFirstFailureAndSaysWhere() throws {
        let result = try ShellRun.run(port: server.port, input: "SHOW VERSION;\n\nbad\nstatement;\nSHOW DATABASES;\n")
        #expect(result.status == 3)
        #expect(result.errorText.hasPrefix("<stdin>:3: error 701 (SEMANTIC_ERROR): not recorded"))
        #expect(result.errorText.contains("1 statement was carried out; 1 failed, the rest was not sent"))
        #expect(statements == ["SHOW VERSION", "bad\nstatement"])
        #expect(result.outputText.contains("2.0.1-beta"))
    }

    @Test func fileIsNamedWithTheLineOfTheStatement() throws {
        let path = try file("script.sql", "-- a comment\nSHOW VERSION; bad;\nSHOW DATABASES;\n")
        let result = try ShellRun.run(port: server.port, ["-f", path])
        #expect(result.status == 3)
        #expect(result.errorText.hasPrefix("\(path):2:15: error 701"))
        #expect(result.errorText.hasSuffix("\n1 of 3 statements were carried out; 1 failed, 1 was not sent\n"))
        #expect(statements == ["SHOW VERSION", "bad"])
    }

    @Test func keepGoingRunsWhatFollowsAndStillFails() throws {
        let result = try ShellRun.run(port: server.port, ["--keep-going"], input: "bad;\nSHOW VERSION;\nworse;\n")
        #expect(result.status == 3)
        #expect(result.errorText.contains("<stdin>:1: error 701"))
        #expect(result.errorText.contains("<stdin>:3: error 701"))
        #expect(statements == ["bad", "SHOW VERSION", "worse"])
    }

    @Test(arguments: ["'", "\"", "`"])
    func openQuoteSendsNothingOfItsStatement(_ quote: String) throws {
        let script = "SHOW VERSION;\nSELECT \(quote)abc;\nSHOW DATABASES;\n"
        let result = try ShellRun.run(port: server.port, input: script)
        #expect(result.status == 3)
        #expect(result.errorText.hasPrefix("<stdin>:2:8: the quote (\(quote)) opened at column 8 is never closed"))
        #expect(statements == ["SHOW VERSION"])
    }

    @Test(arguments: [[0x53, 0x00], [0x53, 0xFF]] as [[UInt8]])
    func statementWithNulOrBytesThatAreNoTextIsNotSent(_ bytes: [UInt8]) throws {
        let script = Array("SHOW VERSION;\n".utf8) + bytes + Array(";\nSHOW DATABASES;\n".utf8)
        let result = try ShellRun.run(["-p", "\(server.port)"], input: script)
        #expect(result.status == 3)
        #expect(result.errorText.hasPrefix("<stdin>:2:2: "))
        #expect(statements == ["SHOW VERSION"])
    }

    @Test func byteOrderMarkCarriageReturnsAndAMissingLastSemicolonAreAccepted() throws {
        let script = "\u{FEFF}SHOW VERSION;\r\nSHOW\r\n  DATABASES"
        let result = try ShellRun.run(port: server.port, input: script)
        #expect(statements == ["SHOW VERSION", "SHOW\n  DATABASES"])
        #expect(result.errorText.contains("<stdin>:2: error 701 (SEMANTIC_ERROR): not recorded"))
        #expect(result.outputText.contains("2.0.1-beta"))
    }

    @Test func emptyInputSucceeds() throws {
        let result = try ShellRun.run(port: server.port, input: "\n-- nothing\n;;\n")
        #expect(result.isSilentSuccess, "\(result.errorText)")
        #expect(statements.isEmpty)
    }

    @Test func textsAndFilesRunInTheOrderOfTheCommandLine() throws {
        let path = try file("second.sql", "SHOW DATABASES")
        let arguments = ["-e", "SHOW VERSION", "-f", path, "-e", "show version", "--keep-going", "-f", "-"]
        let result = try ShellRun.run(port: server.port, arguments, input: "fourth;")
        #expect(result.status == 3)
        #expect(statements == ["SHOW VERSION", "SHOW DATABASES", "show version", "fourth"])
    }

    @Test func missingFileIsNamedAndStopsTheScript() throws {
        let path = directory.path + "/missing.sql"
        let result = try ShellRun.run(port: server.port, ["-f", path, "-e", "SHOW VERSION"])
        #expect(result.status == 1)
        #expect(result.errorText == "\(path): No such file or directory\n")
        #expect(statements.isEmpty)
    }

    @Test func answersAreOnStandardOutputAndNoticesOnStandardError() throws {
        let script = "SHOW VERSION;\n\\timing on\n\\tz UTC\nbad;\n"
        let result = try ShellRun.run(port: server.port, ["--format", "csv"], input: script)
        #expect(result.status == 3)
        #expect(result.outputText == "Version,BuildInfo\n2.0.1-beta,5f31648\n")
        #expect(result.errorText.hasPrefix("Timing is on.\nTime zone is UTC.\n<stdin>:4: error 701"))
    }

    @Test func commandsMayFollowStatementsOnTheirLine() throws {
        let script = "SHOW VERSION; \\timing off\nSHOW\n\\x on\nDATABASES\n\\x off\n\\gx\n"
        let result = try ShellRun.run(port: server.port, ["--keep-going"], input: script)
        #expect(statements == ["SHOW VERSION", "SHOW\n\nDATABASES"])
        #expect(
            result.errorText.hasPrefix("Timing is off.\nExpanded display is on.\nExpanded display is off.\n<stdin>:2: ")
        )
    }

    @Test func expandedDisplayForOneStatement() throws {
        let result = try ShellRun.run(port: server.port, input: "SHOW VERSION \\gx\nSHOW VERSION;\n")
        #expect(result.outputText.hasPrefix("-[ RECORD 1 ]---------\nVersion   | 2.0.1-beta\n"))
        #expect(result.outputText.contains("(1 row)"))
    }

    @Test(arguments: ["\\tz Mars/Olympus", "set time_zone=Mars/Olympus"])
    func unknownZoneIsAFailedStatement(_ command: String) throws {
        let result = try ShellRun.run(port: server.port, ["--keep-going"], input: "\(command)\nSHOW VERSION;\n")
        #expect(result.status == 3)
        #expect(result.errorText == "<stdin>:1: unknown time zone \"Mars/Olympus\"\n")
        #expect(statements == ["SHOW VERSION"])
    }

    @Test func argumentThatIsNoTextIsNotSent() throws {
        let result = try ShellRun.bash(#""$0" "$@" -e $'INSERT \xff'"#, ["-p", "\(server.port)"])
        #expect(result.status == 64)
        #expect(result.errorText == "iotdb-shell: argument 4 is not valid UTF-8\n")
        #expect(statements.isEmpty)
    }

    @Test func statementsAreReadInTheDialectThatTheSessionHas() throws {
        let changing = try ScriptedServer { call in
            guard call.statement?.hasPrefix("SET") == true else { return nil }
            var response = ExecuteStatementResponse()
            response.status.code = 200
            response.tableModel = true
            return .bytes(call.reply(response))
        }
        let script = "a--b\n;\nSET SQL_DIALECT = table;\na--b\n;\n"
        let result = try ShellRun.run(port: changing.port, input: script)
        #expect(result.isSilentSuccess, "\(result.errorText)")
        #expect(changing.statements == ["a--b", "SET SQL_DIALECT = table", "a"])
    }

    @Test func lostConnectionEndsTheScriptWithAnUnknownOutcome() throws {
        let dying = try ScriptedServer { call in
            call.statement?.hasPrefix("INSERT") == true ? .last([]) : nil
        }
        let script = "FLUSH;\nINSERT INTO root.d(time, s) VALUES (1, 1);\nFLUSH;\n"
        let result = try ShellRun.run(port: dying.port, ["--keep-going"], input: script)
        #expect(result.status == 2)
        #expect(result.errorText.contains("<stdin>:2: the server closed the connection without an answer"))
        #expect(dying.statements == ["FLUSH", "INSERT INTO root.d(time, s) VALUES (1, 1)"])
    }
}
