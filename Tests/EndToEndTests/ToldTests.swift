import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

/// What a user has to be told, once, and in time.
@Suite struct ToldTests {
    @Test func anEndlessScriptEndsAtItsFirstErrorWithoutBeingCounted() throws {
        let server = try ScriptedServer { call in
            call.statement == "bad" ? .bytes(call.statementStatus(700, "wrong")) : nil
        }
        let result = try ShellRun.bash(
            #"{ echo 'bad;'; yes 'FLUSH;'; } 2>/dev/null | "$0" "$@"; exit ${PIPESTATUS[1]}"#,
            ["-p", "\(server.port)"]
        )
        #expect(result.status == 3)
        #expect(result.errorText.hasSuffix("\n0 statements were carried out; 1 failed, the rest was not sent\n"))
        #expect(server.statements == ["bad"])
    }

    @Test func aPasswordOfTheCommandLineIsWarnedOfUnlessQuiet() throws {
        let server = try FakeServer()
        let loud = try ShellRun.run(port: server.port, ["-pw", "root", "-e", "FLUSH"])
        #expect(loud.errorText.contains("warning: -pw shows the password in the process list"))
        #expect(try ShellRun.run(port: server.port, ["-q", "-pw", "root", "-e", "FLUSH"]).isSilentSuccess)
    }

    @Test func aUserWithoutAPasswordIsNotTriedWithAnother() throws {
        let server = try ScriptedServer()
        let result = try ShellRun.run(port: server.port, ["-u", "ann", "-e", "FLUSH"])
        #expect(result.status == 2)
        #expect(result.errorText.contains("no password for ann"))
        #expect(server.connectionCount == 0)
    }

    @Test func aDatabaseWithoutEffectOrThatIsNotThereIsWarnedOf() throws {
        let demo = DemoServer()
        defer { demo.stop() }
        let port = Int(try demo.start())
        let tree = try ShellRun.run(port: port, ["-d", "root.sg0", "-e", "show version"])
        #expect(tree.errorText.contains("-d has no effect in the tree dialect"))
        let table = try ShellRun.run(port: port, ["--dialect", "table", "-d", "factry", "-e", "show version"])
        #expect(table.errorText.contains("there is no database factry; did you mean factory?"), "\(table.errorText)")
    }

    @Test func aNodeThatIsWaitedForAtTheStartIsNamed() throws {
        let mute = try LoopbackListener { $0.waitForClose() }
        let server = try FakeServer()
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["--node-urls", "127.0.0.1:\(mute.port),127.0.0.1:\(server.port)", "--connect-timeout", "2"],
            environment: ["NO_COLOR": "1"],
            columns: 120
        )
        try terminal.expect("Connecting to 127.0.0.1:\(mute.port), 127.0.0.1:\(server.port) ...")
        try terminal.expect("root@127.0.0.1:\(server.port) tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: [
        ("db.example.org", true), ("10.0.0.1", true), ("127.0.0.1.example.org", true), ("127.0.0.2", false),
        ("localhost", false), ("LOCALHOST", false), ("::1", false), ("::2", true), ("localhost.example.org", true),
    ])
    func aPasswordThatLeavesTheMachineUnencryptedIsWarnedOf(host: String, isWarned: Bool) throws {
        var configuration = SessionConfiguration(nodes: [
            try NodeAddress(host: "127.0.0.1", port: 6667), try NodeAddress(host: host, port: 6667),
        ])
        let text = "the password goes to \(host) unencrypted; use --tls where the server has it"
        #expect(PlainPassword.warning(configuration) == (isWarned ? text : nil))
        configuration.tls = TLSConfiguration()
        #expect(PlainPassword.warning(configuration) == nil)
    }
}
