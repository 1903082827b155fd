import COpenSSL
import Platform

/// A TLS connection over TCP.
///
/// OpenSSL works on two memory buffers and never sees the socket: ``TCPTransport`` moves the records, so deadlines,
/// cancellation and SIGPIPE are treated in one place.
package final class TLSTransport: Transport {
    /// Plain bytes in one record at most (RFC 8446, 5.1), and so the most `SSL_write` turns into one.
    static let recordSize = 16_384
    /// Encrypted bytes moved at once; four full records.
    static let bufferSize = 65_536

    let tcp: TCPTransport
    /// The `SSL`; owns the two BIOs below.
    let ssl: OpaquePointer
    /// Records from the peer that OpenSSL has not read yet.
    let incoming: OpaquePointer
    /// Records OpenSSL wrote that are not sent yet.
    let outgoing: OpaquePointer
    /// Holds encrypted bytes on their way between socket and BIO; allocated once, freed with the connection.
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 16)
    let identity: TLSServerIdentity
    /// Set by a failure, after which OpenSSL must not be asked to close properly.
    var isBroken = false
    /// Whether the server asked for a certificate and got none.
    var lacksCertificate = false
    /// Whether plain bytes have come: the server is content with the handshake.
    var hasReceived = false

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
            if result == 1 {
                hasReceived = true
                return count
            }
            switch SSL_get_error(ssl, result) {
            case SSL_ERROR_ZERO_RETURN where isRefusal: throw withoutCertificate("\(peer) ended the connection")
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

    package func waitForInput(by deadline: Deadline) throws(TransportError) -> Bool {
        while !isStale() {
            guard try tcp.waitForInput(by: deadline) else { return false }
        }
        return true
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
