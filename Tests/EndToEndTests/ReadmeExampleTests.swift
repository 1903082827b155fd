import Foundation
import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

@Suite("The README's examples")
struct ReadmeExampleTests {
    @Test("the pool example runs, here against the demo server, and is the text of the README")
    func pool() async throws {
        let server = DemoServer()
        let port = try server.start()
        defer { server.stop() }
        var configuration = SessionPoolConfiguration(maximumSessions: 8)
        configuration.session.nodes = [try NodeAddress(host: "127.0.0.1", port: Int(port))]
        let pool = SessionPool(configuration)
        // README begins
        let pattern = "root.**"
        let devices = try await pool.query("SHOW DEVICES \(path: pattern)").collect()
        for device in devices { print(device) }
        await pool.close()
        // README ends
        #expect(!devices.isEmpty)
        #expect(try readme().contains(try example()))
    }

    private func readme() throws -> String {
        try String(contentsOf: Vectors.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
    }

    /// The lines between the marks above, without their indentation.
    private func example() throws -> String {
        let lines = try String(contentsOfFile: #filePath, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let begin = try #require(lines.firstIndex { $0.hasSuffix("// README begins") })
        let end = try #require(lines.firstIndex { $0.hasSuffix("// README ends") })
        return lines[(begin + 1)..<end].map { $0.dropFirst(8) }.joined(separator: "\n")
    }
}
