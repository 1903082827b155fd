import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// The session that README shows is what a terminal shows.
@Suite struct ReadmeTranscriptTests {
    private let home: TemporaryDirectory

    init() throws { home = try TemporaryDirectory() }

    @Test func theFirstScreenIsARealOne() throws {
        let demo = DemoServer()
        let port = Int(try demo.start())
        defer { demo.stop() }
        let expected = try transcript()
        let shell = try PromptScreen(
            port: port,
            ["--timezone", "Etc/UTC"],
            home: home,
            environment: ["NO_COLOR": "1", "PAGER": "cat"],
            columns: 96,
            rows: 24
        )
        for row in expected {
            guard let prompt = row.range(of: "tree> ") ?? row.range(of: "-> "), prompt.lowerBound > row.startIndex
            else {
                continue
            }
            try shell.terminal.send(row[prompt.upperBound...] + "\r")
            try shell.terminal.expect("\n")
            // What is open has a prompt of its own.
            try shell.terminal.expect(row.hasSuffix(";") || row.contains("\\") ? "tree> " : "-> ")
        }
        let screen = shell.current()
        let shown = (screen.scrolledOut + screen.rows).map { Self.comparable(TerminalScreen.text($0)) }
        // README's shell has its demo server inside and says so.
        let inside = "This is the embedded sample server: a sample, not a database."
        let wanted = expected.dropFirst().filter { $0 != inside }.map(Self.comparable)
        for (number, row) in wanted.enumerated() {
            #expect(shown.dropFirst(number + 1).first == row, "row \(number + 3) of README")
        }
        #expect(try shell.leave() == 0)
    }

    /// The rows of README's first block, behind the command that starts the shell.
    private func transcript() throws -> [String] {
        let readme = try String(contentsOf: Vectors.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
        let block = try #require(readme.components(separatedBy: "```\n").dropFirst().first)
        let rows = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        try #require(rows.first == "$ make demo")
        return Array(rows.dropFirst().dropLast())
    }

    /// A row without what is never the same twice: the port, how long something is ago, and the widths that hang on it.
    private static func comparable(_ row: String) -> String {
        func replacing(_ pattern: String, _ replacement: String, in text: String) -> String {
            text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        }
        var row = replacing("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT", in: row)
        if row.contains("|") || row.contains("-+-") {
            row = replacing("[0-9]+d( [0-9]+h)? ago", "AGE", in: row)
            row = replacing(" +", " ", in: replacing("--+", "-", in: row))
        }
        return replacing(" +$", "", in: row)
    }
}
