import IoTDBTesting
import IoTDBWire

/// A certificate authority, a server certificate by it for `localhost` and 127.0.0.1, and connections to such a server.
struct TLSFixture {
    /// When a test gives up.
    static let patience = Deadline.after(.seconds(60))
    let certificates: TestCertificates
    let good: TestCertificates.Identity

    init() throws {
        certificates = try TestCertificates()
        good = try certificates.issue("server", names: "DNS:localhost,IP:127.0.0.1")
    }

    /// A configuration that trusts the authority.
    var trusting: TLSConfiguration {
        var configuration = TLSConfiguration()
        configuration.caFile = certificates.authority.chainFile
        return configuration
    }

    /// Runs `body` with a connection to a listener that serves it with `handler`.
    func withServer(
        host: String = "localhost",
        _ configuration: TLSConfiguration? = nil,
        handler: @escaping LoopbackListener.Handler,
        body: @escaping @Sendable (TLSTransport) throws -> Void
    ) async throws {
        let listener = try LoopbackListener(handler: handler)
        let address = try NodeAddress(host: host, port: listener.port)
        defer { listener.close() }
        let configuration = configuration ?? trusting
        try await TestThread.run {
            try body(
                TLSTransport.connect(to: address, configuration, wake: WakePipe(), deadline: Self.patience)
            )
        }
    }
}
