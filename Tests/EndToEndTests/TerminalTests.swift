import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// The terminal while the shell is stopped, continued and ended by signals.
@Suite struct TerminalTests {
    private let home: TemporaryDirectory

    init() throws { home = try TemporaryDirectory() }

    /// What a new terminal has, seen while a program that changes nothing is on it.
    static func freshAttributes() throws -> [UInt32] { try PseudoTerminal("/bin/cat").attributes }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func signalAtThePromptRestoresTheTerminalAndEndsTheSession(_ signal: Int32) throws {
        let server = try FakeServer()
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)"],
            environment: ["HOME": home.path, "NO_COLOR": "1"]
        )
        let fresh = try Self.freshAttributes()
        try terminal.expect("tree> ")
        #expect(terminal.attributes != fresh)
        try terminal.send("half a statem")
        try terminal.expect("statem")
        terminal.signal(signal)
        try terminal.expect("\u{1B}[?2004l")
        #expect(try terminal.waitForExit() == 128 + signal)
        #expect(terminal.attributes == fresh)
        #expect(server.ledger.sessions.isEmpty)
        #expect(server.ledger.calls["closeSession"] == 1)
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func signalDuringAStatementFindsTheTerminalRestored(_ signal: Int32) throws {
        let server = try SlowQueryServer(listsQueries: true)
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)"],
            environment: ["HOME": home.path, "NO_COLOR": "1"]
        )
        let fresh = try Self.freshAttributes()
        try terminal.expect("tree> ")
        try terminal.send("SELECT slow;\r")
        server.waitForQuery()
        #expect(terminal.attributes == fresh)
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == 128 + signal)
        #expect(terminal.attributes == fresh)
    }

    @Test func controlZGivesTheTerminalBackAndTheLineIsThereAgainAfterwards() throws {
        let demo = DemoServer()
        let port = try demo.start()
        defer { demo.stop() }
        // Job control needs a shell that does it; the plain one leaves the terminal's settings alone.
        let terminal = try PseudoTerminal(
            "/bin/sh",
            arguments: ["-i"],
            environment: ["HOME": home.path, "NO_COLOR": "1", "PS1": "sh> ", "ENV": ""],
            columns: 200
        )
        try terminal.expect("sh> ")
        let before = terminal.attributes
        try terminal.send("\(ShellRun.binary) -p \(port) --timezone UTC\r")
        try terminal.expect("tree> ")
        let whileEditing = terminal.attributes
        for _ in 0..<2 {
            try terminal.send("SHOW VER")
            try terminal.expect("SHOW VER")
            try terminal.send("\u{1A}")
            try terminal.expect("\u{1B}[?2004l")
            try terminal.expect("Stopped")
            try terminal.expect("sh> ")
            #expect(terminal.attributes == before)
            try terminal.send("fg\r")
            try terminal.expect("\u{1B}[?2004h")
            try terminal.expect("SHOW VER")
            #expect(terminal.attributes == whileEditing)
            try terminal.send("SION;\r")
            try terminal.expect("BuildInfo")
            try terminal.expect("tree> ")
        }
        try terminal.send("\u{4}")
        try terminal.expect("sh> ")
        #expect(terminal.attributes == before)
        try terminal.send("exit\r")
        #expect(try terminal.waitForExit() == 0)
    }
}
