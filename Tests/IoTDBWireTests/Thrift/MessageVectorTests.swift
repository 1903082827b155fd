import IoTDBTesting
import IoTDBWire
import Testing

@Suite("Messages of the interface definition")
struct MessageVectorTests {
    static let vectors = ["requests_binary", "requests_compact", "responses_binary", "responses_compact", "resultsets"]
        .flatMap { Vectors.load($0) }

    @Test("a message reads as described and is written to the same bytes", arguments: vectors)
    func roundTrip(_ vector: Vector) throws {
        let kind = try #require(vector.thriftProtocol)
        let decoded = try kind.decodeMessage(vector.bytes)
        var expected = try #require(vector.expected.object)
        expected["table"] = nil
        #expect(decoded.tree == .object(expected))
        #expect(decoded.rewritten.hex == vector.hex)
    }

    @Test("every prefix of a message is refused", arguments: vectors)
    func prefixes(_ vector: Vector) throws {
        let kind = try #require(vector.thriftProtocol)
        let message = Array(vector.bytes.dropFirst(4))
        for count in 0..<message.count {
            let length = [0, 0, UInt8(count >> 8), UInt8(count & 0xff)]
            #expect(throws: ThriftDecodingError.self) { try kind.decodeMessage(length + message.prefix(count)) }
        }
    }

    /// One kind is a method, a direction and a protocol.
    static let kinds: [[Vector]] = {
        var kinds: [String: [Vector]] = [:]
        for vector in vectors {
            let message = vector.expected["message"]
            let name = message?["name"]?.string ?? ""
            let type = message?["type"]?.string ?? ""
            kinds["\(vector.protocol ?? "") \(type) \(name)", default: []].append(vector)
        }
        return kinds.sorted { $0.key < $1.key }.map(\.value)
    }()

    @Test("10 000 changed messages of each kind give a message or a decoding error", arguments: kinds.indices)
    func mutations(_ index: Int) throws {
        var random = SeededGenerator(seed: UInt64(index))
        let vectors = Self.kinds[index]
        let kind = try #require(vectors[0].thriftProtocol)
        for round in 0..<10_000 {
            let vector = vectors[round % vectors.count]
            var message = Array(vector.bytes.dropFirst(4))
            for _ in 0...Int.random(in: 0..<4, using: &random) { message.mutate(&random) }
            let length = UInt32(message.count)
            let head = (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) }
            do {
                _ = try kind.decodeMessage(head + message)
            } catch is ThriftDecodingError {
                continue
            }
        }
    }
}

extension Vector {
    var thriftProtocol: ThriftProtocol? { self.protocol.flatMap(ThriftProtocol.init(rawValue:)) }
}

extension [UInt8] {
    /// Changes, removes, inserts or repeats bytes; prefers the values that lengths and types break on.
    mutating func mutate(_ random: inout SeededGenerator) {
        guard let at = indices.randomElement(using: &random) else { return append(0) }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: self[at] = .random(in: 0...255, using: &random)
        case 1: self[at] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &random) ?? 0
        case 2: self[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 3: remove(at: at)
        case 4: insert(.random(in: 0...255, using: &random), at: at)
        default: removeLast(Int.random(in: 0..<count, using: &random))
        }
    }
}
