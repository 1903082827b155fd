import Foundation
import IoTDBTesting
import Testing

/// Ways to give a password, and what is done to keep it.
@Suite struct PasswordTests {
    private let directory: TemporaryDirectory
    private let server: ScriptedServer

    init() throws {
        directory = try TemporaryDirectory()
        server = try ScriptedServer()
    }

    private func passwordFile(mode: Int) throws -> String {
        let path = directory.path + "/password"
        try Data("secret-word\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    @Test(arguments: [0o644, 0o640, 0o604])
    func fileThatOthersCanReadIsRefused(_ mode: Int) throws {
        let path = try passwordFile(mode: mode)
        let result = try ShellRun.run(port: server.port, ["--password-file", path, "-e", "FLUSH"])
        #expect(result.status == 1)
        #expect(result.errorText.contains("chmod 600 \(path)"))
        #expect(server.connectionCount == 0)
    }

    @Test(arguments: [0o600, 0o400])
    func fileOfTheOwnerAloneIsTaken(_ mode: Int) throws {
        let path = try passwordFile(mode: mode)
        let result = try ShellRun.run(port: server.port, ["--password-file", path, "-e", "FLUSH"])
        #expect(result.isSilentSuccess, "\(result.errorText)")
        #expect(server.passwords == ["secret-word"])
    }

    @Test func environmentGivesThePassword() throws {
        let environment = ["IOTDB_PASSWORD": "from the environment"]
        let result = try ShellRun.run(port: server.port, ["-e", "FLUSH"], environment: environment)
        #expect(result.isSilentSuccess, "\(result.errorText)")
        #expect(server.passwords == ["from the environment"])
    }

    @Test func passwordOfTheCommandLineWorksWarnsAndLeavesTheProcessList() throws {
        let slow = try SlowQueryServer(listsQueries: true)
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(slow.port)", "-pw", "secret-word", "-e", "SELECT slow"]
        )
        slow.waitForQuery()
        let list = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(terminal.process)/cmdline"))
        let arguments = list.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        #expect(arguments.contains("-pw"))
        #expect(arguments.contains("***********"))
        #expect(!arguments.contains { $0.contains("secret-word") })
        try terminal.expect("warning: -pw")
        terminal.signal(SIGINT)
        #expect(try terminal.waitForExit() == 130)
        #expect(!terminal.output.contains("secret-word"))
        #expect(slow.passwords.allSatisfy { $0 == "secret-word" })
    }

    @Test func passwordInAStatementIsNotPartOfItsError() throws {
        let server = try ScriptedServer { call in
            call.statement.map { .bytes(call.statementStatus(700, "mismatched input at '\($0)'")) }
        }
        let result = try ShellRun.run(port: server.port, ["-e", "CREATE USER jo 'secret-word' x"])
        #expect(result.status == 3)
        #expect(result.errorText.contains("error 700"))
        #expect(!result.errorText.contains("secret-word"))
    }
}
