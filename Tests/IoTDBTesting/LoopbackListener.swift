import Glibc
package import IoTDBWire

/// A server on a loopback port that runs a scripted handler, on a thread of its own, for each connection.
///
/// The handler reads and writes with blocking calls; the connection is closed when it returns.
/// Every call of a handler gives up after ``LoopbackConnection/patience``, so a broken test fails instead of hanging.
/// `close()`, or the last release, stops listening and breaks all open connections.
///
///     let listener = try LoopbackListener { connection in
///         _ = connection.read(4)
///         connection.write([1, 2, 3])
///     }
///     let transport = try TCPTransport.connect(to: listener.address, wake: WakePipe(), deadline: .after(.seconds(5)))
package final class LoopbackListener: Sendable {
    /// What a listener does for each connection.
    package typealias Handler = @Sendable (LoopbackConnection) -> Void

    /// A loopback address to listen on.
    package enum Family: Sendable {
        case ipv4
        case ipv6
    }

    /// The port the system chose.
    package let port: Int
    private let family: Family
    private let descriptor: Int32
    private let stop: WakePipe
    private let connections = Lock<[LoopbackConnection]>([])

    /// Listens on 127.0.0.1 or ::1, on a free port unless one is given.
    package init(family: Family = .ipv4, port: Int = 0, backlog: Int32 = 128, handler: @escaping Handler) throws {
        self.family = family
        stop = try WakePipe()
        (descriptor, self.port) = try Self.listen(family, port: port, backlog: backlog)
        let (descriptor, stop) = (descriptor, stop)
        try TestThread.start { [weak self] in
            while let connection = Self.accept(descriptor, stop: stop) {
                guard let self else { break }
                self.connections.withLock { $0.append(connection) }
                try? TestThread.start {
                    handler(connection)
                    connection.close()
                }
            }
            Glibc.close(descriptor)
        }
    }

    deinit {
        close()
    }

    /// The numeric address of the listener.
    package var address: NodeAddress { get throws { try NodeAddress(host: host, port: port) } }

    private var host: String {
        switch family {
        case .ipv4: "127.0.0.1"
        case .ipv6: "::1"
        }
    }

    /// Number of connections accepted so far.
    package var acceptedCount: Int { connections.withLock { $0.count } }

    /// Stops listening and breaks all connections. May be called again.
    package func close() {
        stop.wake()
        for connection in connections.withLock({ $0 }) { connection.shutdown() }
    }

    /// A port of 127.0.0.1 on which nothing listens: bound once and given back.
    package static func unusedPort() throws -> Int {
        let (descriptor, port) = try listen(.ipv4, port: 0, backlog: 1)
        Glibc.close(descriptor)
        return port
    }

    /// A listening socket nobody accepts from; returns its descriptor and port.
    package static func listen(_ family: Family, port: Int, backlog: Int32) throws -> (descriptor: Int32, port: Int) {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family == .ipv4 ? AF_INET : AF_INET6, type, 0)
        guard descriptor >= 0 else { throw SystemCallFailed("socket", errno) }
        do {
            // A server that comes back takes its port at once, whatever connections of its former life linger.
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
            let bound = try bind(descriptor, family, port: port)
            guard Glibc.listen(descriptor, backlog) == 0 else { throw SystemCallFailed("listen", errno) }
            return (descriptor, bound)
        } catch {
            Glibc.close(descriptor)
            throw error
        }
    }

    /// Binds to the loopback address and returns the port.
    private static func bind(_ descriptor: Int32, _ family: Family, port: Int) throws -> Int {
        var storage = sockaddr_storage()
        let result = withUnsafeMutableBytes(of: &storage) { bytes -> Int32 in
            guard let base = bytes.baseAddress else { return -1 }
            var length: socklen_t
            switch family {
            case .ipv4:
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = UInt16(port).bigEndian
                address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
                bytes.storeBytes(of: address, as: sockaddr_in.self)
                length = socklen_t(MemoryLayout<sockaddr_in>.size)
            case .ipv6:
                var address = sockaddr_in6()
                address.sin6_family = sa_family_t(AF_INET6)
                address.sin6_port = UInt16(port).bigEndian
                address.sin6_addr = in6addr_loopback
                bytes.storeBytes(of: address, as: sockaddr_in6.self)
                length = socklen_t(MemoryLayout<sockaddr_in6>.size)
            }
            let pointer = base.assumingMemoryBound(to: sockaddr.self)
            guard Glibc.bind(descriptor, pointer, length) == 0 else { return -1 }
            length = socklen_t(bytes.count)
            return getsockname(descriptor, pointer, &length)
        }
        guard result == 0 else { throw SystemCallFailed("bind", errno) }
        // `sin_port` and `sin6_port` are both the two bytes after the family.
        return withUnsafeBytes(of: &storage) { Int(UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self))) }
    }

    /// The next connection; `nil` once `stop` is raised.
    private static func accept(_ descriptor: Int32, stop: WakePipe) -> LoopbackConnection? {
        while true {
            var set = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop.readDescriptor, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&set, 2, -1) > 0 || errno == EINTR else { return nil }
            if set[1].revents != 0 { return nil }
            guard set[0].revents != 0 else { continue }
            let accepted = Glibc.accept(descriptor, nil, nil)
            guard accepted >= 0 else { continue }
            // A child process that held the socket would keep its end from the client.
            _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
            return LoopbackConnection(accepted)
        }
    }
}

/// The server's end of one connection to a ``LoopbackListener``.
///
/// Its calls belong on the handler's thread; ``shutdown()`` may come from any.
package final class LoopbackConnection: Sendable {
    /// Seconds a read or write waits before it gives up.
    package static let patience = 20

    /// The descriptor; -1 once closed. The lock keeps `shutdown` from hitting a number used again.
    private let state: Lock<Int32>

    init(_ descriptor: Int32) {
        state = Lock(descriptor)
        var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The socket, for calls this class has no method for; -1 once closed.
    package var descriptor: Int32 { state.withLock { $0 } }

    /// Reads exactly `count` bytes, or fewer when the stream ends or breaks first.
    package func read(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        while result.count < count {
            let more = readSome(limit: count - result.count)
            if more.isEmpty { break }
            result += more
        }
        return result
    }

    /// Reads at least one and at most `limit` bytes; empty when the stream ends or breaks.
    package func readSome(limit: Int = 65_536) -> [UInt8] {
        let descriptor = descriptor
        return [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
            var count = recv(descriptor, buffer.baseAddress, limit, 0)
            // A call with a time limit ends so when the process was stopped and goes on.
            while count < 0, errno == EINTR { count = recv(descriptor, buffer.baseAddress, limit, 0) }
            initialized = max(0, count)
        }
    }

    /// Reads and drops everything until the peer closes or the listener does.
    package func waitForClose() {
        while !readSome().isEmpty {}
    }

    /// Reads nothing until the peer closes or the listener does.
    package func waitForHangUp() {
        // `POLLRDHUP`, which Glibc shows to those only that define `_GNU_SOURCE`.
        var set = pollfd(fd: descriptor, events: Int16(0x2000), revents: 0)
        _ = poll(&set, 1, Int32(Self.patience) * 1000)
    }

    /// Writes all of `bytes`; false when the peer is gone.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    /// Closes with a reset instead of an orderly end.
    package func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Ends both directions, which also ends the handler's present call. The descriptor stays until `close`.
    package func shutdown() {
        state.withLock { if $0 >= 0 { _ = Glibc.shutdown($0, Int32(SHUT_RDWR)) } }
    }

    /// Makes the handler's present call end and its `close` a reset. May come from any thread.
    package func breakOff() {
        state.withLock { descriptor in
            guard descriptor >= 0 else { return }
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
            _ = Glibc.shutdown(descriptor, Int32(SHUT_RD))
        }
    }

    /// Closes the connection. May be called again.
    package func close() {
        state.withLock { descriptor in
            if descriptor >= 0 { Glibc.close(descriptor) }
            descriptor = -1
        }
    }
}

/// A system call of a test that failed.
package struct SystemCallFailed: Error, CustomStringConvertible {
    package let description: String

    /// The failure of `call` with the `errno` value `code`.
    package init(_ call: String, _ code: Int32) {
        description = "\(call): \(systemErrorText(code))"
    }
}
