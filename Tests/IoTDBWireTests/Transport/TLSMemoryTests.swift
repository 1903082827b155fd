import COpenSSL
import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// Certificates and keys that are in memory instead of in files.
@Suite struct TLSMemoryTests {
    private let fixture: TLSFixture
    private let client: TestCertificates.Identity

    init() throws {
        fixture = try TLSFixture()
        client = try fixture.certificates.issue("client", names: nil, usage: .client)
    }

    private func text(_ file: String) throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

    /// Talks to a server that demands the client's certificate, and answers whom it saw.
    private func subject(_ configuration: TLSConfiguration) async throws -> String? {
        var settings = LoopbackTLSSettings(fixture.good)
        settings.clientAuthority = fixture.certificates.authority.chainFile
        let subject = Lock<String?>(nil)
        try await fixture.withServer(configuration) { [settings] connection in
            connection.withTLS(settings) { stream in
                subject.withLock { $0 = stream.clientSubject }
                stream.write([1])
            }
        } body: {
            _ = try $0.readSome(deadline: TLSFixture.patience)
        }
        return subject.withLock { $0 }
    }

    @Test func theyAreTrustedAndPresented() async throws {
        var configuration = TLSConfiguration()
        configuration.authorities = .text(try text(fixture.certificates.authority.chainFile))
        configuration.clientCertificate = .init(
            chain: .text(try text(client.chainFile)),
            key: .bytes(Array(try text(client.keyFile).utf8))
        )
        #expect(try await subject(configuration) == "/CN=client")
    }

    /// One text with the key, the chain and further authorities: each call takes its parts.
    @Test func aBundleServesForAll() async throws {
        let authority = try text(fixture.certificates.authority.chainFile)
        let bundle = try text(client.keyFile) + text(client.chainFile) + authority
        var configuration = TLSConfiguration()
        configuration.authorities = .text(authority + authority)
        configuration.clientCertificate = .init(chain: .text(bundle), key: .text(bundle))
        #expect(try await subject(configuration) == "/CN=client")
    }

    @Test func othersAreNotTrusted() async throws {
        var configuration = TLSConfiguration()
        configuration.authorities = .text(try text(client.chainFile))
        let error = await transportError { _ = try await subject(configuration) }
        #expect(error?.kind == .tlsCertificateRejected)
    }

    @Test func whatCannotBeUsedIsToldAndNotShown() async throws {
        let (chain, key) = (try text(client.chainFile), try text(client.keyFile))
        let encrypted = try text(try fixture.certificates.encryptedKey(of: client))
        let cut = String(chain.prefix(chain.count / 2))
        let cases: [(PEMSource?, PEMSource, PEMSource, String)] = [
            (.text(""), .text(chain), .text(key), "authorities in memory"),
            (.text("no PEM"), .text(chain), .text(key), "authorities in memory"),
            (.text(chain + cut), .text(chain), .text(key), "authorities in memory"),
            (nil, .text(key), .text(key), "client certificate in memory"),
            (nil, .bytes([]), .text(key), "client certificate in memory"),
            (nil, .text(chain), .text(encrypted), "client key in memory"),
            (nil, .text(chain), .text(try text(fixture.good.keyFile)), "client key in memory"),
        ]
        for (authorities, chain, key, message) in cases {
            var configuration = fixture.trusting
            if let authorities { configuration.authorities = authorities }
            configuration.clientCertificate = .init(chain: chain, key: key)
            let error = await transportError { _ = try await subject(configuration) }
            #expect(error?.kind == .tlsConfigurationInvalid && error?.message.contains(message) == true, "\(message)")
            #expect(error?.message.contains("BEGIN") == false)
        }
    }

    @Test func descriptionsShowNoKey() {
        let source = PEMSource.text("canary")
        var dumped = ""
        dump(source, to: &dumped)
        #expect(!"\(source)\(String(reflecting: source))\(dumped)".contains("canary"))
        #expect("\(PEMSource.file("/ca.pem"))" == "\"/ca.pem\"" && PEMSource.file("/ca.pem").path == "/ca.pem")
    }

    private func transportError(_ body: () async throws -> Void) async -> TransportError? {
        do { try await body() } catch { return error as? TransportError }
        return nil
    }
}
