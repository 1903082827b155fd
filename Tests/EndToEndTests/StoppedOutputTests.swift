import Foundation
import IoTDBTesting
import Testing

/// Ctrl-C while rows are written: the rest of the result is not.
@Suite struct StoppedOutputTests {
    private let server: FakeServer
    /// Large enough to fill any terminal's or pipe's buffer many times.
    private let statement = "select canary 7 pages 100 rows 5000"
    /// A table has about this many bytes a row.
    private static let bytesPerRow = 40
    /// What a terminal and a pipe hold, with room to spare; a page is three times as much.
    private static let bufferedRows = 70_000 / bytesPerRow

    init() throws { server = try FakeServer() }

    /// Waits for the server's books: no query is open there any more.
    private func queriesAreClosed() -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while !server.ledger.openQueries.isEmpty, ContinuousClock.now < deadline { usleep(1000) }
        return server.ledger.openQueries.isEmpty
    }

    /// Waits until the second page has been asked for, which happens when the first one is being printed.
    private func waitForPrinting() {
        let deadline = ContinuousClock.now + .seconds(10)
        while server.ledger.calls["fetchResultsV2"] == nil, ContinuousClock.now < deadline { usleep(1000) }
    }

    @Test func aTerminalThatNobodyReadsHoldsNothingUp() throws {
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)", "--timezone", "UTC", "--fetch-size", "5000"]
        )
        try terminal.expect("tree> ")
        try terminal.send(statement + ";\r")
        waitForPrinting()
        // Nobody has read a row yet.
        terminal.signal(SIGINT)
        #expect(queriesAreClosed())
        let shown = try terminal.expect("query cancelled")
        #expect(shown.components(separatedBy: "\n").count < Self.bufferedRows)
        #expect(try !terminal.expect("tree> ").contains("| 70"))
        try terminal.send("select canary 1 pages 1 rows 2;\r")
        try terminal.expect("(2 rows)")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(server.ledger.sessions.isEmpty)
        #expect(server.ledger.openRequests.count <= 2, "the statement's session was kept")
        #expect(server.ledger.violations.isEmpty)
    }

    @Test func aPipeGetsWholeRowsAndTheStatusIs130() throws {
        // `set -m`: else the shell of the script has its background jobs ignore Ctrl-C.
        let script = """
            set -m; mkfifo "$HOME/rows"; "$0" "$@" > "$HOME/rows" & shell=$!
            { read -r first; kill -INT $shell; cat; } < "$HOME/rows"; wait $shell; echo "status $?" >&2
            """
        let arguments = ["-p", "\(server.port)", "--timezone", "UTC", "--format", "csv", "-e", statement]
        let result = try ShellRun.bash(script, arguments)
        #expect(result.errorText.hasPrefix("query cancelled\n"))
        #expect(result.errorText.hasSuffix("status 130\n"))
        #expect(result.outputText.hasSuffix("\n"))
        let rows = result.outputText.split(separator: "\n")
        #expect(!rows.isEmpty && rows.count < 500_000)
        #expect(rows.allSatisfy { $0.split(separator: ",").count == 2 })
        #expect(queriesAreClosed())
    }
}
