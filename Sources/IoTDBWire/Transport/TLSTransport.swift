import COpenSSL
import Glibc

/// A TLS connection over TCP.
///
/// OpenSSL works on two memory buffers and never sees the socket: ``TCPTransport`` moves the records, so deadlines,
/// cancellation and SIGPIPE are treated in one place.
package final class TLSTransport: Transport {
    /// Plain bytes in one record at most (RFC 8446, 5.1), and so the most `SSL_write` turns into one.
    private static let recordSize = 16_384
    /// Encrypted bytes moved at once; four full records.
    private static let bufferSize = 65_536

    private let tcp: TCPTransport
    /// The `SSL`; owns the two BIOs below.
    private let ssl: OpaquePointer
    /// Records from the peer that OpenSSL has not read yet.
    private let incoming: OpaquePointer
    /// Records OpenSSL wrote that are not sent yet.
    private let outgoing: OpaquePointer
    /// Holds encrypted bytes on their way between socket and BIO; allocated once, freed with the connection.
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 16)
    private let identity: TLSServerIdentity
    /// Set by a failure, after which OpenSSL must not be asked to close properly.
    private var isBroken = false

    package var peer: String { tcp.peer }

    /// The version and cipher suite agreed on, such as `TLSv1.3 TLS_AES_256_GCM_SHA384`.
    package var cipherDescription: String {
        let cipher = SSL_CIPHER_get_name(SSL_get_current_cipher(ssl)).map { String(cString: $0) }
        return "\(String(cString: SSL_get_version(ssl))) \(cipher ?? "no cipher")"
    }

    /// Connects to `node` and completes the handshake, both by `deadline`.
    ///
    /// A handshake that fails for any reason closes the connection; nothing is ever sent unencrypted.
    package static func connect(
        to node: NodeAddress,
        _ configuration: TLSConfiguration,
        wake: WakePipe,
        deadline: Deadline
    ) throws(TransportError) -> TLSTransport {
        // First, because wrong settings are wrong for every node.
        let context = try TLSContext(configuration)
        let identity = try TLSServerIdentity(configuration.serverName ?? node.host)
        let tcp = try TCPTransport.connect(to: node, wake: wake, deadline: deadline)
        let transport = try TLSTransport(over: tcp, context, identity, verifies: configuration.verifiesServer)
        try transport.shakeHands(deadline)
        return transport
    }

    private init(
        over tcp: TCPTransport,
        _ context: TLSContext,
        _ identity: TLSServerIdentity,
        verifies: Bool
    ) throws(TransportError) {
        ERR_clear_error()
        guard let ssl = SSL_new(context.pointer), let incoming = BIO_new(BIO_s_mem()),
            let outgoing = BIO_new(BIO_s_mem())
        else {
            // Only lack of memory; what was made before the failure is lost with it.
            throw TransportError(.ioFailed, "cannot make a TLS connection: \(takeOpenSSLError())")
        }
        cssl_set_retry_when_empty(incoming)
        SSL_set_bio(ssl, incoming, outgoing)
        SSL_set_connect_state(ssl)
        self.tcp = tcp
        self.ssl = ssl
        self.incoming = incoming
        self.outgoing = outgoing
        self.identity = identity
        try identity.apply(to: ssl, verifies: verifies)
    }

    deinit {
        close()
        SSL_free(ssl)
        buffer.deallocate()
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer, deadline: Deadline) throws(TransportError) -> Int {
        precondition(!buffer.isEmpty, "an empty read cannot be told from the end of the stream")
        while true {
            try tcp.checkInterrupted("reading from", deadline)
            ERR_clear_error()
            var count = 0
            let result = SSL_read_ex(ssl, buffer.baseAddress, buffer.count, &count)
            if result == 1 { return count }
            switch SSL_get_error(ssl, result) {
            case SSL_ERROR_ZERO_RETURN: return 0
            case SSL_ERROR_WANT_READ: try exchangeRecords(deadline)
            default: throw failure("reading from")
            }
        }
    }

    package func write(
        _ head: UnsafeRawBufferPointer,
        _ body: UnsafeRawBufferPointer,
        deadline: Deadline
    ) throws(TransportError) {
        var accepted = 0
        var encrypted = 0
        do throws(TransportError) {
            for part in [head, body] {
                var rest = part[...]
                while !rest.isEmpty {
                    let record = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.recordSize))
                    try encrypt(record, deadline)
                    rest = rest.dropFirst(record.count)
                    encrypted += record.count
                    if BIO_ctrl_pending(outgoing) >= Self.bufferSize {
                        try flush(deadline)
                        accepted = encrypted
                    }
                }
            }
            try flush(deadline)
        } catch {
            // When any of a batch of records left, all of them count: which ones the peer has whole is not known.
            throw error.accepting(error.bytesAccepted > 0 ? encrypted : accepted)
        }
    }

    /// Turns `record` into encrypted bytes in `outgoing`.
    private func encrypt(_ record: UnsafeRawBufferPointer, _ deadline: Deadline) throws(TransportError) {
        while true {
            ERR_clear_error()
            var count = 0
            let result = SSL_write_ex(ssl, record.baseAddress, record.count, &count)
            if result == 1 { return }
            // A key update in progress can make OpenSSL read before it writes on.
            guard SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ else { throw failure("writing to") }
            try exchangeRecords(deadline)
        }
    }

    package func isStale() -> Bool {
        while true {
            ERR_clear_error()
            var byte: UInt8 = 0
            var count = 0
            let result = SSL_peek_ex(ssl, &byte, 1, &count)
            // A byte nobody asked for, a close notification or an alert. Session tickets are read and wanted.
            guard result != 1, SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ else { return true }
            do throws(TransportError) {
                guard let received = try tcp.readNow(into: buffer) else { return false }
                guard received > 0, feed(received) else { return true }
            } catch {
                return true
            }
        }
    }

    package func close() {
        if !isBroken && SSL_is_init_finished(ssl) == 1 {
            ERR_clear_error()
            // Tells the peer that nothing was cut off. Its own notification is not waited for.
            SSL_shutdown(ssl)
            let count = BIO_read(outgoing, buffer.baseAddress, Int32(buffer.count))
            if count > 0 { tcp.offer(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)])) }
        }
        isBroken = true
        tcp.close()
    }
}

// MARK: - Moving records

extension TLSTransport {
    /// Sends what OpenSSL has written, then waits for bytes of the peer.
    private func exchangeRecords(_ deadline: Deadline) throws(TransportError) {
        try flush(deadline)
        do throws(TransportError) {
            let count = try tcp.read(into: buffer, deadline: deadline)
            guard count > 0 else {
                throw TransportError(.closedByPeer, "\(peer) ended the connection without a TLS close notification")
            }
            guard feed(count) else { throw failure("reading from") }
        } catch {
            isBroken = true
            throw error
        }
    }

    /// Hands OpenSSL the first `count` bytes of the buffer; false only when memory runs out.
    private func feed(_ count: Int) -> Bool {
        BIO_write(incoming, buffer.baseAddress, Int32(count)) == Int32(count)
    }

    /// Sends all records OpenSSL has written.
    ///
    /// A failure tells in `bytesAccepted` whether any encrypted byte was sent.
    private func flush(_ deadline: Deadline) throws(TransportError) {
        var sent = 0
        while true {
            let count = BIO_read(outgoing, buffer.baseAddress, Int32(buffer.count))
            guard count > 0 else { return }
            do throws(TransportError) {
                try tcp.write(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)]), deadline: deadline)
            } catch {
                isBroken = true
                throw error.accepting(sent + error.bytesAccepted)
            }
            sent += Int(count)
        }
    }

    /// The error for a call of OpenSSL that failed, with its reason.
    private func failure(_ what: String) -> TransportError {
        isBroken = true
        return TransportError(.tlsHandshakeFailed, "\(what) \(peer): TLS failed: \(takeOpenSSLError())")
    }
}

// MARK: - Handshake

extension TLSTransport {
    private func shakeHands(_ deadline: Deadline) throws(TransportError) {
        var hasAnswer = false
        while true {
            ERR_clear_error()
            let result = SSL_do_handshake(ssl)
            if result == 1 { return try flush(deadline) }
            guard SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ else { throw handshakeFailure() }
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

    private func handshakeFailure() -> TransportError {
        let verification = SSL_get_verify_result(ssl)
        // The alert that tells the server why; if it cannot be sent at once, the server sees the end of the stream.
        let count = BIO_read(outgoing, buffer.baseAddress, Int32(buffer.count))
        if count > 0 { tcp.offer(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)])) }
        let reason = takeOpenSSLError()
        isBroken = true
        guard SSL_get_verify_mode(ssl) != SSL_VERIFY_NONE, verification != X509_V_OK else {
            return TransportError(.tlsHandshakeFailed, "TLS handshake with \(peer) failed: \(reason)")
        }
        let text = String(cString: X509_verify_cert_error_string(Int(verification)))
        return TransportError(
            .tlsCertificateRejected,
            "the certificate of \(peer) is not accepted for \"\(identity.name)\": \(text)"
        )
    }
}
