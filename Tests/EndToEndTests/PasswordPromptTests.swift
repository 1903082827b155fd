import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// The question for a password on the terminal.
@Suite struct PasswordPromptTests {
    private let home: TemporaryDirectory
    private let server: ScriptedServer

    init() throws {
        home = try TemporaryDirectory()
        server = try ScriptedServer { call in
            guard call.header.name == "openSession", call.password != "open sesame" else { return nil }
            var response = OpenSessionResponse()
            response.status.code = 801
            response.status.message = "Authentication failed."
            response.serverProtocolVersion = 2
            response.sessionID = -1
            return .bytes(call.reply(response))
        }
    }

    private func start(_ arguments: [String] = []) throws -> PseudoTerminal {
        try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)"] + arguments,
            environment: ["HOME": home.path, "NO_COLOR": "1"]
        )
    }

    private func echoes(_ terminal: PseudoTerminal) -> Bool { terminal.attributes[3] & UInt32(ECHO) != 0 }

    @Test func answerIsNotShownAndOpensTheSession() throws {
        let terminal = try start()
        try terminal.expect("Password of root: ")
        #expect(!echoes(terminal))
        try terminal.send("open sesame\r")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.output.contains("sesame"))
        let fresh = try TerminalTests.freshAttributes()
        #expect(terminal.attributes == fresh)
        #expect(server.passwords == ["root", "open sesame"])
    }

    /// Servers of version 2.0.1 parse statements about users in the tree dialect only.
    @Test(arguments: [SQLDialect.tree, .table])
    func aCommandChangesThePassword(_ dialect: SQLDialect) throws {
        let server = try FakeServer { call in
            guard dialect == .table, call.connection == 0, call.statement?.hasPrefix("ALTER USER") == true else {
                return nil
            }
            return .status(700, "line 1:7: mismatched input 'USER'")
        }
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)", "--dialect", dialect.rawValue],
            environment: ["HOME": home.path, "NO_COLOR": "1"]
        )
        try terminal.expect("> ")
        try terminal.send("\\password\r")
        try terminal.expect("New password of root: ")
        #expect(!echoes(terminal))
        // The new one is tried at once, and the server takes one only.
        try terminal.send("root\r")
        try terminal.expect("Again: ")
        try terminal.send("root\r")
        try terminal.expect("The password of root was changed.\r\n")
        try terminal.expect("> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.output.contains(": root\r"))
        #expect(server.ledger.executions["ALTER USER root SET PASSWORD 'root'"] == 1)
    }

    @Test func wrongAnswerEndsTheProgram() throws {
        let terminal = try start()
        try terminal.expect("Password of root: ")
        try terminal.send("wrong\r")
        try terminal.expect("error 801")
        #expect(try terminal.waitForExit() == 2)
        #expect(!terminal.output.contains("wrong"))
        #expect(server.passwords == ["root", "wrong"])
    }

    @Test func endOfInputEndsTheLineOfTheQuestion() throws {
        let terminal = try start()
        try terminal.expect("Password of root:")
        try terminal.send("\u{4}")
        try terminal.expect(" \r\niotdb-shell: error 801")
        #expect(try terminal.waitForExit() == 2)
    }

    @Test func questionStandsAgainAfterBeingSuspended() throws {
        let terminal = try start()
        try terminal.expect("Password of root: ")
        // The program has no parent in its session to wake it up, so that the system does not stop it.
        try terminal.send("half\u{1A}")
        try terminal.expect("Password of root: ")
        #expect(!echoes(terminal))
        try terminal.send("open sesame\r")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(server.passwords == ["root", "open sesame"])
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func signalRestoresTheEchoAndEndsTheProgram(_ signal: Int32) throws {
        let terminal = try start()
        try terminal.expect("Password of root: ")
        try terminal.send("half")
        if signal == SIGINT { try terminal.send("\u{3}") } else { terminal.signal(signal) }
        #expect(try terminal.waitForExit() == -signal)
        let fresh = try TerminalTests.freshAttributes()
        #expect(terminal.attributes == fresh)
        #expect(!terminal.output.contains("half"))
        #expect(server.passwords == ["root"])
    }

    @Test func controlCInTheShellGoesBackToThePromptAndKeepsTheSession() throws {
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)"],
            environment: ["IOTDB_PASSWORD": "open sesame", "HOME": home.path, "NO_COLOR": "1"]
        )
        try terminal.expect("tree> ")
        try terminal.send("\\c - ann\r")
        try terminal.expect("Password of ann: ")
        #expect(!echoes(terminal))
        try terminal.send("\u{3}")
        try terminal.expect("no password")
        try terminal.expect("tree> ")
        try terminal.send("FLUSH;\r")
        try terminal.expect("tree> ")
        #expect(server.statements == ["FLUSH"])
        try terminal.send("\\c - ann\r")
        try terminal.expect("Password of ann: ")
        try terminal.send("open sesame\r")
        try terminal.expect("ann@")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.output.contains("sesame"))
    }

    @Test func aPasswordThatWasChangedElsewhereIsAskedForWhenTheConnectionIsLost() throws {
        let server = try FakeServer()
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)"],
            environment: ["HOME": home.path, "NO_COLOR": "1"]
        )
        try terminal.expect("tree> ")
        server.setScript(on("openSession", nth: 0, .status(801, "Authentication failed.")))
        server.breakConnections()
        try terminal.send("FLUSH;\r")
        try terminal.expect("error 801")
        try terminal.expect("Password of root: ")
        #expect(!echoes(terminal))
        try terminal.send("root\r")
        try terminal.expect("OK")
        try terminal.expect("root@127.0.0.1:\(server.port) tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(server.ledger.executions == ["FLUSH": 1])
    }

    @Test func withoutAnAnswerTheStatementIsNotSent() throws {
        let server = try FakeServer()
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)"],
            environment: ["HOME": home.path, "NO_COLOR": "1"]
        )
        try terminal.expect("tree> ")
        server.setScript(on("openSession", .status(801, "Authentication failed.")))
        server.breakConnections()
        try terminal.send("FLUSH;\r")
        try terminal.expect("Password of root: ")
        try terminal.send("\u{3}")
        try terminal.expect("no password was given; the statement was not sent")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(server.ledger.executions.isEmpty)
    }
}
