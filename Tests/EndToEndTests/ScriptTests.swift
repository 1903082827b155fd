import Foundation
import IoTDBTesting
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
        #expect(result.errorText.contains("1 statement was carried out; the rest was not sent"))
        #expect(statements == ["SHOW VERSION", "bad\nstatement"])
        #expect(result.outputText.contains("2.0.1-beta"))
    }

    @Test func fileIsNamedWithTheLineOfTheStatement() throws {
        let path = try file("script.sql", "-- a comment\nSHOW VERSION; bad;\nSHOW DATABASES;\n")
        let result = try ShellRun.run(port: server.port, ["-f", path])
        #expect(result.status == 3)
        #expect(result.errorText.hasPrefix("\(path):2: error 701"))
        #expect(result.errorText.hasSuffix("\n1 of 3 statements were carried out; the rest was not sent\n"))
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
        #expect(result.errorText.hasPrefix("<stdin>:2: the quote (\(quote)) opened at column 8 is never closed"))
        #expect(statements == ["SHOW VERSION"])
    }

    @Test(arguments: [[0x53, 0x00], [0x53, 0xFF]] as [[UInt8]])
    func statementWithNulOrBytesThatAreNoTextIsNotSent(_ bytes: [UInt8]) throws {
        let script = Array("SHOW VERSION;\n".utf8) + bytes + Array(";\nSHOW DATABASES;\n".utf8)
        let result = try ShellRun.run(["-p", "\(server.port)"], input: script)
        #expect(result.status == 3)
        #expect(result.errorText.hasPrefix("<stdin>:2: "))
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
        #expect(result.outputText == "Version,BuildInfo\n2.0.1-beta,5f31648\nTime zone is UTC.\n")
        #expect(result.errorText.hasPrefix("Timing is on.\n<stdin>:4: error 701"))
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
