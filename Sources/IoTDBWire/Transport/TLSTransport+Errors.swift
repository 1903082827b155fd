import COpenSSL
import Platform

extension TLSTransport {
    /// The error for a call of OpenSSL that failed, with its reason.
    func failure(_ what: String) -> TransportError {
        let text = "\(what) \(peer): TLS failed: \(takeOpenSSLError())"
        if isRefusal { return withoutCertificate(text) }
        isBroken = true
        return TransportError(.tlsHandshakeFailed, text)
    }

    /// Whether an end of the connection is most likely the server's answer to a missing certificate, which in TLS 1.3
    /// comes after the handshake.
    var isRefusal: Bool { lacksCertificate && !hasReceived }

    /// The error that names the certificate that the server asked for.
    func withoutCertificate(_ text: String) -> TransportError {
        isBroken = true
        return TransportError(
            .tlsHandshakeFailed,
            "\(text); the server asks for a client certificate, and none is configured"
        )
    }

    /// The error for a handshake that failed, after telling the server why.
    func handshakeFailure() -> TransportError {
        let verification = SSL_get_verify_result(ssl)
        // The alert that tells the server why; if it cannot be sent at once, the server sees the end of the stream.
        let count = BIO_read(outgoing, buffer.baseAddress, Int32(buffer.count))
        if count > 0 { tcp.offer(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)])) }
        let reason = takeOpenSSLError()
        isBroken = true
        guard SSL_get_verify_mode(ssl) != SSL_VERIFY_NONE, verification != X509_V_OK else {
            if isRefusal { return withoutCertificate("TLS handshake with \(peer) failed: \(reason)") }
            return TransportError(.tlsHandshakeFailed, "TLS handshake with \(peer) failed: \(reason)")
        }
        let text = String(cString: X509_verify_cert_error_string(Int(verification)))
        return TransportError(
            .tlsCertificateRejected,
            "the certificate of \(peer) is not accepted for \"\(identity.name)\": \(text)"
        )
    }
}
