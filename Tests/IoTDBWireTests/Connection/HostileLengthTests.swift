import IoTDBTesting
import IoTDBWire
import Testing

/// A length that the server states makes nobody take memory for what has not arrived.
@Suite(.serialized) struct HostileLengthTests {
    /// Bytes that may be taken for so many received ones.
    private func allowance(_ received: Int) -> Int { 2 * received + 8 << 20 }

    /// Runs a body and answers by how much memory grew at most meanwhile.
    private func peakGrowth(_ body: () throws -> Void) rethrows -> Int {
        ProcessResources.resetPeak()
        let before = ProcessResources.residentBytes()
        try body()
        return ProcessResources.peakBytes() - before
    }

    /// What a 32-bit length at some place may be turned into.
    private func hostile(_ number: Int32) -> [Int32] { [-1, .min, .max, .max - 1, number &+ 1, 0x0fff_ffff] }

    private func number(_ bytes: [UInt8], _ at: Int) -> Int32 {
        bytes[at..<at + 4].reduce(0) { $0 << 8 | Int32($1) }
    }

    private func replacing(_ bytes: [UInt8], _ at: Int, _ number: Int32) -> [UInt8] {
        var bytes = bytes
        for offset in 0..<4 { bytes[at + offset] = UInt8(truncatingIfNeeded: number >> (24 - 8 * Int32(offset))) }
        return bytes
    }

    @Test(arguments: Vectors.load("responses_binary"))
    func everyPlaceOfABinaryMessage(_ vector: Vector) throws {
        let frame = vector.bytes
        var refused = 0
        let growth = try peakGrowth {
            for place in 4..<max(4, frame.count - 3) {
                for value in hostile(number(frame, place)) {
                    do {
                        _ = try ThriftProtocol.binary.decodeMessage(replacing(frame, place, value))
                    } catch is ThriftDecodingError {
                        refused += 1
                    }
                }
            }
        }
        #expect(growth <= allowance(frame.count))
        #expect(refused > 0)
    }

    @Test(arguments: Vectors.load("responses_compact"))
    func everyPlaceOfACompactMessage(_ vector: Vector) throws {
        // 2³¹−1, 2³²−1, more than 32 bits, and the number that stood there and one more.
        let lengths: [[UInt8]] = [
            [0xff, 0xff, 0xff, 0xff, 0x07], [0xff, 0xff, 0xff, 0xff, 0x0f], [0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
        ]
        let payload = Array(vector.bytes.dropFirst(4))
        var refused = 0
        let growth = try peakGrowth {
            for place in payload.indices {
                for length in lengths + [[payload[place] &+ 1]] {
                    let message = payload[..<place] + length + payload[(place + 1)...]
                    let head = withUnsafeBytes(of: Int32(message.count).bigEndian) { Array($0) }
                    do {
                        _ = try ThriftProtocol.compact.decodeMessage(head + message)
                    } catch is ThriftDecodingError {
                        refused += 1
                    }
                }
            }
        }
        #expect(growth <= allowance(payload.count))
        #expect(refused > 0)
    }

    @Test(arguments: Vectors.load("tsblocks"))
    func everyPlaceOfABlock(_ vector: Vector) throws {
        let bytes = vector.bytes
        var refused = 0
        let growth = try peakGrowth {
            for place in 0..<max(0, bytes.count - 3) {
                for value in hostile(number(bytes, place)) {
                    var block = TsBlock()
                    do {
                        try block.decode(replacing(bytes, place, value)[...])
                    } catch is ThriftDecodingError {
                        refused += 1
                    }
                }
            }
        }
        #expect(growth <= allowance(bytes.count))
        #expect(refused > 0)
    }

    @Test(arguments: [1 << 10, 5 << 20, 33 << 20], [true, false])
    func aFrameOfNonsense(received: Int, isCut: Bool) async throws {
        // Longer than what comes, within the client's limit.
        let announced = UInt32(isCut ? 63 << 20 : received)
        let bytes = withUnsafeBytes(of: announced.bigEndian) { Array($0) } + [UInt8](repeating: 1, count: received)
        let server = try FakeServer(script: on("executeStatementV2", .edit(then: .close) { _ in bytes }))
        let session = try await Session.open(configuration(try server.address))
        ProcessResources.resetPeak()
        let before = ProcessResources.residentBytes()
        let error = await wireError { try await session.executeNonQuery("insert 1") }
        #expect(error.code == .outcomeUnknown)
        #expect(ProcessResources.peakBytes() - before <= allowance(received))
        await session.close()
    }
}
