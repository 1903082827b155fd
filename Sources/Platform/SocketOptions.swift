// What the systems name or type differently. Built and tested with Glibc; Musl and Darwin are prepared from their
// headers, and nobody has run them yet.

/// Socket constants as the calls take them.
package enum SocketOptions {
    #if canImport(Glibc)
    /// A stream of bytes.
    package static var stream: Int32 { Int32(SOCK_STREAM.rawValue) }
    #else
    /// A stream of bytes.
    package static var stream: Int32 { SOCK_STREAM }
    #endif

    #if canImport(Darwin)
    /// Idle seconds before the first probe of a silent peer.
    package static var keepAliveIdle: Int32 { TCP_KEEPALIVE }
    /// Keeps a write from raising SIGPIPE; there the option SO_NOSIGPIPE of the socket does.
    package static var noSignal: Int32 { 0 }
    #else
    /// Idle seconds before the first probe of a silent peer.
    package static var keepAliveIdle: Int32 { Int32(TCP_KEEPIDLE) }
    /// Keeps a write from raising SIGPIPE.
    package static var noSignal: Int32 { Int32(MSG_NOSIGNAL) }
    #endif

    /// A socket that waits for nothing and is not handed to child processes; -1 with `errno` on failure.
    package static func open(_ family: Int32) -> Int32 {
        #if canImport(Glibc)
        return socket(family, stream | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        #elseif canImport(Musl)
        return socket(family, stream | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)
        #else
        return prepared(socket(family, stream, 0))
        #endif
    }

    /// Two connected sockets of that kind; -1 with `errno` on failure.
    package static func openPair(_ pair: UnsafeMutablePointer<Int32>) -> Int32 {
        #if canImport(Glibc)
        return socketpair(AF_UNIX, stream | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0, pair)
        #elseif canImport(Musl)
        return socketpair(AF_UNIX, stream | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair)
        #else
        let result = socketpair(AF_UNIX, stream, 0, pair)
        if result == 0 { for index in 0..<2 { _ = prepared(pair[index]) } }
        return result
        #endif
    }

    #if canImport(Darwin)
    /// Darwin sets after opening what Linux takes with the call.
    private static func prepared(_ descriptor: Int32) -> Int32 {
        guard descriptor >= 0 else { return descriptor }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
    }
    #endif
}
