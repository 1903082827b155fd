import COpenSSL
import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct TLSTrustTests {
    private static let patience = TLSFixture.patience
    private let fixture: TLSFixture
    private var certificates: TestCertificates { fixture.certificates }
    private var good: TestCertificates.Identity { fixture.good }
    private var trusting: TLSConfiguration { fixture.trusting }

    init() throws {
        fixture = try TLSFixture()
    }

    /// Connects to a TLS echo server of four bytes and returns why it failed, nil when the echo came back.
    private func echo(
        _ settings: LoopbackTLSSettings,
        host: String = "localhost",
        _ configuration: TLSConfiguration
    ) async throws -> TransportError? {
        let listener = try LoopbackListener { connection in
            connection.withTLS(settings) { $0.write($0.read(4)) }
        }
        let address = try NodeAddress(host: host, port: listener.port)
        defer { listener.close() }
        return try await TestThread.run {
            try transportError {
                let transport = try TLSTransport.connect(
                    to: address,
                    configuration,
                    wake: WakePipe(),
                    deadline: Self.patience
                )
                try transport.write([1, 2, 3, 4], deadline: Self.patience)
                #expect(try transport.readExactly(4, deadline: Self.patience) == [1, 2, 3, 4])
            }
        }
    }

    // MARK: Whom to trust

    @Test func trustedCertificateForTheHostIsAccepted() async throws {
        #expect(try await echo(LoopbackTLSSettings(good), trusting) == nil)
    }

    @Test func addressInTheCertificateIsAccepted() async throws {
        #expect(try await echo(LoopbackTLSSettings(good), host: "127.0.0.1", trusting) == nil)
    }

    @Test(arguments: [
        ("localhost", "DNS:elsewhere.example", "hostname mismatch"),
        ("localhost", "DNS:local*", "hostname mismatch"),
        ("localhost", "IP:127.0.0.1", "hostname mismatch"),
        ("127.0.0.1", "DNS:localhost", "IP address mismatch"),
        ("127.0.0.1", "DNS:127.0.0.1", "IP address mismatch"),
        ("127.0.0.1", "IP:127.0.0.2", "IP address mismatch"),
    ])
    func certificateForAnotherHostIsRefused(_ host: String, names: String, reason: String) async throws {
        let identity = try certificates.issue("server", names: names)
        let error = try await echo(LoopbackTLSSettings(identity), host: host, trusting)
        #expect(error?.kind == .tlsCertificateRejected)
        #expect(error?.message.hasSuffix("is not accepted for \"\(host)\": \(reason)") == true)
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func commonNameAloneIsRefused(_ host: String) async throws {
        let identity = try certificates.issue(host, names: nil)
        let error = try await echo(LoopbackTLSSettings(identity), host: host, trusting)
        #expect(error?.kind == .tlsCertificateRejected)
        #expect(error?.message.contains("mismatch") == true)
    }

    @Test func unknownAuthorityIsRefused() async throws {
        let other = try TestCertificates(authorityName: "Somebody Else")
        let identity = try other.issue("server", names: "DNS:localhost")
        let error = try await echo(LoopbackTLSSettings(identity), trusting)
        #expect(error?.kind == .tlsCertificateRejected)
        #expect(error?.message.contains("unable to get local issuer certificate") == true)
    }

    @Test func authorityIsUnknownToTheSystemStore() async throws {
        let error = try await echo(LoopbackTLSSettings(good), TLSConfiguration())
        #expect(error?.kind == .tlsCertificateRejected)
    }

    @Test func selfSignedCertificateIsRefused() async throws {
        let identity = try certificates.selfSigned("localhost", names: "DNS:localhost")
        let error = try await echo(LoopbackTLSSettings(identity), trusting)
        #expect(error?.kind == .tlsCertificateRejected)
        #expect(error?.message.contains("self-signed certificate") == true)
    }

    @Test(arguments: [(-7200 ... -3600, "certificate has expired"), (3600...7200, "certificate is not yet valid")])
    func certificateOutsideItsTimeIsRefused(_ validFor: ClosedRange<Int>, reason: String) async throws {
        let identity = try certificates.issue("server", names: "DNS:localhost", validFor: validFor)
        let error = try await echo(LoopbackTLSSettings(identity), trusting)
        #expect(error?.kind == .tlsCertificateRejected)
        #expect(error?.message.contains(reason) == true)
    }

    @Test func certificateOfAClientIsNoServerCertificate() async throws {
        let identity = try certificates.issue("server", names: "DNS:localhost", usage: .client)
        let error = try await echo(LoopbackTLSSettings(identity), trusting)
        #expect(error?.kind == .tlsCertificateRejected)
        #expect(error?.message.contains("purpose") == true)
    }

    @Test func serverNameReplacesTheHost() async throws {
        let identity = try certificates.issue("server", names: "DNS:node.example")
        var configuration = trusting
        configuration.serverName = "node.example"
        #expect(try await echo(LoopbackTLSSettings(identity), host: "127.0.0.1", configuration) == nil)
        configuration.serverName = "other.example"
        let error = try await echo(LoopbackTLSSettings(identity), host: "127.0.0.1", configuration)
        #expect(error?.kind == .tlsCertificateRejected)
    }

    @Test func wildcardStandsForOneWholeLabel() async throws {
        let identity = try certificates.issue("server", names: "DNS:*.nodes.example")
        for (name, accepted) in [("a.nodes.example", true), ("a.b.nodes.example", false), ("nodes.example", false)] {
            var configuration = trusting
            configuration.serverName = name
            let error = try await echo(LoopbackTLSSettings(identity), configuration)
            #expect((error == nil) == accepted, "\(name)")
        }
    }

    @Test(arguments: ["", ".example", "a\u{0}.example"])
    func serverNameThatWouldMatchTooMuchIsRefused(_ name: String) async throws {
        var configuration = trusting
        configuration.serverName = name
        let error = try await echo(LoopbackTLSSettings(good), configuration)
        #expect(error?.kind == .tlsConfigurationInvalid)
    }

    @Test func insecureAcceptsAnyCertificate() async throws {
        let identity = try certificates.selfSigned("other", names: "DNS:elsewhere.example")
        #expect(try await echo(LoopbackTLSSettings(identity), .insecure) == nil)
    }

    // MARK: What is said

    @Test func hostNameIsSentAndAnAddressIsNot() async throws {
        for (host, expected) in [("localhost", "localhost"), ("127.0.0.1", nil)] as [(String, String?)] {
            let seen = Lock<String??>(nil)
            let settings = LoopbackTLSSettings(good)
            try await fixture.withServer(host: host) { connection in
                connection.withTLS(settings) { stream in
                    seen.withLock { $0 = .some(stream.requestedName) }
                    stream.write([1])
                }
            } body: { transport in
                _ = try transport.readSome(deadline: Self.patience)
                #expect(transport.cipherDescription.hasPrefix("TLSv1.3 "))
            }
            #expect(seen.withLock { $0 } == .some(expected))
        }
    }

    @Test func clientCertificateIsPresented() async throws {
        let client = try certificates.issue("client", names: nil, usage: .client)
        var configuration = trusting
        configuration.clientCertificate = .init(chainFile: client.chainFile, keyFile: client.keyFile)
        var settings = LoopbackTLSSettings(good)
        settings.clientAuthority = certificates.authority.chainFile
        let subject = Lock<String?>(nil)
        try await fixture.withServer(configuration) { [settings] connection in
            connection.withTLS(settings) { stream in
                subject.withLock { $0 = stream.clientSubject }
                stream.write([1])
            }
        } body: {
            _ = try $0.readSome(deadline: Self.patience)
        }
        #expect(subject.withLock { $0 } == "/CN=client")
    }

    @Test func missingClientCertificateIsAnErrorOfTheServer() async throws {
        var settings = LoopbackTLSSettings(good)
        settings.clientAuthority = certificates.authority.chainFile
        let error = try await echo(settings, trusting)
        #expect(error?.kind == .tlsHandshakeFailed)
        #expect(error?.message.contains("certificate required") == true)
        #expect(error?.message.contains("the server asks for a client certificate, and none is configured") == true)
    }

    @Test(arguments: [0, TLS1_2_VERSION])
    func aSessionWithoutTheCertificateThatIsAskedForIsTold(version: Int32) async throws {
        var settings = LoopbackTLSSettings(good)
        settings.clientAuthority = certificates.authority.chainFile
        settings.maximumVersion = version
        let listener = try LoopbackListener { [settings] connection in
            connection.withTLS(settings) { _ = $0.read(4) }
        }
        defer { listener.close() }
        var configuration = SessionConfiguration(nodes: [try NodeAddress(host: "localhost", port: listener.port)])
        configuration.tls = trusting
        let error = await wireError { _ = try await Session.open(configuration) }
        #expect(error.code == .tlsFailed && error.requestState == .notSent)
        #expect(error.message.contains("asks for a client certificate"), "\(error)")
    }

    @Test func aCertificateThatIsAskedForNeedNotBeThere() async throws {
        // The server asks and goes on without.
        var settings = LoopbackTLSSettings(good)
        settings.clientAuthority = certificates.authority.chainFile
        settings.demandsCertificate = false
        #expect(try await echo(settings, trusting) == nil)
    }

    @Test func theDotAtTheEndOfAHostNameIsNoPartOfIt() async throws {
        var configuration = trusting
        configuration.serverName = "localhost."
        #expect(try await echo(LoopbackTLSSettings(good), configuration) == nil)
    }

    @Test func unusableFilesAreNamed() async throws {
        let client = try certificates.issue("client", names: nil, usage: .client)
        let encrypted = try certificates.encryptedKey(of: client)
        var missing = TLSConfiguration()
        missing.caFile = "/nonexistent/ca.pem"
        var noPEM = TLSConfiguration()
        noPEM.caFile = client.keyFile
        var wrongKey = trusting
        wrongKey.clientCertificate = .init(chainFile: client.chainFile, keyFile: good.keyFile)
        var encryptedKey = trusting
        encryptedKey.clientCertificate = .init(chainFile: client.chainFile, keyFile: encrypted)
        var noChain = trusting
        noChain.clientCertificate = .init(chainFile: "/nonexistent/client.pem", keyFile: client.keyFile)
        let cases = [
            (missing, "/nonexistent/ca.pem\": No such file"), (noPEM, client.keyFile), (wrongKey, "mismatch"),
            (encryptedKey, encrypted), (noChain, "/nonexistent/client.pem\": No such file"),
        ]
        for (configuration, text) in cases {
            let error = try await echo(LoopbackTLSSettings(good), configuration)
            #expect(error?.kind == .tlsConfigurationInvalid)
            #expect(error?.message.contains(text) == true, "\(error?.message ?? "no error")")
        }
    }

    @Test func oldVersionIsRefused() async throws {
        var settings = LoopbackTLSSettings(good)
        settings.maximumVersion = TLS1_2_VERSION
        #expect(try await echo(settings, trusting) == nil)
        settings.maximumVersion = TLS1_1_VERSION
        #expect(try await echo(settings, trusting)?.kind == .tlsHandshakeFailed)
        #expect(try await echo(settings, .insecure)?.kind == .tlsHandshakeFailed)
    }
}
