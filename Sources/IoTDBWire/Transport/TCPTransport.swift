import Glibc

/// A plain TCP connection.
///
/// All socket calls that carry data are here; TLS runs on top of it.
package final class TCPTransport: Transport {
    package let peer: String
    /// -1 once closed.
    private var descriptor: Int32
    private let wake: WakePipe

    private init(connected descriptor: Int32, peer: String, wake: WakePipe) {
        self.descriptor = descriptor
        self.peer = peer
        self.wake = wake
    }

    deinit {
        close()
    }

    /// Connects to the first address of `node` that answers.
    ///
    /// Look-up and all attempts together end at `deadline`; each address gets an equal share of the time still left, so
    /// that one which swallows packets does not use it all up. The error names each address and why it failed.
    /// `wake` ends this and every later wait on the connection.
    package static func connect(
        to node: NodeAddress,
        wake: WakePipe,
        deadline: Deadline
    ) throws(TransportError) -> TCPTransport {
        let addresses = try Resolver.addresses(of: node, wake: wake, deadline: deadline)
        var failures: [(SocketAddress, TransportError)] = []
        for (index, address) in addresses.enumerated() {
            do throws(TransportError) {
                let share = deadline.share(of: addresses.count - index)
                let descriptor = try open(address, wake: wake, deadline: share)
                return TCPTransport(connected: descriptor, peer: node.description, wake: wake)
            } catch {
                if error.kind == .cancelled { throw error }
                failures.append((address, error))
            }
        }
        throw connectError(node, failures)
    }

    private static func connectError(
        _ node: NodeAddress,
        _ failures: [(SocketAddress, TransportError)]
    ) -> TransportError {
        let causes = failures.map { address, error in
            address.description == node.description ? error.message : "\(address): \(error.message)"
        }
        let timedOut = failures.allSatisfy { $0.1.kind == .timedOut }
        return TransportError(
            timedOut ? .timedOut : .connectFailed,
            "cannot connect to \(node): \(causes.joined(separator: "; "))"
        )
    }

    /// A connected socket; errors carry the bare cause.
    private static func open(
        _ address: SocketAddress,
        wake: WakePipe,
        deadline: Deadline
    ) throws(TransportError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(address.family, type, 0)
        guard descriptor >= 0 else { throw TransportError(.connectFailed, systemErrorText(errno)) }
        do throws(TransportError) {
            try connect(descriptor, to: address, wake: wake, deadline: deadline)
            // Frames are written whole, so nothing is gained by holding back the last packet of one.
            enable(TCP_NODELAY, level: Int32(IPPROTO_TCP), of: descriptor)
            // Finds out about a peer that vanished while a call without a deadline waits.
            enable(SO_KEEPALIVE, level: SOL_SOCKET, of: descriptor)
            return descriptor
        } catch {
            Glibc.close(descriptor)
            throw error
        }
    }

    private static func connect(
        _ descriptor: Int32,
        to address: SocketAddress,
        wake: WakePipe,
        deadline: Deadline
    ) throws(TransportError) {
        let result = address.withSockaddr { Glibc.connect(descriptor, $0, $1) }
        if result != 0 {
            let code = errno
            // An interrupted connect goes on in the background like one that is in progress.
            guard code == EINPROGRESS || code == EINTR else {
                throw TransportError(.connectFailed, systemErrorText(code))
            }
            do throws(TransportError) {
                try wait(for: descriptor, POLLOUT, wake: wake, deadline: deadline, "connect")
            } catch {
                throw error.kind == .timedOut ? TransportError(.timedOut, "no answer in time") : error
            }
            let outcome = pendingError(of: descriptor)
            guard outcome == 0 else { throw TransportError(.connectFailed, systemErrorText(outcome)) }
        }
        guard !isConnectedToItself(descriptor) else {
            throw TransportError(.connectFailed, systemErrorText(ECONNREFUSED))
        }
    }

    /// Whether the kernel gave the socket the very port it connects to: TCP then connects it to itself.
    ///
    /// Happens on loopback when nothing listens on a port of the ephemeral range.
    private static func isConnectedToItself(_ descriptor: Int32) -> Bool {
        guard let local = SocketAddress(filledBy: { getsockname(descriptor, $0, &$1) }),
            let remote = SocketAddress(filledBy: { getpeername(descriptor, $0, &$1) })
        else { return false }
        return local.description == remote.description
    }

    private static func pendingError(of descriptor: Int32) -> Int32 {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0 ? code : errno
    }

    /// Failure is not an error: the option only improves the connection.
    private static func enable(_ option: Int32, level: Int32, of descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
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
                return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
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

    package func close() {
        guard descriptor >= 0 else { return }
        Glibc.close(descriptor)
        descriptor = -1
    }
}
