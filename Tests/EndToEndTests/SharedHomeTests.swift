import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// The home folder of prompts: one that many have, and none.
@Suite struct SharedHomeTests {
    private static let prompts = 50

    private let server: FakeServer
    private let home: TemporaryDirectory

    init() throws {
        server = try FakeServer()
        home = try TemporaryDirectory()
    }

    private func prompt(home path: String) throws -> PseudoTerminal {
        try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)", "--timezone", "UTC", "--no-pager"],
            environment: ["HOME": path, "NO_COLOR": "1", "TERM": "dumb"]
        )
    }

    /// All are there at once, and each writes while the others do.
    @Test func fiftyPromptsAtOnceLoseNoLineOfTheHistory() throws {
        let prompts = try (0..<Self.prompts).map { _ in try prompt(home: home.path) }
        for prompt in prompts { try prompt.expect("tree> ") }
        for (index, prompt) in prompts.enumerated() {
            try prompt.send("select canary \(index) pages 1 rows 1;\r\\echo \(index)\r")
        }
        for prompt in prompts { try prompt.expect("(1 row)") }
        for prompt in prompts {
            try prompt.send("\\q\r")
            #expect(try prompt.waitForExit() == 0)
            #expect(!prompt.output.contains("history"), "\(prompt.output)")
        }
        let path = "\(home.path)/.local/state/iotdb-shell/history"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        let expected = (0..<Self.prompts).flatMap { ["select canary \($0) pages 1 rows 1;", "\\\\echo \($0)"] }
        #expect(lines.filter { $0 != "\\\\q" }.sorted() == expected.sorted())
    }

    @Test func withoutAHomeOneWarningIsGivenAndTheHistoryLastsAsLongAsThePrompt() throws {
        let loop = "\(home.path)/loop"
        try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
        for path in ["", "/dev/null", "/dev/null/home", "/proc", loop, "relative"] {
            let prompt = try prompt(home: path)
            try prompt.expect("tree> ")
            try prompt.send("select canary 7 pages 1 rows 1;\r")
            try prompt.expect("(1 row)")
            try prompt.expect("tree> ")
            // The line before, from memory.
            try prompt.send("\u{10}\r")
            try prompt.expect("(1 row)", timeout: .seconds(5))
            try prompt.send("\\q\r")
            #expect(try prompt.waitForExit() == 0)
            let warnings = prompt.output.components(separatedBy: "history is not kept: ").count - 1
            #expect(warnings == 1, "\(path): \(prompt.output)")
        }
    }
}
