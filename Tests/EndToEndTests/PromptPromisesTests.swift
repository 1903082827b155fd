import Foundation
import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

/// What else the prompt promises: windows, watching, questions and lost connections, on a terminal.
@Suite(.serialized) struct PromptPromisesTests {
    private let home: TemporaryDirectory
    private let demo: DemoServer
    private let port: Int

    init() throws {
        home = try TemporaryDirectory()
        demo = DemoServer()
        port = Int(try demo.start())
    }

    private func start(
        port other: Int? = nil,
        _ environment: [String: String] = [:],
        columns: Int = 80,
        rows: Int = 24
    ) throws -> PromptScreen {
        let environment = ["NO_COLOR": "1", "PAGER": "cat"].merging(environment) { $1 }
        return try PromptScreen(port: other ?? port, home: home, environment: environment, columns: columns, rows: rows)
    }

    @Test func aLostConnectionIsMadeAgainWithAllThatWasSet() throws {
        defer { demo.stop() }
        let proxy = try FaultProxy(to: try NodeAddress(host: "127.0.0.1", port: port))
        defer { proxy.close() }
        let front = Int(try proxy.address.port)
        let shell = try start(port: front)
        try shell.run("\\dialect table", prompt: "table> ")
        try shell.run("use factory;", prompt: "factory> ")
        try shell.run("\\tz Asia/Tokyo", prompt: "factory> ")
        proxy.breakConnections()
        try shell.run(
            "select time from machines order by time limit 1;",
            until: "connection to 127.0.0.1:\(front) lost",
            prompt: "factory> "
        )
        try shell.run("select time from machines order by time limit 1;", until: "+09:00", prompt: "factory> ")
        #expect(try shell.leave() == 0)
    }

    @Test func watchingEndsByItselfOrByControlC() throws {
        defer { demo.stop() }
        let shell = try start()
        try shell.run("show version \\watch 0.01 until=2.0.1-demo c=3", until: "BuildInfo")
        try shell.run("show databases \\watch 0.01 m=1", until: "root.factory")
        try shell.type("show version \\watch 20\r", until: "BuildInfo")
        try shell.terminal.expect("\n")
        // Ctrl-C in the pause: the prompt comes back at once, and the session goes on.
        try shell.terminal.send("\u{3}")
        try shell.terminal.expect("tree> ")
        try shell.run("show databases;", until: "root.factory")
        #expect(try shell.leave() == 0)
    }

    @Test func deletionsAreAskedForUntilSAFEIsOff() throws {
        defer { demo.stop() }
        let shell = try start()
        try shell.type("delete from root.factory.line1.machine1.temperature;\r", until: "Sure?")
        try shell.run("n", until: "not sent")
        try shell.run("select count(temperature) from root.factory.line1.machine1;", until: "1440")
        try shell.run("\\set SAFE off")
        try shell.run("delete from root.factory.line1.machine1.temperature;")
        try shell.run("select count(temperature) from root.factory.line1.machine1;", until: "0")
        #expect(try shell.leave() == 0)
    }

    @Test func narrowWindowsExpandAndLongResultsStop() throws {
        defer { demo.stop() }
        // No less on the search path: the pager is the one that is built in.
        let shell = try start(["PAGER": "", "PATH": home.path], columns: 40, rows: 10)
        try shell.run("\\x auto", until: "auto")
        try shell.run("select * from root.factory.line1.machine1 limit 1;", until: "-[ RECORD 1 ]")
        try shell.run("\\x off")
        try shell.run("\\pset pager on")
        try shell.type("select status from root.factory.line1.machine1;\r", until: "-- more --")
        try shell.type(" ", until: "-- more --")
        try shell.terminal.send("q")
        try shell.terminal.expect("tree> ")
        // Six lines; each row of them takes several of the screen.
        try shell.type("select * from root.factory.line1.machine1 limit 3;\r", until: "-- more --")
        try shell.terminal.send(" ")
        try shell.terminal.expect("tree> ")
        try shell.run("\\pset pager off", until: "off")
        try shell.run("\\pset max_column_width 5", until: "5")
        try shell.run("show databases;", until: "root…")
        try shell.run("\\last csv", until: "root.factory")
        #expect(try shell.leave() == 0)
    }

    @Test func aPasteOfSeveralStatementsRunsAsOne() throws {
        defer { demo.stop() }
        let shell = try start()
        let paste = "show version;\nshow databases;\nselect 'a\tb' from root.nowhere;"
        try shell.terminal.send("\u{1B}[200~\(paste)\u{1B}[201~")
        try shell.settle()
        try shell.run("", until: "root.factory")
        try shell.run("\\s 2", until: "show databases;")
        #expect(try shell.leave() == 0)
    }

    @Test func hostileNamesDoNothingToTheTerminal() throws {
        defer { demo.stop() }
        let name = "`\u{1B}]0;owned\u{7}\u{9B}31mx`"
        let insert = "insert into root.hostile.\(name)(time, s) values (1, 1)"
        let made = try ShellRun.run(["-p", "\(port)", "-e", insert, "-e", "show devices root.hostile.**"])
        #expect(made.status == 0 && made.outputText.contains("owned"))
        let shell = try start()
        try shell.run("\\dd root.hostile.**", until: "owned")
        try shell.run("show devices root.hostile.** \\watch 0.01 c=2 diff", until: "owned")
        try shell.terminal.send("select s from root.hostile.\t")
        try shell.waitFor("owned")
        try shell.settle()
        #expect(!shell.terminal.output.contains("\u{1B}]0;owned"))
        #expect(!shell.terminal.output.unicodeScalars.contains("\u{9B}"))
        try shell.terminal.send("\u{3}")
        try shell.run("")
        #expect(try shell.leave() == 0)
    }
}
