import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// Terminals that can do little, and windows that change.
@Suite final class PlainTerminalTests {
    private let server = DemoServer()
    private let port: Int
    private let home: TemporaryDirectory

    init() throws {
        port = Int(try server.start())
        home = try TemporaryDirectory()
    }

    deinit { server.stop() }

    private func terminal(
        _ arguments: [String] = [],
        _ environment: [String: String],
        columns: Int = 80
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(port)", "--timezone", "UTC"] + arguments,
            environment: ["HOME": home.path, "PAGER": "touch \(home.path)/paged; cat"].merging(environment) { $1 },
            columns: columns
        )
    }

    private var hasPaged: Bool { FileManager.default.fileExists(atPath: "\(home.path)/paged") }

    @Test(arguments: [["TERM": "dumb"], ["TERM": ""], ["TERM": "dumb", "NO_COLOR": "1"]])
    func noEscapesAndNoPagerOnATerminalThatKnowsNone(_ environment: [String: String]) throws {
        let terminal = try terminal([], environment)
        try terminal.expect("tree> ")
        try terminal.send("select temperature from root.factory.line1.machine1 limit 60;\rbad;\r")
        try terminal.expect("error 700")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.output.contains("(60 rows)"))
        #expect(!terminal.transcript.contains(0x1B))
        #expect(!hasPaged)
    }

    @Test func aScriptOnATerminalHasNoPagerAndWithoutColourNoEscapes() throws {
        let terminal = try terminal(
            ["-e", "select temperature from root.factory.line1.machine1 limit 60; bad"],
            ["NO_COLOR": "1"]
        )
        #expect(try terminal.waitForExit() == 3)
        #expect(terminal.output.contains("(60 rows)"))
        #expect(!terminal.transcript.contains(0x1B))
        #expect(!hasPaged)
    }

    @Test(arguments: [1, 2, 5])
    func aWindowOfOneColumnHoldsNothingUp(_ columns: Int) throws {
        let terminal = try terminal(["--no-pager"], ["NO_COLOR": "1"], columns: columns)
        try terminal.expect("iotdb-shell")
        try terminal.send("show version;\r\\x auto\rshow version;\r\\! touch '\(home.path)/end'\r\\q\r")
        #expect(try terminal.waitForExit() == 0)
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/end"))
    }

    @Test func aWindowMayChangeWhileRowsAreWritten() throws {
        let terminal = try terminal(["--no-pager"], [:])
        try terminal.expect("tree> ")
        try terminal.send("\\pset max_rows 0\r")
        try terminal.expect("tree> ")
        try terminal.send("select * from root.factory.line1.machine1;\r")
        for columns in [1, 300, 20, 0, 79, 80] {
            try terminal.expect("2024-05-06T0")
            terminal.resize(columns: columns, rows: max(columns / 3, 1))
        }
        try terminal.expect("(1440 rows)")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }
}
