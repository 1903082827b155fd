import Foundation
import IoTDBDemo
import IoTDBTesting
import ShellKit
import Testing

/// Nothing that cannot be written is lost without a word: every place where the shell writes, on a device that is
/// always full.
@Suite final class FullDeviceTests {
    private let server = DemoServer()
    private let port: Int
    private let directory: TemporaryDirectory

    init() throws {
        port = Int(try server.start())
        directory = try TemporaryDirectory()
    }

    deinit { server.stop() }

    private func check(_ arguments: [String], _ target: String = "standard output") throws {
        let result = try ShellRun.bash("cd '\(directory.path)'; \"$0\" \"$@\" > /dev/full", arguments)
        let told: Comment = "\(arguments): \(result.status), \(result.errorText)"
        #expect(result.status == 1, told)
        #expect(result.errorText.contains("\(target): No space left on device"), told)
    }

    private func checkFile(_ arguments: [String]) throws {
        let result = try ShellRun.run(["-p", "\(port)"] + arguments)
        let told: Comment = "\(arguments): \(result.status), \(result.errorText)"
        #expect(result.status == 1, told)
        #expect(result.errorText.contains("/dev/full: No space left on device"), told)
    }

    @Test func formatsOnTheStandardOutput() throws {
        for format in ResultFormats.names where format != "none" {
            let statement = "select temperature from root.factory.line1.machine1 limit 3"
            try check(["-p", "\(port)", "--format", format, "-e", statement])
        }
    }

    @Test func textsOnTheStandardOutput() throws {
        for request in [["--help"], ["--version"], ["--man"], ["--completions", "zsh"]] { try check(request) }
        try check(["-p", "\(port)", "--ping"])
        for command in ["\\echo a", "\\?", "\\set", "\\tz", "\\dump schema", "\\nodes", "\\l", "\\ts 0"] {
            try check(["-p", "\(port)", "-e", command])
        }
    }

    @Test func files() throws {
        let query = "select temperature from root.factory.line1.machine1 limit 3"
        try checkFile(["-o", "/dev/full", "-e", query])
        try checkFile(["-L", "/dev/full", "-e", query])
        try checkFile(["--checkpoint", "/dev/full", "-e", query])
        for command in [
            "\\o /dev/full\n\(query);", "\\o /dev/full\n\\qecho a", "\(query) \\g /dev/full", "\(query) \\gx /dev/full",
            "\(query)\n\\w /dev/full", "\\copy (\(query)) to '/dev/full' csv", "\\dump schema to '/dev/full'",
            "\\o >>/dev/full\n\(query);",
        ] {
            try checkFile(["-e", command])
        }
    }

    @Test func aFileThatMayNotGrowFurtherDoesNotAppear() throws {
        let query = "select * from root.factory.line1.machine1"
        let script =
            "ulimit -f 1; \"$0\" \"$@\" -o '\(directory.path)/out.csv'; status=$?; ls '\(directory.path)'; exit $status"
        let result = try ShellRun.bash(script, ["-p", "\(port)", "-e", query])
        #expect(result.status == 1)
        #expect(result.outputText.isEmpty)
        #expect(result.errorText.contains("out.csv: File too large"))
    }
}
