import COpenSSL
import Platform

extension TLSTransport {
    /// Sends what OpenSSL has written, then waits for bytes of the peer.
    func exchangeRecords(_ deadline: Deadline) throws(TransportError) {
        try flush(deadline)
        do throws(TransportError) {
            let count = try tcp.read(into: buffer, deadline: deadline)
            guard count > 0 || !isRefusal else { throw withoutCertificate("\(peer) ended the connection") }
            guard count > 0 else {
                throw TransportError(.closedByPeer, "\(peer) ended the connection without a TLS close notification")
            }
            guard feed(count) else { throw failure("reading from") }
        } catch {
            isBroken = true
            throw error.kind == .reset && isRefusal ? withoutCertificate(error.message) : error
        }
    }

    /// Hands OpenSSL the first `count` bytes of the buffer; false only when memory runs out.
    func feed(_ count: Int) -> Bool {
        BIO_write(incoming, buffer.baseAddress, Int32(count)) == Int32(count)
    }

    /// Sends all records OpenSSL has written.
    ///
    /// A failure tells in `bytesAccepted` whether any encrypted byte was sent.
    func flush(_ deadline: Deadline) throws(TransportError) {
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
}
