import IoTDBTesting
import IoTDBWire
import Testing

/// How many sessions and calls the shell needs, by the server's books.
@Suite struct SessionUseTests {
    private let server: FakeServer

    init() throws { server = try FakeServer() }

    @Test func oneStatementNeedsOneSessionAndFourCalls() throws {
        let result = try ShellRun.run(port: server.port, ["-e", "select canary 1 pages 1 rows 2"])
        #expect(result.status == 0)
        let calls = ["openSession": 1, "requestStatementId": 1, "executeStatementV2": 1, "closeSession": 1]
        #expect(server.ledger.calls == calls)
        #expect(server.ledger.peakSessions == 1)
        #expect(server.ledger.sessions.isEmpty)
    }

    @Test func changedSessionsAndOpenQueriesAreGoneAtTheEnd() throws {
        let script = "use one;\n\\tz Asia/Tokyo\nselect canary 1 pages 3 rows 5;\n\\fetch 7\nfail 507;\n"
        let result = try ShellRun.run(port: server.port, ["--dialect", "table"], input: script)
        #expect(result.status == 3)
        #expect(server.ledger.sessions.isEmpty)
        #expect(server.ledger.openQueries.isEmpty)
        #expect(server.ledger.openRequests.count == 1)
        #expect(server.ledger.violations.isEmpty)
    }

    @Test func nodesAreChangedInAScriptWithoutLosingTheConnectionOrItsState() throws {
        let other = try FakeServer()
        let script = """
            use one;
            \\tz Asia/Tokyo
            \\nodes set 127.0.0.1:\(other.port), 127.0.0.1:\(server.port)
            flush;
            \\nodes set 127.0.0.1:\(other.port)
            flush;
            """
        let result = try ShellRun.run(port: server.port, ["--dialect", "table"], input: script)
        #expect(result.status == 0, "\(result.errorText)")
        let text = result.errorText
        #expect(
            text.contains(
                "Nodes are 127.0.0.1:\(other.port), 127.0.0.1:\(server.port); connected to 127.0.0.1:\(server.port).\n"
            )
        )
        #expect(text.contains("Nodes are 127.0.0.1:\(other.port); connected to 127.0.0.1:\(other.port).\n"))
        #expect(server.ledger.executions == ["use one": 1, "flush": 1])
        #expect(other.ledger.executions == ["flush": 1])
        #expect(server.ledger.openRequests.count == 1)
        let request = try #require(other.ledger.openRequests.first)
        #expect(request.configuration?["db"] == "one")
        #expect(request.zoneID == "Asia/Tokyo")
        #expect(server.ledger.sessions.isEmpty && other.ledger.sessions.isEmpty)
    }

    @Test func nodesThatCannotBeReachedLeaveEverythingAsItWas() throws {
        let unused = try LoopbackListener.unusedPort()
        let home = try TemporaryDirectory()
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)"],
            environment: ["HOME": home.path, "NO_COLOR": "1"]
        )
        try terminal.expect("tree> ")
        try terminal.send("\\nodes set 127.0.0.1:\(unused)\r")
        try terminal.expect("refused")
        try terminal.expect("tree> ")
        try terminal.send("flush;\r")
        try terminal.expect("tree> ")
        try terminal.send("\\nodes\r")
        try terminal.expect("*       127.0.0.1:\(server.port)  up")
        try terminal.expect("tree> ")
        try terminal.send("\\nodes se\th1:1,h2:x\r")
        try terminal.expect("entry 2: \"h2:x\"")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(server.ledger.executions == ["flush": 1])
        #expect(server.ledger.sessions.isEmpty)
    }
}
