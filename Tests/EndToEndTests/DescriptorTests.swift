import Foundation
import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

/// Descriptors that run out, and sockets that are closed under a write.
@Suite final class DescriptorTests {
    private let server = DemoServer()
    private let port: Int
    private let directory: TemporaryDirectory

    init() throws {
        port = Int(try server.start())
        directory = try TemporaryDirectory()
    }

    deinit { server.stop() }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory.path)/\(name)"))
    }

    /// Files that include each other, an output file, a log, a checkpoint, a program: what opens most at once.
    @Test func howeverFewThereAreTheEndIsClean() throws {
        for depth in 1..<12 { try write("\(depth)", "\\ir \(depth + 1)\n") }
        try write("12", "show version \\g |cat\nshow version \\g \(directory.path)/g\n\\! true\n\\echo end\n")
        var ends: [Int32: Int] = [:]
        for limit in [16, 18] + Array(stride(from: 20, through: 40, by: TestSize.isLong ? 1 : 3)) {
            let result = try ShellRun.bash(
                "cd '\(directory.path)'; ulimit -n \(limit); exec \"$0\" \"$@\"",
                ["-p", "\(port)", "-o", "out", "-L", "log", "--checkpoint", "mark", "-f", "1"]
            )
            let told: Comment = "\(limit): \(result.status), \(result.errorText)"
            ends[result.status, default: 0] += 1
            switch result.status {
            case 0: #expect(result.outputText.contains("2.0.1-demo"), told)
            case 1, 2, 3: #expect(result.errorText.contains("oo many open files"), told)
            default: Issue.record(told)
            }
            if limit < 20 { #expect(result.errorText.contains("(ulimit -n)"), told) }
        }
        #expect(ends[0] ?? 0 > 0 && ends.count > 1, "the limits are all too high or too low: \(ends)")
    }

    @Test(arguments: [ProxyPlan.Ending.close, .reset])
    func aSocketThatIsClosedUnderAWriteIsALostConnection(_ ending: ProxyPlan.Ending) throws {
        let receiver = try ScriptedServer()
        let plan = ProxyPlan(upstream: ProxyPlan.Toxics(limit: 300_000, ending: ending))
        let proxy = try FaultProxy(to: receiver.address) { $0 == 0 ? plan : nil }
        defer { proxy.close() }
        let text = String(repeating: "a", count: 3_000_000)
        let script = "FLUSH;\n\\echo before\nINSERT INTO root.d(time, s) VALUES (1, '\(text)');\n\\echo behind\n"
        let result = try ShellRun.run(
            port: try proxy.address.port,
            ["--errors", "json", "--connect-timeout", "2"],
            input: script
        )
        #expect(result.status == 2, "\(result.errorText.prefix(500))")
        #expect(result.outputText == "before\n")
        #expect(result.errorText.contains("\"line\":3,"), "\(result.errorText.prefix(500))")
        #expect(receiver.statements == ["FLUSH"])
    }
}
