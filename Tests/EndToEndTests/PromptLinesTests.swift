import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// What the prompt offers, line by line of what it promises, on the built program and a terminal.
@Suite(.serialized) struct PromptLinesTests {
    private let home: TemporaryDirectory
    private let demo: DemoServer
    private let port: Int

    init() throws {
        home = try TemporaryDirectory()
        demo = DemoServer()
        port = Int(try demo.start())
    }

    private func start(
        _ environment: [String: String] = [:],
        columns: Int = 80,
        rows: Int = 24
    ) throws -> PromptScreen {
        try PromptScreen(port: port, home: home, environment: environment, columns: columns, rows: rows)
    }

    @Test func coloursSuggestionRightPromptAndBell() throws {
        defer { demo.stop() }
        let shell = try start()
        try shell.terminal.send("select 'a', 1 from -- x")
        try shell.settle()
        #expect(shell.sgr(of: "select") == "35")
        #expect(shell.sgr(of: "'a'") == "32")
        #expect(shell.sgr(of: "1") == "36")
        #expect(shell.sgr(of: "-- x") == "2")
        try shell.terminal.send("\u{15}\\nosuch")
        try shell.settle()
        #expect(shell.sgr(of: "\\nosuch") == "4;31")
        try shell.run("\u{15}show version;", until: "BuildInfo")
        try shell.terminal.send("sho")
        try shell.settle()
        #expect(shell.row.hasSuffix("tree> show version;"))
        #expect(shell.sgr(of: "w version;") == "2")
        try shell.run("\u{1B}[C", until: "BuildInfo")
        try shell.run("\\set PROMPT_RIGHT right%%", prompt: "right%")
        try shell.terminal.send("abc")
        try shell.settle()
        #expect(shell.row == "root@127.0.0.1:\(port) tree> abc".padded(to: 73) + "right%")
        #expect(shell.current().cursor.column == "root@127.0.0.1:\(port) tree> abc".count)
        try shell.terminal.send(String(repeating: "d", count: 45))
        try shell.settle()
        #expect(!shell.row.contains("right"))
        try shell.run("\u{15}\\set NOTIFY_AFTER 0.001")
        // Takes milliseconds at least, on any machine.
        try shell.run("select * from root.factory.** \\g /dev/null", until: "\u{7}The statement took ")
        #expect(try shell.leave() == 0)
        #expect(shell.current().unknown.isEmpty)
    }

    @Test func statementsAreRecalledWholeEditedAndKept() throws {
        defer { demo.stop() }
        let editor = home.path + "/editor"
        try Data("#!/bin/sh\necho 'show version;' > \"$1\"\n".utf8).write(to: URL(fileURLWithPath: editor))
        chmod(editor, 0o700)
        let shell = try start(["NO_COLOR": "1", "VISUAL": editor], rows: 40)
        try shell.type("show\r", until: "-> ")
        try shell.run("databases;", until: "(1 row)")
        try shell.terminal.send("\u{1B}[A")
        try shell.settle()
        #expect(shell.row == "databases;")
        // Up in the line, which has two rows, to its start; then the statement runs as a whole.
        try shell.run("\u{1}\r", until: "(1 row)")
        try shell.terminal.send("\u{12}data")
        try shell.waitFor("(reverse search) data")
        try shell.terminal.send("\u{7}")
        try shell.type("\u{18}\u{5}", until: "tree> show version;")
        try shell.run("", until: "BuildInfo")
        try shell.run("\\s 2", until: "show version;")
        try shell.run("\\ns mine show devices root.factory.line1.*")
        try shell.run("\\n mine", until: "machine2")
        try shell.run("\\nd mine")
        try shell.run(" show cluster;")
        try shell.run("create user bob 'sesame12345';")
        #expect(try shell.leave() == 0)
        let path = home.path + "/.local/state/iotdb-shell/history"
        let history = try String(contentsOfFile: path, encoding: .utf8)
        #expect(history.contains("show\\ndatabases;\n"))
        #expect(!history.contains("cluster") && !history.contains("sesame"))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func describeHelpAndSettings() throws {
        defer { demo.stop() }
        let shell = try start(["NO_COLOR": "1", "PAGER": "cat"])
        for (line, answer) in [
            ("\\l", "root.factory"), ("\\d root.factory.line1.machine1", "temperature"), ("\\dd", "machine1"),
            ("\\dts root.factory.line1.**", "INT64"), ("\\conninfo", "\(port)"), ("\\nodes", "In use  Node"),
            ("\\h sel", "SELECT LAST"), ("\\h show devices", "Example:"), ("\\?", "\\watch"), ("\\? keys", "Ctrl-R"),
            ("\\? settings", "\\set NOTIFY_AFTER"), ("\\? options", "--node-urls"), ("\\ts 0", "1970-01-01"),
            ("\\x auto", "auto"), ("\\pset maxrows 2", "max_rows is 2"),
            ("select temperature from root.factory.line1.machine1;", "the first 2 are shown"),
            ("\\last csv", "Time,root.factory.line1.machine1.temperature"), ("\\set ECHO_HIDDEN on", ""),
            ("\\l", "SHOW DATABASES;"), ("select * from root.nowhere.x;", "no series"), ("selct 1;", "did you mean"),
            ("\\errverbose", "700"),
        ] {
            try shell.run(line, until: answer)
        }
        try shell.type("delete database root.factory;\r", until: "Sure?")
        try shell.run("n", until: "not sent")
        try shell.run("\\set PROMPT1 '%d in %/ %%> '", prompt: "tree in  %> ")
        #expect(try shell.leave() == 0)
    }

    @Test func watchMarksWhatHasChangedAndDrawsCharts() throws {
        defer { demo.stop() }
        let shell = try start()
        try shell.run("show current_timestamp \\watch 0.02 c=2 diff", until: "\u{1B}[7m")
        try shell.run("show version \\watch 0.01 c=2 diff", until: "BuildInfo")
        let query = "select temperature from root.factory.line1.machine1 where time < 2024-05-06T08:00:00"
        try shell.run(query + " \\watch 0.01 c=2 chart", until: "┤")
        #expect(try shell.leave() == 0)
    }

    @Test func pagersComeWhenNeededAndLeaveTheTerminalAsItWas() throws {
        defer { demo.stop() }
        let crash = home.path + "/crash"
        try Data("#!/bin/sh\nstty raw -echo </dev/tty\nkill -SEGV $$\n".utf8).write(to: URL(fileURLWithPath: crash))
        chmod(crash, 0o700)
        let shell = try start(["NO_COLOR": "1", "PAGER": crash], rows: 10)
        let editing = shell.terminal.attributes
        try shell.run("show timeseries;", until: "/crash")
        #expect(shell.terminal.attributes == editing)
        try shell.run("\\! stty -a > \(home.path)/attributes; printf abc")
        // What a program leaves without a line end stays, and the prompt has a row of its own.
        try shell.settle()
        let screen = shell.current()
        #expect(screen.text(row: screen.cursor.row).hasPrefix("root@"))
        #expect(screen.text(row: screen.cursor.row - 1) == "abc")
        let text = try String(contentsOfFile: home.path + "/attributes", encoding: .utf8)
        #expect(text.contains(" icanon") && text.contains(" echo "))
        #expect(try shell.leave() == 0)
    }
}

extension String {
    /// The text with blanks behind it.
    fileprivate func padded(to count: Int) -> String {
        self + String(repeating: " ", count: max(0, count - self.count))
    }
}
