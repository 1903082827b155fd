import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// The line of progress on a terminal.
@Suite struct ProgressTests {
    private let server: FakeServer
    private let home: TemporaryDirectory

    init() throws {
        server = try FakeServer()
        home = try TemporaryDirectory()
    }

    @Test func aScriptTellsHowManyOfItsStatementsAreDone() throws {
        let script = (1...40).map { "flush;\n\($0 == 40 ? "\\echo done\n" : "")" }.joined()
        try Data(script.utf8).write(to: URL(fileURLWithPath: "\(home.path)/load.sql"))
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)", "-f", "\(home.path)/load.sql", "--throttle", "40"]
        )
        try terminal.expect(" of 40 statements, ")
        try terminal.expect("statements/s")
        // The line is gone before anything else is written.
        try terminal.expect("\r\u{1b}[Kdone")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: [[], ["-q"], ["--errors", "json"]] as [[String]])
    func aResultThatGoesToAFileTellsItsRows(_ flags: [String]) throws {
        let proxy = try FaultProxy(to: try server.address) { _ in
            var plan = ProxyPlan()
            plan.downstream.latency = .milliseconds(15)
            plan.downstream.slice = 1000
            return plan
        }
        defer { proxy.close() }
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: [
                "-p", "\(try proxy.address.port)", "--fetch-size", "100", "-o", "\(home.path)/rows.csv",
                "-e", "select canary 1 pages 40 rows 100",
            ] + flags
        )
        if flags.isEmpty { try terminal.expect(" rows/s") }
        #expect(try terminal.waitForExit() == 0)
        if flags.isEmpty { #expect(terminal.output.hasSuffix("\r\u{1b}[K")) } else { #expect(terminal.output.isEmpty) }
        let rows = try String(contentsOfFile: "\(home.path)/rows.csv", encoding: .utf8).split(separator: "\n")
        #expect(rows.count == 4001)
    }

    @Test func nothingIsDrawnWhereNobodySeesIt() throws {
        let script = (1...30).map { _ in "flush;\n" }.joined()
        let result = try ShellRun.run(port: server.port, ["--throttle", "40"], input: script)
        #expect(result.isSilentSuccess, "\(result.errorText)")
    }
}
