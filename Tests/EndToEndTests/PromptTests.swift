import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// The shell on a pseudo terminal, as a user drives it.
@Suite(.serialized) struct PromptTests {
    private let home: TemporaryDirectory

    init() throws { home = try TemporaryDirectory() }

    private func start(port: Int, _ arguments: [String] = []) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(port)", "--timezone", "UTC"] + arguments,
            environment: ["HOME": home.path, "NO_COLOR": "1"]
        )
        return terminal
    }

    @Test func wholeSessionLeavesTheTerminalAsItWas() throws {
        let (demo, other) = (DemoServer(), DemoServer())
        let (port, otherPort) = (Int(try demo.start()), Int(try other.start()))
        defer {
            demo.stop()
            other.stop()
        }
        let terminal = try start(port: port)
        let before = terminal.attributes
        try terminal.expect("root@127.0.0.1:\(port) tree> ")
        try completesAKeyword(terminal)
        try dropsALine(terminal)
        try changesSettings(terminal)
        try changesNodes(terminal, from: port, to: otherPort)
        try confirmsAStatementWithoutRows(terminal)
        try terminal.send("SHOW\r")
        try terminal.expect("-> ")
        try terminal.send("DATABASES;\r")
        try terminal.expect("root.factory")
        try terminal.expect("(1 row)")
        try leave(terminal)
        #expect(terminal.attributes == before)
        try recallsTheLastStatement(try start(port: port))
    }

    private func completesAKeyword(_ terminal: PseudoTerminal) throws {
        // Without completion this would be one word that no server knows.
        try terminal.send("sho\tversion;\r")
        try terminal.expect("BuildInfo")
        try terminal.expect("(1 row)")
        try terminal.expect("tree> ")
    }

    private func confirmsAStatementWithoutRows(_ terminal: PseudoTerminal) throws {
        try terminal.send("INSERT INTO root.factory.hall(time, noise) VALUES (1, 61.5);\r")
        try terminal.expect("OK\r\n")
        try terminal.expect("tree> ")
    }

    private func dropsALine(_ terminal: PseudoTerminal) throws {
        try terminal.send("DROP DATABASE root.factory;")
        try terminal.expect("factory;")
        try terminal.send("\u{3}")
        try terminal.expect("^C")
        try terminal.expect("tree> ")
    }

    private func changesSettings(_ terminal: PseudoTerminal) throws {
        for (line, answer) in [
            ("\\tz Asia/Shanghai", "Time zone is Asia/Shanghai."),
            ("set time_zone=+08:00", "Time zone has set to +08:00"),
            ("\\tz Mars/Olympus", "Mars/Olympus"),
            ("\\fetch 10", "Fetch size is 10."),
            ("show fetch_size", "Current fetch size: 10"),
            ("\\fetch none", "is not allowed"),
        ] {
            try terminal.send(line + "\r")
            // The line itself is echoed first.
            try terminal.expect("\n")
            try terminal.expect(answer)
            try terminal.expect("tree> ")
        }
        try terminal.send("SELECT temperature FROM root.factory.weather LIMIT 1;\r")
        try terminal.expect("2024-05-06T08:00:00.000+08:00")
        try terminal.expect("tree> ")
    }

    private func changesNodes(_ terminal: PseudoTerminal, from port: Int, to other: Int) throws {
        try terminal.send("\\nodes\r")
        try terminal.expect("*       127.0.0.1:\(port)  up")
        try terminal.send("\\c - - - \(other)\r")
        try terminal.expect("Connected to 127.0.0.1:\(other) as root")
        try terminal.expect("root@127.0.0.1:\(other) tree> ")
        try terminal.send("\\nodes\r")
        try terminal.expect("*       127.0.0.1:\(other)  up")
        try terminal.expect("tree> ")
    }

    private func recallsTheLastStatement(_ terminal: PseudoTerminal) throws {
        try terminal.expect("tree> ")
        try terminal.send("\u{1B}[A")
        try terminal.expect("DATABASES;")
        try terminal.send("\r")
        try terminal.expect("root.factory")
        try terminal.expect("(1 row)")
        try terminal.expect("tree> ")
        try terminal.send("\\q\r")
        #expect(try terminal.waitForExit() == 0)
    }

    private func leave(_ terminal: PseudoTerminal) throws {
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func controlCKillsTheQueryOnTheServerAndKeepsTheSession() throws {
        let server = try SlowQueryServer(listsQueries: true)
        let terminal = try start(port: server.port)
        try terminal.expect("tree> ")
        try terminal.send("SELECT slow FROM root.d;\r")
        server.waitForQuery()
        try terminal.send("\u{3}")
        try terminal.expect("query cancelled")
        try terminal.expect("tree> ")
        try terminal.send("FLUSH;\r")
        try terminal.expect("tree> ")
        #expect(server.statements.suffix(2) == ["KILL QUERY '20240506_000000_00001_1'", "FLUSH"])
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func executedPartOfADroppedInputStaysInTheHistory() throws {
        let demo = DemoServer()
        defer { demo.stop() }
        let terminal = try start(port: Int(try demo.start()))
        try terminal.expect("tree> ")
        try terminal.send("\u{1B}[200~SHOW VERSION;\nSELECT\u{1B}[201~")
        try terminal.expect("SELECT")
        try terminal.send("\r")
        try terminal.expect("(1 row)")
        try terminal.expect("-> ")
        try terminal.send("\u{3}")
        try terminal.expect("tree> ")
        try terminal.send("\u{1B}[A")
        try terminal.expect("VERSION;")
        try terminal.send("\u{3}")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        let history = try String(contentsOfFile: home.path + "/.local/state/iotdb-shell/history", encoding: .utf8)
        #expect(history == "SHOW VERSION;\\nSELECT\n")
    }

    @Test func pathsOfTheServerAreCompletedAlsoOnLaterLines() throws {
        let demo = DemoServer()
        defer { demo.stop() }
        let terminal = try start(port: Int(try demo.start()))
        try terminal.expect("tree> ")
        try terminal.send("COUNT TIMESERIES\r")
        try terminal.expect("-> ")
        try terminal.send("root.fac")
        try pressTab(terminal, until: "factory.")
        try terminal.send("li")
        try pressTab(terminal, until: "line1.")
        try terminal.send("**;\r")
        try terminal.expect("(1 row)")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    /// The server's answer may come later than Tab waits; the next Tab has it.
    private func pressTab(_ terminal: PseudoTerminal, until text: String) throws {
        for _ in 0..<100 {
            try terminal.send("\t")
            if (try? terminal.expect(text, timeout: .milliseconds(200))) != nil { return }
        }
        try terminal.expect(text)
    }

    @Test func whatFollowsAFailureInOneInputIsCountedAndNotSent() throws {
        let server = try ScriptedServer { call in
            call.statement == "bad" ? .bytes(call.statementStatus(700, "wrong")) : nil
        }
        let terminal = try start(port: server.port)
        try terminal.expect("tree> ")
        try terminal.send("FLUSH; bad; \\x; FLUSH; FLUSH;\r")
        try terminal.expect("error 700 (SQL_PARSE_ERROR): wrong\r\n")
        try terminal.expect("tree> ")
        try terminal.send("FLUSH; bad; FLUSH; FLUSH;\r")
        try terminal.expect("2 more statements were not sent")
        try terminal.expect("tree> ")
        #expect(server.statements == ["FLUSH", "bad", "FLUSH", "bad"])
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func waysOutOfAnOpenStatementAreTold() throws {
        let server = try ScriptedServer { _ in nil }
        let terminal = try start(port: server.port)
        try terminal.expect("tree> ")
        try terminal.send("SELECT\r")
        try terminal.expect("-> ")
        try terminal.send("exit\r")
        try terminal.expect("Ctrl-C drops the statement")
        try terminal.expect("-> ")
        try terminal.send("\\q\r")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func queryThatTheServerDoesNotListIsLeftAndTheUserIsTold() throws {
        let server = try SlowQueryServer(listsQueries: false)
        let terminal = try start(port: server.port)
        try terminal.expect("tree> ")
        try terminal.send("SELECT slow FROM root.d;\r")
        server.waitForQuery()
        try terminal.send("\u{3}")
        try terminal.expect("the server may go on")
        try terminal.expect("> ")
        try terminal.send("FLUSH;\r")
        try terminal.expect("tree> ")
        // A young statement is looked for more than once.
        #expect(Set(server.statements) == ["SELECT slow FROM root.d", "SHOW QUERIES", "FLUSH"])
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }
}
