import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// Errors for programs: one object a line, read by a reader that is not ours.
@Suite struct JSONErrorTests {
    /// How a script ends, and what the object of its error says.
    private static let endings: [(statement: String, status: Int32, outcome: String, isSafe: Bool)] = [
        ("fail 507", 3, "answered", false), ("lost", 2, "unknown", false), ("select 'open", 3, "not_sent", true),
    ]

    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        }
    }

    @Test func everyErrorSaysWhatHappenedWhereAndWhetherItMayBeRepeated() throws {
        for (statement, status, outcome, isSafe) in Self.endings {
            let server = try FakeServer { $0.statement == "lost" ? .afterRunning(.close) : nil }
            let script = "flush;\n\\timing on\n  \(statement);\nflush;\n"
            let result = try ShellRun.run(port: server.port, ["--errors", "json"], input: script)
            #expect(result.status == status, "\(result.errorText)")
            let all = try objects(result.errorText)
            let error = try #require(all.first { $0["severity"] as? String == "error" }, "\(result.errorText)")
            #expect(error["file"] as? String == "<stdin>" && error["line"] as? Int == 3, "\(error)")
            #expect(error["statement"] as? Int == 2, "\(error)")
            #expect(error["outcome"] as? String == outcome, "\(error)")
            #expect(error["safe_to_retry"] as? Bool == isSafe, "\(error)")
            #expect((error["message"] as? String)?.isEmpty == false)
            if status == 2 { #expect(error["node"] as? String == "127.0.0.1:\(server.port)", "\(error)") }
            if statement == "fail 507" {
                #expect(error["code"] as? Int == 507 && error["name"] as? String != nil, "\(error)")
            }
            #expect(all.contains { $0["severity"] as? String == "notice" }, "\(result.errorText)")
        }
    }

    @Test func mistakesOfTheCommandLineAndLostOutputAreObjectsToo() throws {
        let usage = try ShellRun.run(["--errors", "json", "-p", "0"])
        #expect(usage.status == 64)
        #expect(try objects(usage.errorText).count == 1)
        let refused = try ShellRun.run(port: try LoopbackListener.unusedPort(), ["--errors", "json", "-e", "flush"])
        #expect(refused.status == 2)
        #expect(try objects(refused.errorText).first?["outcome"] as? String == "not_sent", "\(refused.errorText)")
        let full = try ShellRun.bash("\"$0\" \"$@\" >/dev/full", ["--errors", "json", "--help"])
        #expect(full.status == 1)
    }
}
