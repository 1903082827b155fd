import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct TCPConnectTests {
    private let patience = Deadline.after(.seconds(20))

    @Test func connectsAndNamesThePeer() async throws {
        let listener = try LoopbackListener { $0.waitForClose() }
        let address = try listener.address
        defer { listener.close() }
        let peer = try await TestThread.run {
            try TCPTransport.connect(to: address, wake: WakePipe(), deadline: patience).peer
        }
        #expect(peer == "127.0.0.1:\(listener.port)")
    }

    @Test func aHostThatVanishesIsFoundOut() async throws {
        let listener = try LoopbackListener { $0.waitForClose() }
        let address = try listener.address
        defer { listener.close() }
        let patiences = try await TestThread.run {
            let transport = try TCPTransport.connect(to: address, wake: WakePipe(), deadline: patience)
            defer { transport.close() }
            return connections(to: listener.port).map { descriptor in
                [Int32(TCP_KEEPIDLE), TCP_KEEPINTVL, TCP_KEEPCNT].map { option(Int32(IPPROTO_TCP), $0, of: descriptor) }
                    + [option(SOL_SOCKET, SO_KEEPALIVE, of: descriptor)]
            }
        }
        #expect(patiences == [[30, 10, 3, 1]])
    }

    /// Sockets of this process that are connected to a port.
    private func connections(to port: Int) -> [Int32] {
        (0..<Int32(1024)).filter { descriptor in
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let result = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &length) }
            }
            return result == 0 && address.sin_family == AF_INET && UInt16(bigEndian: address.sin_port) == UInt16(port)
        }
    }

    private func option(_ level: Int32, _ name: Int32, of descriptor: Int32) -> Int32 {
        var value: Int32 = -1
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, level, name, &value, &length)
        return value
    }

    @Test func refusedConnectionNamesNodeAndCause() async throws {
        let address = try NodeAddress(host: "127.0.0.1", port: try LoopbackListener.unusedPort())
        let error = try await TestThread.run {
            try transportError { _ = try TCPTransport.connect(to: address, wake: WakePipe(), deadline: patience) }
        }
        #expect(error?.kind == .connectFailed)
        #expect(error?.message == "cannot connect to \(address): Connection refused")
        #expect(error?.bytesAccepted == 0)
    }

    @Test func everyAddressOfANameIsTriedAndReported() async throws {
        let port = try LoopbackListener.unusedPort()
        let address = try NodeAddress(host: "localhost", port: port)
        let error = try await TestThread.run {
            try transportError { _ = try TCPTransport.connect(to: address, wake: WakePipe(), deadline: patience) }
        }
        let message = try #require(error?.message)
        #expect(message.hasPrefix("cannot connect to localhost:\(port): "))
        #expect(message.contains("127.0.0.1:\(port): ") || message.contains("[::1]:\(port): "))
    }

    @Test(arguments: [LoopbackListener.Family.ipv4, .ipv6])
    func nameWithSeveralAddressesConnectsToTheOneThatListens(_ family: LoopbackListener.Family) async throws {
        // Without both addresses in the hosts file, or without IPv6, there is nothing to choose from.
        guard let listener = try? LoopbackListener(family: family, handler: { $0.waitForClose() }) else { return }
        let name = family == .ipv6 ? "ip6-localhost" : "localhost"
        let address = try NodeAddress(host: name, port: listener.port)
        defer { listener.close() }
        let error = try await TestThread.run {
            try transportError { _ = try TCPTransport.connect(to: address, wake: WakePipe(), deadline: patience) }
        }
        #expect(error == nil || (family == .ipv6 && error?.kind == .resolveFailed))
    }

    @Test func connectsOverIPv6() async throws {
        guard let listener = try? LoopbackListener(family: .ipv6, handler: { $0.waitForClose() }) else { return }
        let address = try listener.address
        defer { listener.close() }
        let peer = try await TestThread.run {
            try TCPTransport.connect(to: address, wake: WakePipe(), deadline: patience).peer
        }
        #expect(peer == "[::1]:\(listener.port)")
    }

    @Test func unknownNameIsSaid() async throws {
        // RFC 6761 keeps `.invalid` free for ever; the deadline is short for machines without any name server.
        let address = try NodeAddress(host: "no-such-host.invalid", port: 6667)
        let error = try await TestThread.run {
            try transportError {
                _ = try TCPTransport.connect(to: address, wake: WakePipe(), deadline: .after(.seconds(2)))
            }
        }
        #expect(error?.kind == .resolveFailed || error?.kind == .timedOut)
        #expect(error?.message.contains("no-such-host.invalid") == true)
    }

    @Test func unansweredConnectEndsAtTheDeadline() async throws {
        let hole = try BlackHole()
        let address = hole.address
        let time = try await TestThread.run {
            try shortestTime(of: 3) {
                let error = try transportError {
                    _ = try TCPTransport.connect(
                        to: address,
                        wake: WakePipe(),
                        deadline: .after(.milliseconds(100))
                    )
                }
                #expect(error?.kind == .timedOut)
                #expect(error?.message == "cannot connect to \(address): no answer in time")
            }
        }
        #expect(time >= .milliseconds(100) && time <= .milliseconds(350))
    }

    @Test func unansweredConnectIsCancelled() async throws {
        let hole = try BlackHole()
        let address = hole.address
        let wake = try WakePipe()
        let waiting = Task {
            try await TestThread.run {
                try transportError { _ = try TCPTransport.connect(to: address, wake: wake, deadline: patience) }
            }
        }
        wake.wake()
        #expect(try await waiting.value?.kind == .cancelled)
    }

    @Test func socketsAreClosedOnEveryPath() async throws {
        let listener = try LoopbackListener { $0.waitForClose() }
        let good = try listener.address
        defer { listener.close() }
        let bad = try NodeAddress(host: "127.0.0.1", port: try LoopbackListener.unusedPort())
        let baseline = ProcessResources.descriptorCount()
        try await TestThread.run {
            for index in 0..<300 {
                _ = try transportError {
                    let transport = try TCPTransport.connect(
                        to: index % 2 == 0 ? good : bad,
                        wake: WakePipe(),
                        deadline: patience
                    )
                    if index % 4 == 0 { transport.close() }
                    transport.close()
                }
            }
        }
        // The slack is for the tests that run beside this one; a leak would be hundreds.
        #expect(await ProcessResources.eventually { ProcessResources.descriptorCount() <= baseline + 64 })
    }
}
