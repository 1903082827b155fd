import COpenSSL
import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct TLSTransportTests {
    private static let patience = TLSFixture.patience
    private let fixture: TLSFixture
    private var good: TestCertificates.Identity { fixture.good }

    init() throws {
        fixture = try TLSFixture()
    }

    @Test(arguments: [0, TLS1_2_VERSION])
    func manyRecordsArriveWholeAndInOrder(_ version: Int32) async throws {
        let head: [UInt8] = [1, 2, 3, 4]
        let payload = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var settings = LoopbackTLSSettings(good)
        settings.maximumVersion = version
        try await fixture.withServer { [settings] connection in
            connection.withTLS(settings) { $0.write($0.read(500_004)) }
        } body: { transport in
            try head.withUnsafeBytes { head in
                try payload.withUnsafeBytes { try transport.write(head, $0, deadline: Self.patience) }
            }
            #expect(try transport.readExactly(500_004, deadline: Self.patience) == head + payload)
            #expect(try transport.readSome(deadline: Self.patience) == [])
        }
    }

    @Test func endWithoutNotificationIsAnError() async throws {
        var settings = LoopbackTLSSettings(good)
        settings.notifiesClose = false
        try await fixture.withServer { [settings] connection in
            connection.withTLS(settings) { $0.write([1]) }
        } body: { transport in
            #expect(try transport.readSome(deadline: Self.patience) == [1])
            let error = try transportError { _ = try transport.readSome(deadline: Self.patience) }
            #expect(error?.kind == .closedByPeer)
        }
    }

    @Test func unfinishedWriteCountsWhatMayHaveArrived() async throws {
        let done = try WakePipe()
        let settings = LoopbackTLSSettings(good)
        try await fixture.withServer { connection in
            connection.withTLS(settings) { _ in
                done.waitUntilRaised()
            }
        } body: { transport in
            defer { done.wake() }
            let frame = [UInt8](repeating: 1, count: 64 << 20)
            let error = try transportError { try transport.write(frame, deadline: .after(.milliseconds(200))) }
            #expect(error?.kind == .timedOut)
            let accepted = error?.bytesAccepted ?? 0
            #expect(accepted > 0 && accepted < frame.count)
            // The stream is broken in the middle of a record: closing must not add to it or wait.
            transport.close()
        }
    }

    @Test func idleConnectionIsNotStaleAfterItsTickets() async throws {
        let settings = LoopbackTLSSettings(good)
        let done = try WakePipe()
        try await fixture.withServer { connection in
            connection.withTLS(settings) { stream in
                _ = stream.read(1)
                done.waitUntilRaised()
            }
        } body: { transport in
            // The server has sent its session tickets by the time it reads this byte.
            try transport.write([1], deadline: Self.patience)
            for _ in 0..<100 { #expect(!transport.isStale()) }
            done.wake()
            while !transport.isStale() {}
            #expect(transport.isStale())
        }
    }

    @Test func unexpectedBytesMakeAConnectionStale() async throws {
        let settings = LoopbackTLSSettings(good)
        try await fixture.withServer { connection in
            connection.withTLS(settings) { stream in
                stream.write([1])
                _ = stream.read(1)
            }
        } body: { transport in
            while !transport.isStale() {}
            // The look has not taken the byte.
            let bytes = try transport.readSome(deadline: Self.patience)
            #expect(bytes == [1])
        }
    }

    @Test func closingNotifiesThePeerAndMayBeRepeated() async throws {
        let settings = LoopbackTLSSettings(good)
        let received = Lock(0)
        let ended = try WakePipe()
        try await fixture.withServer { connection in
            connection.withTLS(settings) { stream in
                let count = stream.read(10).count
                received.withLock { $0 = count }
                ended.wake()
            }
        } body: { transport in
            try transport.write([1, 2], deadline: Self.patience)
            transport.close()
            transport.close()
            #expect(transport.isStale())
            #expect(try transportError { try transport.write([1], deadline: Self.patience) } != nil)
            #expect(try transportError { _ = try transport.readSome(deadline: Self.patience) } != nil)
            ended.waitUntilRaised()
        }
        #expect(received.withLock { $0 } == 2)
    }
}
