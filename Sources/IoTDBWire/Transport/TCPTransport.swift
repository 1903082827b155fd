import Platform

/// A plain TCP connection.
///
/// All socket calls that carry data are here; TLS runs on top of it.
package final class TCPTransport: Transport {
    package let peer: String
    /// -1 once closed.
    private var descriptor: Int32
    private let wake: WakePipe

    init(connected descriptor: Int32, peer: String, wake: WakePipe) {
        self.descriptor = descriptor
        self.peer = peer
        self.wake = wake
    }

    deinit {
        close()
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer, deadline: Deadline) throws(TransportError) -> Int {
        precondition(!buffer.isEmpty, "an empty read cannot be told from the end of the stream")
        while true {
            // Looked at even when bytes are waiting: a peer that keeps sending must not outrun them.
            try checkInterrupted("reading from", deadline)
            if let count = try readNow(into: buffer) { return count }
            try wait(for: descriptor, POLLIN, wake: wake, deadline: deadline, "reading from \(peer)")
        }
    }

    /// Reads what is there without waiting; `nil` when nothing is, 0 at the end of the stream.
    func readNow(into buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> Int? {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            if count >= 0 { return count }
            let code = errno
            if code == EAGAIN || code == EWOULDBLOCK { return nil }
            if code != EINTR { throw TransportError.system("reading from \(peer)", code) }
        }
    }

    package func write(
        _ head: UnsafeRawBufferPointer,
        _ body: UnsafeRawBufferPointer,
        deadline: Deadline
    ) throws(TransportError) {
        var accepted = 0
        do throws(TransportError) {
            while accepted < head.count + body.count {
                try checkInterrupted("writing to", deadline)
                if let count = try sendNow(head, body, from: accepted) {
                    accepted += count
                } else {
                    try wait(for: descriptor, POLLOUT, wake: wake, deadline: deadline, "writing to \(peer)")
                }
            }
        } catch {
            throw error.accepting(accepted)
        }
    }

    /// Hands the kernel what it takes of `head` and `body` after the first `skipped` bytes; `nil` when it takes none.
    private func sendNow(
        _ head: UnsafeRawBufferPointer,
        _ body: UnsafeRawBufferPointer,
        from skipped: Int
    ) throws(TransportError) -> Int? {
        let first = UnsafeRawBufferPointer(rebasing: head.dropFirst(skipped))
        let second = UnsafeRawBufferPointer(rebasing: body.dropFirst(max(0, skipped - head.count)))
        while true {
            let count = Self.send(first, second, to: descriptor)
            if count >= 0 { return count }
            let code = errno
            if code == EAGAIN || code == EWOULDBLOCK { return nil }
            if code != EINTR { throw TransportError.system("writing to \(peer)", code) }
        }
    }

    /// `writev` with flags: it must neither wait nor raise SIGPIPE.
    private static func send(
        _ first: UnsafeRawBufferPointer,
        _ second: UnsafeRawBufferPointer,
        to descriptor: Int32
    ) -> Int {
        // The kernel only reads through these pointers; `iovec` has no constant form.
        var vectors = (
            iovec(iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress), iov_len: first.count),
            iovec(iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress), iov_len: second.count)
        )
        return withUnsafeMutablePointer(to: &vectors) {
            $0.withMemoryRebound(to: iovec.self, capacity: 2) { vectors in
                var message = msghdr()
                message.msg_iov = vectors
                message.msg_iovlen = 2
                return sendmsg(descriptor, &message, SocketOptions.noSignal | Int32(MSG_DONTWAIT))
            }
        }
    }

    /// Hands the kernel what it takes of `bytes` at once; for last words, whose failure changes nothing.
    func offer(_ bytes: UnsafeRawBufferPointer) {
        _ = try? sendNow(bytes, UnsafeRawBufferPointer(start: nil, count: 0), from: 0)
    }

    /// Throws when the wake pipe is raised or the deadline has passed; `what` begins the error text.
    func checkInterrupted(_ what: String, _ deadline: Deadline) throws(TransportError) {
        if wake.isRaised { throw TransportError(.cancelled, "\(what) \(peer): cancelled") }
        if deadline.hasPassed { throw TransportError(.timedOut, "\(what) \(peer): timed out") }
    }

    package func isStale() -> Bool {
        var byte: UInt8 = 0
        while true {
            let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
            if count >= 0 { return true }
            if errno != EINTR { return errno != EAGAIN && errno != EWOULDBLOCK }
        }
    }

    package func waitForInput(by deadline: Deadline) throws(TransportError) -> Bool {
        do throws(TransportError) {
            try wait(for: descriptor, POLLIN, wake: wake, deadline: deadline, "reading from \(peer)")
            return true
        } catch {
            if error.kind == .timedOut { return false }
            throw error
        }
    }

    package func close() {
        guard descriptor >= 0 else { return }
        Platform.close(descriptor)
        descriptor = -1
    }
}
