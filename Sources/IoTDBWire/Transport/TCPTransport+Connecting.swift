import Platform

extension TCPTransport {
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
        let descriptor = SocketOptions.open(address.family)
        guard descriptor >= 0 else { throw TransportError(.connectFailed, systemErrorText(errno)) }
        do throws(TransportError) {
            try connect(descriptor, to: address, wake: wake, deadline: deadline)
            // Frames are written whole, so nothing is gained by holding back the last packet of one.
            set(TCP_NODELAY, to: 1, level: Int32(IPPROTO_TCP), of: descriptor)
            watchPeer(descriptor)
            return descriptor
        } catch {
            Platform.close(descriptor)
            throw error
        }
    }

    private static func connect(
        _ descriptor: Int32,
        to address: SocketAddress,
        wake: WakePipe,
        deadline: Deadline
    ) throws(TransportError) {
        let result = address.withSockaddr { Platform.connect(descriptor, $0, $1) }
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

    /// Finds out within a minute about a host that vanished while a call without a deadline waits; the system's own
    /// patience is two hours.
    ///
    /// The kernel of the other host answers, so that a server which only takes its time is not taken for dead.
    private static func watchPeer(_ descriptor: Int32) {
        set(SO_KEEPALIVE, to: 1, level: SOL_SOCKET, of: descriptor)
        set(SocketOptions.keepAliveIdle, to: 30, level: Int32(IPPROTO_TCP), of: descriptor)
        set(TCP_KEEPINTVL, to: 10, level: Int32(IPPROTO_TCP), of: descriptor)
        set(TCP_KEEPCNT, to: 3, level: Int32(IPPROTO_TCP), of: descriptor)
    }

    /// Failure is not an error: the options only improve the connection.
    private static func set(_ option: Int32, to value: Int32, level: Int32, of descriptor: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
