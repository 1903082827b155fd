import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// The built iotdb-conformance against every server that is there.
    @Suite struct ConformanceTests {
        @Test(arguments: LiveServer.found)
        func everyScenarioPasses(_ server: LiveServer) async throws {
            try await server.afterCorpora()
            let url = try Conformance.url([server.address], authority: server == .tls ? LiveEnvironment.authority : nil)
            let result = try await TestThread.run {
                try ProcessRunner.run(Conformance.binary, [url], timeout: .seconds(240))
            }
            let failures = result.outputText.split(separator: "\n").filter { $0.hasPrefix("FAIL") }
            #expect(failures == [])
            #expect(result.status == 0, "\(result.errorText)")
            #expect(result.outputText.contains(" passed, 0 failed"))
        }
    }
}

/// The program iotdb-conformance.
enum Conformance {
    /// Where it is.
    static let binary = builtProduct("iotdb-conformance")

    /// Its first argument.
    static func url(_ nodes: [NodeAddress], authority: String? = nil) -> String {
        let query = authority.map { "?tls_ca=\($0)" } ?? ""
        return "iotdb://root:root@" + nodes.map(\.description).joined(separator: ",") + query
    }
}
