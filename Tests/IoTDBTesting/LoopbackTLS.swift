import COpenSSL
import Glibc

/// How the server's end of a ``LoopbackConnection`` speaks TLS.
package struct LoopbackTLSSettings: Sendable {
    /// The certificate the server shows.
    package var identity: TestCertificates.Identity
    /// PEM file of the authority whose certificates clients must present; nil asks for none.
    package var clientAuthority: String?
    /// Whether a client that presents none is refused.
    package var demandsCertificate = true
    /// The newest version spoken, such as `TLS1_1_VERSION`; 0 for the newest there is.
    package var maximumVersion: Int32 = 0
    /// Whether an ended body sends a close notification.
    package var notifiesClose = true

    package init(_ identity: TestCertificates.Identity) {
        self.identity = identity
    }
}

/// The decrypted stream of a ``LoopbackConnection``; used on the handler's thread only.
package final class LoopbackTLSStream {
    private let ssl: OpaquePointer

    fileprivate init(_ ssl: OpaquePointer) {
        self.ssl = ssl
    }

    /// The version agreed on, such as `TLSv1.3`.
    package var version: String { String(cString: SSL_get_version(ssl)) }

    /// The name the client asked for in the clear, if any.
    package var requestedName: String? {
        SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name).map { String(cString: $0) }
    }

    /// The subject of the certificate the client presented, such as `/CN=client`; nil without one.
    package var clientSubject: String? {
        guard let certificate = SSL_get1_peer_certificate(ssl) else { return nil }
        defer { X509_free(certificate) }
        guard let text = X509_NAME_oneline(X509_get_subject_name(certificate), nil, 0) else { return nil }
        defer { CRYPTO_free(text, #file, #line) }
        return String(cString: text)
    }

    /// Reads exactly `count` bytes, or fewer when the stream ends or breaks first.
    package func read(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        while result.count < count {
            var block = [UInt8](repeating: 0, count: min(65_536, count - result.count))
            let received = SSL_read(ssl, &block, Int32(block.count))
            if received <= 0 { break }
            result += block[..<Int(received)]
        }
        return result
    }

    /// Writes all of `bytes`; false when the peer is gone.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
        SSL_write(ssl, bytes, Int32(bytes.count)) == Int32(bytes.count)
    }
}

extension LoopbackConnection {
    /// Completes a server's handshake, runs `body` on the decrypted stream, and says goodbye.
    ///
    /// False without running `body` when the handshake fails, as it does when the client refuses the certificate.
    @discardableResult
    package func withTLS(_ settings: LoopbackTLSSettings, _ body: (LoopbackTLSStream) -> Void) -> Bool {
        Self.blockSIGPIPE()
        guard let context = Self.context(settings), let ssl = SSL_new(context) else { return false }
        defer {
            SSL_free(ssl)
            SSL_CTX_free(context)
        }
        SSL_set_fd(ssl, descriptor)
        guard SSL_accept(ssl) == 1 else {
            // Closing with bytes unread would reset the connection, and the client would lose the alert.
            Glibc.shutdown(descriptor, Int32(SHUT_WR))
            waitForClose()
            return false
        }
        body(LoopbackTLSStream(ssl))
        if settings.notifiesClose { SSL_shutdown(ssl) }
        return true
    }

    private static func context(_ settings: LoopbackTLSSettings) -> OpaquePointer? {
        guard let context = SSL_CTX_new(TLS_server_method()) else { return nil }
        if settings.maximumVersion != 0 {
            // Old versions need old signatures, which the default security level forbids.
            SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0")
            _ = cssl_set_minimum_version(context, TLS1_VERSION)
            _ = cssl_set_maximum_version(context, settings.maximumVersion)
        }
        SSL_CTX_use_certificate_chain_file(context, settings.identity.chainFile)
        SSL_CTX_use_PrivateKey_file(context, settings.identity.keyFile, SSL_FILETYPE_PEM)
        if let authority = settings.clientAuthority {
            SSL_CTX_load_verify_locations(context, authority, nil)
            let demand = settings.demandsCertificate ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0
            SSL_CTX_set_verify(context, SSL_VERIFY_PEER | demand, nil)
        }
        return context
    }

    /// OpenSSL writes to the socket without `MSG_NOSIGNAL`; the signal would go to this thread, which ends soon.
    private static func blockSIGPIPE() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
