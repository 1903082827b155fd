import Platform

/// Finds the addresses of a node without ever blocking past a deadline.
enum Resolver {
    /// All addresses of `node`, in the order of preference of the system; never empty.
    ///
    /// `getaddrinfo` cannot be interrupted, so a name is looked up on a thread of its own. When the deadline passes
    /// first the thread is left behind; it ends with the lookup.
    static func addresses(
        of node: NodeAddress,
        wake: WakePipe,
        deadline: Deadline
    ) throws(TransportError) -> [SocketAddress] {
        if case .success(let addresses) = lookUp(node, flags: AI_NUMERICHOST) { return addresses }
        let lookup = try Lookup()
        try DetachedThread.start { lookup.finish(lookUp(node, flags: 0)) }
        try wait(
            for: lookup.done.readDescriptor,
            POLLIN,
            wake: wake,
            deadline: deadline,
            "cannot look up the address of host \"\(node.host)\""
        )
        return try lookup.result.get()
    }

    /// What the waiting thread and the thread of the lookup share. Whoever lets go last frees it.
    private final class Lookup: Sendable {
        let done: WakePipe
        private let outcome = Lock<Result<[SocketAddress], TransportError>?>(nil)

        init() throws(TransportError) {
            done = try WakePipe()
        }

        func finish(_ result: Result<[SocketAddress], TransportError>) {
            outcome.withLock { $0 = result }
            done.wake()
        }

        var result: Result<[SocketAddress], TransportError> {
            outcome.withLock { $0 } ?? .failure(TransportError(.resolveFailed, "the lookup gave no result"))
        }
    }

    private static func lookUp(_ node: NodeAddress, flags: Int32) -> Result<[SocketAddress], TransportError> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = SocketOptions.stream
        hints.ai_flags = flags | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(node.host, String(node.port), &hints, &list)
        let systemCode = errno
        guard code == 0 else { return .failure(failure(of: node, code, systemCode)) }
        defer { freeaddrinfo(list) }
        let addresses = sequence(first: list, next: { $0?.pointee.ai_next }).prefix { $0 != nil }
            .compactMap { SocketAddress($0?.pointee.ai_addr, length: $0?.pointee.ai_addrlen ?? 0) }
        guard !addresses.isEmpty else { return .failure(failure(of: node, EAI_NONAME, 0)) }
        return .success(addresses)
    }

    private static func failure(of node: NodeAddress, _ code: Int32, _ systemCode: Int32) -> TransportError {
        let text = code == EAI_SYSTEM ? systemErrorText(systemCode) : String(cString: gai_strerror(code))
        return TransportError(.resolveFailed, "cannot look up the address of host \"\(node.host)\": \(text)")
    }
}
