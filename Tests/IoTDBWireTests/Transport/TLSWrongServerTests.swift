import IoTDBTesting
import IoTDBWire
import Testing

/// Servers that do not speak TLS, or badly.
@Suite struct TLSWrongServerTests {
    private static let patience = TLSFixture.patience

    @Test func silentServerIsLeftAtTheDeadline() async throws {
        let listener = try LoopbackListener { $0.waitForClose() }
        let address = try listener.address
        defer { listener.close() }
        let time = try await TestThread.run {
            try shortestTime(of: 3) {
                let error = try transportError {
                    _ = try TLSTransport.connect(
                        to: address,
                        .insecure,
                        wake: WakePipe(),
                        deadline: .after(.milliseconds(100))
                    )
                }
                #expect(error?.kind == .serverDoesNotUseTLS)
                #expect(error?.message.contains("may not use TLS") == true)
            }
        }
        #expect(time >= .milliseconds(100) && time <= .milliseconds(350))
    }

    @Test func plainAnswerIsRefusedAndNothingFollowsIt() async throws {
        // A valid reply before any handshake, as somebody on the way could inject it.
        let afterwards = Lock<[UInt8]?>(nil)
        let error = try await connectFailure { connection in
            connection.write([0, 0, 0, 4, 0x80, 1, 0, 2])
            var hello: [UInt8] = []
            while case let more = connection.readSome(), !more.isEmpty { hello += more }
            afterwards.withLock { $0 = hello }
        }
        #expect(error?.kind == .serverDoesNotUseTLS)
        #expect(await ProcessResources.eventually { afterwards.withLock { $0 } != nil })
        // One handshake record, and no byte after it.
        let hello = try #require(afterwards.withLock { $0 })
        #expect(hello.first == 22 && hello.count == 5 + Int(hello[3]) << 8 + Int(hello[4]))
    }

    @Test func serverThatClosesAtOnceIsNamedAsSuch() async throws {
        let error = try await connectFailure { connection in
            _ = connection.readSome()
            connection.close()
        }
        #expect(error?.kind == .closedByPeer)
        #expect(error?.message.contains("may not use TLS") == true)
    }

    @Test func garbageAfterATLSHeaderIsRefused() async throws {
        let error = try await connectFailure { connection in
            connection.write([22, 3, 3, 0, 4, 2, 0, 0, 0])
            connection.waitForClose()
        }
        #expect(error?.kind == .tlsHandshakeFailed)
    }

    @Test func handshakeIsCancelled() async throws {
        let wake = try WakePipe()
        let error = try await connectFailure(wake: wake) { connection in
            _ = connection.readSome()
            wake.wake()
            connection.waitForClose()
        }
        #expect(error?.kind == .cancelled)
    }

    private func connectFailure(
        wake: WakePipe? = nil,
        handler: @escaping LoopbackListener.Handler
    ) async throws -> TransportError? {
        let listener = try LoopbackListener(handler: handler)
        let address = try listener.address
        defer { listener.close() }
        return try await TestThread.run {
            let pipe = try wake ?? WakePipe()
            return try transportError {
                _ = try TLSTransport.connect(to: address, .insecure, wake: pipe, deadline: Self.patience)
            }
        }
    }
}
