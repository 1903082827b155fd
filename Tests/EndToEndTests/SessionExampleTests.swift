import IoTDBDemo
import IoTDBTesting
import Testing

/// The example of the Go client's documentation, written with this library, run as a program.
@Suite struct SessionExampleTests {
    @Test func runsAgainstTheDemoServer() throws {
        let server = DemoServer(sampleData: false)
        let port = try server.start()
        defer { server.stop() }
        let result = try ProcessRunner.run(builtProduct("session-example"), ["iotdb://root:root@127.0.0.1:\(port)"])
        #expect(result.outputText.hasSuffix("done\n"), "\(result.outputText)\(result.errorText)")
        #expect(result.outputText.contains("zone GMT\n") && result.outputText.contains("count 2\n"))
    }
}
