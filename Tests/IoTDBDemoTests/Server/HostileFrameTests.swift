import IoTDBTesting
import IoTDBWire
import Testing

@testable import IoTDBDemo

@Suite("Frames from a hostile client")
struct HostileFrameTests {
    private func frame(_ method: String, in thriftProtocol: ThriftProtocol) -> [UInt8] {
        let header = ThriftMessageHeader(name: method, type: .call, sequenceID: 5)
        return Array(thriftProtocol.frame(header, NoArguments()).dropFirst(4))
    }

    @Test("an unknown method answers an exception", arguments: ThriftProtocol.allCases)
    func unknownMethod(thriftProtocol: ThriftProtocol) throws {
        var session = DemoSession(Engine())
        let answer = session.reply(to: frame("noSuchMethod", in: thriftProtocol)[...])
        let reply = try #require(answer)
        try thriftProtocol.read(reply.dropFirst(4)) { (header, reader) throws(ThriftDecodingError) in
            #expect(header == ThriftMessageHeader(name: "noSuchMethod", type: .exception, sequenceID: 5))
            let exception = try reader.readValue(ApplicationException.self)
            #expect(exception == ApplicationException(type: 1, message: "Invalid method name: 'noSuchMethod'"))
        }
    }

    @Test("a missing required field answers exception 7", arguments: ThriftProtocol.allCases)
    func missingField(thriftProtocol: ThriftProtocol) throws {
        var session = DemoSession(Engine())
        let answer = session.reply(to: frame("openSession", in: thriftProtocol)[...])
        let reply = try #require(answer)
        try thriftProtocol.read(reply.dropFirst(4)) { (header, reader) throws(ThriftDecodingError) in
            #expect(header.type == .exception)
            #expect(try reader.readValue(ApplicationException.self).type == 7)
        }
    }

    @Test("bytes of no protocol end the connection")
    func noProtocol() {
        var session = DemoSession(Engine())
        #expect(session.reply(to: Array("GET / HTTP/1.1\r\n".utf8)[...]) == nil)
        #expect(session.reply(to: []) == nil)
    }

    @Test("cut and changed messages are answered or end the connection")
    func damaged() {
        var random = SeededGenerator(seed: 11)
        var session = DemoSession(Engine())
        for vector in Vectors.load("requests_binary") + Vectors.load("requests_compact") {
            let message = Array(vector.framed == true ? vector.bytes.dropFirst(4) : vector.bytes[...])
            for length in 0...message.count { _ = session.reply(to: message[..<length]) }
            for _ in 0..<20 {
                var changed = message
                changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                _ = session.reply(to: changed[...])
            }
        }
    }
}
