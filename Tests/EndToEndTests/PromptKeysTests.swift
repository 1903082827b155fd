import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// Keys, windows and questions at the prompt, on the built program and a terminal.
@Suite(.serialized) struct PromptKeysTests {
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
        let environment = ["NO_COLOR": "1"].merging(environment) { $1 }
        return try PromptScreen(port: port, home: home, environment: environment, columns: columns, rows: rows)
    }

    @Test func viKeysOfEditrcEditAndRecall() throws {
        defer { demo.stop() }
        try Data("bind -v\n".utf8).write(to: URL(fileURLWithPath: home.path + "/.editrc"))
        let shell = try start()
        try shell.terminal.send("shw versionx;")
        try shell.waitFor("shw versionx;")
        // Escape, to the start of the line, two to the right, insert, then delete the letter in front of the last.
        try shell.terminal.send("\u{1B}")
        shell.terminal.watch(for: .milliseconds(150))
        try shell.run("0llio\u{1B}$hx", until: "BuildInfo")
        try shell.terminal.send("\u{1B}")
        shell.terminal.watch(for: .milliseconds(150))
        try shell.terminal.send("k")
        try shell.waitFor("tree> show version;\n")
        try shell.run("", until: "BuildInfo")
        #expect(try shell.leave() == 0)
    }

    @Test func homeEndAndWordKeysAreWhatTerminalsSend() throws {
        defer { demo.stop() }
        let shell = try start()
        for (home, end) in [
            ("\u{1B}[H", "\u{1B}[F"), ("\u{1B}OH", "\u{1B}OF"), ("\u{1B}[1~", "\u{1B}[4~"), ("\u{1B}[7~", "\u{1B}[8~"),
        ] {
            try shell.terminal.send("b\(home)a\(end)c")
            try shell.settle()
            #expect(shell.row.hasSuffix("tree> abc"))
            try shell.terminal.send("\u{5}\u{15}")
        }
        for (left, right) in [
            ("\u{1B}[1;5D", "\u{1B}[1;5C"), ("\u{1B}[1;3D", "\u{1B}[1;3C"), ("\u{1B}b", "\u{1B}f"),
            ("\u{1B}[5D", "\u{1B}[5C"),
        ] {
            try shell.terminal.send("one two\(left)\(left)x\(right)y")
            try shell.settle()
            #expect(shell.row.hasSuffix("tree> xoney two"), "\(left.debugDescription)")
            try shell.terminal.send("\u{5}\u{15}")
        }
        #expect(try shell.leave() == 0)
    }

    @Test func anotherWindowSizeDrawsTheLineAnew() throws {
        defer { demo.stop() }
        let shell = try start(["PAGER": "cat"], columns: 110)
        let statement = "select temperature, pressure from root.factory.line1.machine1 where time < 2024-05-06"
        try shell.terminal.send(statement)
        try shell.settle()
        try shell.resize(columns: 40, rows: 10)
        try shell.terminal.expect("select temper")
        try shell.terminal.send("T08:00:30;")
        try shell.settle()
        let text = shell.current().description.replacingOccurrences(of: "\n", with: "")
        #expect(text.contains("tree> \(statement)T08:00:30;"))
        try shell.run("", until: "rows)")
        try shell.run("show version;", until: "BuildInfo")
        #expect(try shell.leave() == 0)
    }

    @Test func questionsOfCommandsHideSecretsAndKeepTheRest() throws {
        defer { demo.stop() }
        let shell = try start()
        // The line itself shows the words of the question; the answer comes behind the question.
        try shell.type("\\prompt 'Which line? ' line\r", until: "\n")
        try shell.terminal.expect("Which line? ")
        try shell.run("line1", prompt: "tree> ")
        try shell.run("\\echo :line", until: "line1")
        try shell.type("\\password\r", until: "New password of root: ")
        try shell.type("sesame123456\r", until: "Again: ")
        try shell.type("sesame654321\r", until: "nothing was changed")
        try shell.type("\\password\r", until: "New password of root: ")
        try shell.terminal.send("\u{3}")
        try shell.terminal.expect("tree> ")
        #expect(!shell.current().description.contains("sesame"))
        #expect(try shell.leave() == 0)
        let history = try String(contentsOfFile: home.path + "/.local/state/iotdb-shell/history", encoding: .utf8)
        #expect(history.contains("\\password") && !history.contains("sesame"))
    }

    @Test func aPagerIsStoppedAndGoesOn() throws {
        defer { demo.stop() }
        let pager = home.path + "/pager"
        try Data("#!/bin/sh\necho PAGE; read answer </dev/tty; echo \"read $answer\"\n".utf8)
            .write(to: URL(fileURLWithPath: pager))
        chmod(pager, 0o700)
        // Job control needs a shell that does it.
        let terminal = try PseudoTerminal(
            "/bin/sh",
            arguments: ["-i"],
            environment: ["HOME": home.path, "NO_COLOR": "1", "PS1": "sh> ", "ENV": "", "PAGER": pager],
            rows: 10
        )
        try terminal.expect("sh> ")
        let before = terminal.attributes
        try terminal.send("\(ShellRun.binary) -p \(port) --timezone UTC\r")
        try terminal.expect("tree> ")
        try terminal.send("show timeseries;\r")
        try terminal.expect("PAGE")
        // Once only: a stop that comes between the words of fg and its SIGCONT is dropped by the system.
        try terminal.send("\u{1A}")
        try terminal.expect("Stopped")
        try terminal.expect("sh> ")
        #expect(terminal.attributes == before)
        try terminal.send("fg\r")
        try terminal.expect("iotdb-shell")
        try terminal.send("on\r")
        try terminal.expect("read on")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        try terminal.expect("sh> ")
        #expect(terminal.attributes == before)
        try terminal.send("exit\r")
        #expect(try terminal.waitForExit() == 0)
    }
}
