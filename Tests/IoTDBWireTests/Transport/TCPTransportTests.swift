import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct TCPTransportTests {
    private static let patience = Deadline.after(.seconds(60))

    /// Runs `body` with a connection to a listener that serves it with `handler`.
    private func withConnection<Value: Sendable>(
        wake: WakePipe? = nil,
        handler: @escaping LoopbackListener.Handler,
        _ body: @escaping @Sendable (TCPTransport) throws -> Value
    ) async throws -> Value {
        let listener = try LoopbackListener(handler: handler)
        let address = try listener.address
        defer { listener.close() }
        return try await TestThread.run {
            let pipe = try wake ?? WakePipe()
            return try body(TCPTransport.connect(to: address, wake: pipe, deadline: Self.patience))
        }
    }

    @Test func echoesBytesOfAnySize() async throws {
        let sent = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let received = try await withConnection { connection in
            connection.write(connection.read(300_000))
        } _: { transport in
            try transport.write(sent, deadline: Self.patience)
            return try transport.readExactly(sent.count, deadline: Self.patience)
        }
        #expect(received == sent)
    }

    @Test func writesHeadAndBodyInOrder() async throws {
        let head: [UInt8] = [1, 2, 3, 4]
        let body = [UInt8](repeating: 9, count: 100_000)
        let received = try await withConnection { connection in
            connection.write(connection.read(100_004))
        } _: { transport in
            try head.withUnsafeBytes { head in
                try body.withUnsafeBytes { try transport.write(head, $0, deadline: Self.patience) }
            }
            return try transport.readExactly(100_004, deadline: Self.patience)
        }
        #expect(received == head + body)
    }

    @Test func dripFedBytesArriveOneByOne() async throws {
        let received = try await withConnection { connection in
            for byte in UInt8(0)..<50 {
                // The client answers each byte, so no two are ever on the way together.
                connection.write([byte])
                _ = connection.read(1)
            }
        } _: { transport -> [[UInt8]] in
            try (0..<50).map { _ in
                let bytes = try transport.readSome(deadline: Self.patience)
                try transport.write([0], deadline: Self.patience)
                return bytes
            }
        }
        #expect(received == (UInt8(0)..<50).map { [$0] })
    }

    @Test func orderlyEndIsZeroAfterTheLastByte() async throws {
        let reads = try await withConnection {
            $0.write([7])
        } _: { transport in
            try (0..<3).map { _ in try transport.readSome(deadline: Self.patience) }
        }
        #expect(reads == [[7], [], []])
    }

    @Test func resetIsAnError() async throws {
        let error = try await withConnection {
            // Not before the client is connected, or its connect would fail instead.
            _ = $0.read(1)
            $0.reset()
        } _: { transport in
            try transport.write([1], deadline: Self.patience)
            return try transportError { _ = try transport.readSome(deadline: Self.patience) }
        }
        #expect(error?.kind == .reset)
        #expect(error?.message.contains("Connection reset by peer") == true)
        #expect(error?.message.contains("127.0.0.1:") == true)
    }

    @Test func silentPeerIsLeftAtTheDeadline() async throws {
        let time = try await withConnection {
            $0.waitForClose()
        } _: { transport in
            try shortestTime(of: 3) {
                let error = try transportError {
                    _ = try transport.readSome(deadline: .after(.milliseconds(100)))
                }
                #expect(error?.kind == .timedOut)
            }
        }
        #expect(time >= .milliseconds(100) && time <= .milliseconds(350))
    }

    @Test func peerThatNeverStopsSendingDoesNotOutrunTheDeadline() async throws {
        let kind = try await withConnection { connection in
            let block = [UInt8](repeating: 0, count: 65_536)
            while connection.write(block) {}
        } _: { transport in
            let deadline = Deadline.after(.milliseconds(100))
            return try transportError { while try !transport.readSome(deadline: deadline).isEmpty {} }?.kind
        }
        #expect(kind == .timedOut)
    }

    @Test func waitingReadIsCancelledFromAnotherThread() async throws {
        let wake = try WakePipe()
        let kind = try await withConnection(wake: wake) { connection in
            // The request shows that the client is about to wait for its answer.
            _ = connection.read(1)
            wake.wake()
            connection.waitForClose()
        } _: { transport in
            try transport.write([1], deadline: Self.patience)
            return try transportError { _ = try transport.readSome(deadline: Self.patience) }?.kind
        }
        #expect(kind == .cancelled)
    }

    @Test func cancellationTakesEffectWithinAQuarterSecond() async throws {
        let wake = try WakePipe()
        let time = try await withConnection(wake: wake) {
            $0.waitForClose()
        } _: { transport in
            var best = Duration.seconds(1000)
            for _ in 0..<5 {
                let start = ContinuousClock.now
                try TestThread.start { wake.wake() }
                let error = try transportError { _ = try transport.readSome(deadline: Self.patience) }
                #expect(error?.kind == .cancelled)
                best = min(best, ContinuousClock.now - start)
                wake.drain()
            }
            return best
        }
        #expect(time <= .milliseconds(250))
    }

    @Test func drainedPipeLetsTheConnectionGoOn() async throws {
        let wake = try WakePipe()
        let bytes = try await withConnection(wake: wake) {
            $0.write($0.read(1))
        } _: { transport in
            wake.wake()
            let refused = try transportError { try transport.write([5], deadline: Self.patience) }
            #expect(refused?.kind == .cancelled && refused?.bytesAccepted == 0)
            wake.drain()
            try transport.write([5], deadline: Self.patience)
            return try transport.readSome(deadline: Self.patience)
        }
        #expect(bytes == [5])
    }

    @Test func unfinishedWriteCountsWhatWasAccepted() async throws {
        let frame = [UInt8](repeating: 1, count: 64 << 20)
        let done = try WakePipe()
        let error = try await withConnection { connection in
            // Reads nothing until the writer has given up.
            done.waitUntilRaised()
        } _: { transport in
            defer { done.wake() }
            return try transportError { try transport.write(frame, deadline: .after(.milliseconds(100))) }
        }
        #expect(error?.kind == .timedOut)
        let accepted = try #require(error?.bytesAccepted)
        #expect(accepted > 0 && accepted < frame.count)
    }

    @Test func acceptedBytesAreAtLeastThoseThePeerRead() async throws {
        let error = try await withConnection { connection in
            _ = connection.read(1_000_000)
            connection.reset()
        } _: { transport in
            try transportError {
                while true { try transport.write([UInt8](repeating: 1, count: 64 << 20), deadline: Self.patience) }
            }
        }
        #expect(error?.kind == .reset || error?.kind == .closedByPeer)
        #expect((error?.bytesAccepted ?? 0) >= 1_000_000)
    }

    @Test func writingToAClosedPeerRaisesNoSignal() async throws {
        let connected = try WakePipe()
        let error = try await withConnection {
            // Not before the client is connected, or its connect would fail instead.
            connected.waitUntilRaised()
            $0.reset()
        } _: { transport in
            connected.wake()
            _ = try transportError { _ = try transport.readSome(deadline: Self.patience) }
            return try transportError { for _ in 0..<10 { try transport.write([1], deadline: Self.patience) } }
        }
        #expect(error?.kind == .closedByPeer || error?.kind == .reset)
        #expect(error?.bytesAccepted == 0)
    }

    @Test func idleConnectionIsNotStale() async throws {
        let stale = try await withConnection {
            $0.waitForClose()
        } _: {
            $0.isStale()
        }
        #expect(!stale)
    }

    @Test(arguments: [0, 1, 2])
    func closedResetOrTalkativeConnectionIsStale(_ way: Int) async throws {
        let (connected, ready) = (try WakePipe(), try WakePipe())
        let stale = try await withConnection { connection in
            // A reset any earlier might reach the client while it still connects.
            connected.waitUntilRaised()
            switch way {
            case 0: connection.close()
            case 1: connection.reset()
            default: connection.write([1])
            }
            ready.wake()
            connection.waitForClose()
        } _: { transport in
            connected.wake()
            ready.waitUntilRaised()
            // Asking twice also shows that the look takes nothing off the stream.
            while !transport.isStale() {}
            return transport.isStale()
        }
        #expect(stale)
    }

    @Test func closedTransportFailsAndStaysClosed() async throws {
        let errors = try await withConnection {
            $0.waitForClose()
        } _: { transport in
            transport.close()
            transport.close()
            #expect(transport.isStale())
            return [
                try transportError { _ = try transport.readSome(deadline: Self.patience) },
                try transportError { try transport.write([1], deadline: Self.patience) },
            ]
        }
        #expect(errors.allSatisfy { $0?.kind == .ioFailed })
    }
}
