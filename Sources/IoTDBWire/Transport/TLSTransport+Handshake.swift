import COpenSSL
import Platform

extension TLSTransport {
    /// Completes the handshake, or throws what went wrong with it.
    func shakeHands(_ deadline: Deadline) throws(TransportError) {
        var hasAnswer = false
        while true {
            ERR_clear_error()
            let result = SSL_do_handshake(ssl)
            if result == 1 { return try flush(deadline) }
            let reason = SSL_get_error(ssl, result)
            if reason == SSL_ERROR_WANT_X509_LOOKUP {
                // Asked once: without the callback the handshake goes on without a certificate, which the server may
                // take.
                lacksCertificate = true
                SSL_CTX_set_client_cert_cb(SSL_get_SSL_CTX(ssl), nil)
                continue
            }
            guard reason == SSL_ERROR_WANT_READ else { throw handshakeFailure() }
            do throws(TransportError) {
                try exchangeRecords(deadline)
            } catch {
                throw unanswered(error, hasAnswer: hasAnswer)
            }
            if !hasAnswer { try checkFirstByte() }
            hasAnswer = true
        }
    }

    /// Refuses a server whose first byte is not that of a TLS record, before OpenSSL makes a riddle of it.
    private func checkFirstByte() throws(TransportError) {
        let isRecord = buffer[0] == UInt8(SSL3_RT_HANDSHAKE) || buffer[0] == UInt8(SSL3_RT_ALERT)
        guard !isRecord else { return }
        isBroken = true
        throw TransportError(
            .serverDoesNotUseTLS,
            "\(peer) answered the TLS handshake with something that is not TLS: it does not use TLS on this port"
        )
    }

    /// Adds to an error what a peer that has not answered at all may be.
    private func unanswered(_ error: TransportError, hasAnswer: Bool) -> TransportError {
        switch error.kind {
        case .timedOut where !hasAnswer:
            TransportError(
                .serverDoesNotUseTLS,
                "\(peer) did not answer the TLS handshake in time: the server may not use TLS on this port"
            )
        case .closedByPeer where !hasAnswer, .reset where !hasAnswer:
            TransportError(
                error.kind,
                "\(peer) closed the connection during the TLS handshake: "
                    + "the server may not use TLS on this port, or may take no more connections"
            )
        default: TransportError(error.kind, "TLS handshake: \(error.message)")
        }
    }
}
