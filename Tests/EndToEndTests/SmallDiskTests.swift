import IoTDBDemo
import IoTDBTesting
import ShellKit
import Testing

/// A disk that becomes full while the shell writes, and one that is: a file system of 64 KiB in memory.
@Suite(.enabled(if: PoorSurroundingsTests.canMount, "a file system cannot be mounted here")) final class SmallDiskTests
{
    private static let query = "select * from root.factory.line1.machine1"

    private let server = DemoServer()
    private let port: Int
    private let directory: TemporaryDirectory

    init() throws {
        port = Int(try server.start())
        directory = try TemporaryDirectory()
    }

    deinit { server.stop() }

    /// Runs the shell in the file system, and lists at last what is there, but for the file that fills it.
    private func run(_ arguments: [String], fill: Bool, redirection: String = "") throws -> ProcessResult {
        let steps = """
            mount -t tmpfs -o size=64k none '\(directory.path)' && cd '\(directory.path)' || exit 99
            \(fill ? "dd if=/dev/zero of=fill bs=4k 2>/dev/null" : "")
            "$0" "$@" \(redirection); status=$?; rm -f fill; ls >&2; exit $status
            """
        return try ShellRun.bash(
            "unshare -m bash -c '\(steps.replacingOccurrences(of: "'", with: "'\\''"))' \"$0\" \"$@\"",
            ["-p", "\(port)"] + arguments
        )
    }

    /// The file does not appear, and the message names it.
    private func check(_ arguments: [String], fill: Bool) throws {
        let result = try run(arguments, fill: fill)
        let told: Comment = "\(arguments): \(result.status), \(result.errorText)"
        #expect(result.status == 1, told)
        #expect(result.errorText.contains("out: No space left on device\n"), told)
        #expect(!result.errorText.hasSuffix("\nout\n"), told)
    }

    @Test func resultsThatDoNotFit() throws {
        for format in ResultFormats.names where format != "none" {
            try check(["--format", format, "-o", "out", "-e", Self.query], fill: false)
        }
        for command in [
            "\\o out\n\(Self.query);", "\(Self.query) \\g out", "\(Self.query) \\gx out",
            "\\copy (\(Self.query)) to 'out' csv", "\\copy (\(Self.query)) to 'out' tsv",
            "\\copy (\(Self.query)) to 'out' ndjson",
        ] {
            try check(["-e", command], fill: false)
        }
    }

    @Test func whatDoesNotFitBesideTheRest() throws {
        for command in [
            "\\o out\n\\qecho a", "\\o out\n\\l", "show version\n\\w out", "\\dump schema to 'out'",
            "\(Self.query) limit 9\n\\gplot > out.svg", "\\copy (show version) to 'out' csv",
        ] {
            try check(["-e", command.replacingOccurrences(of: "out.svg", with: "out")], fill: true)
        }
        try check(["--checkpoint", "out", "-e", "show version"], fill: true)
    }

    @Test func theStandardOutputAndTheLogKeepWhatFitted() throws {
        let output = try run(["--csv", "-e", Self.query], fill: false, redirection: "> out")
        #expect(output.status == 1)
        #expect(output.errorText == "cannot write to standard output: No space left on device\nout\n")
        let log = try run(["-L", "out", "-e", "show version"], fill: true)
        #expect(log.status == 1)
        #expect(log.errorText.contains("cannot write to out: No space left on device"), "\(log.errorText)")
        #expect(log.outputText.contains("2.0.1-demo"))
    }
}
