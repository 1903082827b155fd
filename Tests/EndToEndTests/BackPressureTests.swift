import IoTDBTesting
import IoTDBWire
import Testing

/// A large result and a reader that is slower than the server.
@Suite struct BackPressureTests {
    private static let megabytes = TestSize.resultMegabytes ?? 100
    /// Most of them where much is asked for: a debug build takes its time to measure text.
    private static let formats =
        TestSize.resultMegabytes == nil ? ["csv"] : ["csv", "tsv", "json", "ndjson", "table", "vertical", "html"]

    private let server: FakeServer

    init() throws { server = try FakeServer() }

    private func arguments(_ format: String) -> [String] {
        [
            "-p", "\(server.port)", "--format", format, "-e",
            "select canary 7 pages \(Self.megabytes) rows 100 cell 10000",
        ]
    }

    /// The shell tells its own peak, in kilobytes.
    @Test(arguments: formats)
    func aSlowReaderGetsAllOfItInLittleMemory(_ format: String) throws {
        let result = try ShellRun.bash(
            "\"$0\" \"$@\" -e '\\! grep VmHWM /proc/$PPID/status >&2' | { sleep 0.3; wc -c; }",
            arguments(format)
        )
        let count = Int(result.outputText.filter(\.isNumber)) ?? 0
        #expect(count > Self.megabytes * 1_000_000)
        let peak = Int(result.errorText.filter(\.isNumber)) ?? .max
        #expect(peak <= 64 * 1024, "\(peak) KiB for \(Self.megabytes) MB")
        #expect(server.ledger.openQueries.isEmpty && server.ledger.sessions.isEmpty)
    }

    @Test func aReaderThatStopsStopsTheServer() throws {
        let result = try ShellRun.bash(
            "\"$0\" \"$@\" | { read -r first; sleep 0.2; }; exit ${PIPESTATUS[0]}",
            arguments("csv")
        )
        #expect(result.status == 141 && result.error.isEmpty, "\(result.status), \(result.errorText)")
        let pages = server.ledger.calls["fetchResultsV2"] ?? 0
        #expect(pages <= 10, "\(pages) of \(Self.megabytes) pages were read that nobody wanted")
        #expect(server.ledger.openQueries.isEmpty && server.ledger.sessions.isEmpty)
    }
}
