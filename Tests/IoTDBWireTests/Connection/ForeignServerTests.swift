import IoTDBTesting
import IoTDBWire
import Testing

/// Servers of other protocols are called by their names, whenever they answer.
@Suite(.serialized) struct ForeignServerTests {
    struct Peer: Sendable, CustomTestStringConvertible {
        let name: String
        let greeting: [UInt8]
        var testDescription: String { name }

        init(_ name: String, _ greeting: String) { self.init(name, Array(greeting.utf8)) }
        init(_ name: String, _ greeting: [UInt8]) { (self.name, self.greeting) = (name, greeting) }
    }

    static let peers = [
        Peer("an SSH server", "SSH-2.0-OpenSSH_9.6\r\n"),
        Peer("an SMTP server", "220 mail.example.org ESMTP Postfix\r\n"),
        Peer("an SMTP server", "220-\u{301}mail.example.org ESMTP\r\n"),
        Peer("an FTP server", "220 (vsFTPd 3.0.5)\r\n"),
        Peer("an SMTP or FTP server", "421 too many connections\r\n"),
        Peer("an IMAP server", "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n"),
        Peer("a POP3 server", "+OK Dovecot ready.\r\n"),
        Peer("a Redis server", "-ERR Protocol error: invalid bulk length\r\n"),
        Peer("an HTTP server", "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
        Peer("a VNC server", "RFB 003.008\n"),
        Peer("a PostgreSQL server", [0x45, 0, 0, 0, 0x8a] + Array("SFATAL\0".utf8)),
        Peer("a MySQL server", [0x4a, 0, 0, 0, 0x0a] + Array("8.0.36\0".utf8)),
        Peer("a MySQL server", [0x45, 0, 0, 0, 0xff, 0x6a, 0x04] + Array("Host is blocked".utf8)),
        Peer("a Telnet server", [0xff, 0xfd, 0x18, 0xff, 0xfd, 0x20]),
        Peer("a server of a text protocol", "welcome\r\n"),
        Peer("this port speaks TLS", [0x15, 3, 3, 0, 2, 2, 40]),
        Peer("this port speaks TLS", [0x15, 3, 1, 0, 2, 2, 70]),
    ]

    /// What the shell allows; the first four bytes of a TLS alert are a length below it.
    private func settings(_ address: NodeAddress) -> SessionConfiguration {
        var settings = configuration(address)
        settings.maximumFrameSize = 512 << 20
        return settings
    }

    @Test(arguments: peers)
    func atTheFirstCall(_ peer: Peer) async throws {
        let listener = try LoopbackListener { connection in
            connection.write(peer.greeting)
            connection.waitForClose()
        }
        defer { listener.close() }
        let settings = settings(try listener.address)
        let error = await wireError { _ = try await Session.open(settings) }
        #expect(error.message.contains(peer.name))
        #expect(error.requestState == .notSent)
        #expect(error.code == .protocolViolation || error.code == .tlsFailed)
        #expect(!error.endedBeforeFirstAnswer, "the compact protocol is no answer to this")
    }

    @Test(arguments: peers)
    func asTheAnswerToAStatement(_ peer: Peer) async throws {
        let server = try ScriptedServer { call in call.statement == nil ? nil : .bytes(peer.greeting) }
        defer { server.close() }
        let session = try await Session.open(settings(try server.address))
        let error = await wireError { try await session.executeNonQuery("insert 1") }
        #expect(error.message.contains(peer.name))
        #expect(error.requestState == .outcomeUnknown && error.code == .outcomeUnknown)
        await session.close()
    }

    @Test(arguments: peers)
    func asTheAnswerToTheSecondCall(_ peer: Peer) async throws {
        let server = try ScriptedServer { $0.header.name == "requestStatementId" ? .bytes(peer.greeting) : nil }
        defer { server.close() }
        let settings = settings(try server.address)
        let error = await wireError { _ = try await Session.open(settings) }
        #expect(error.message.contains(peer.name))
        #expect(error.requestState == .notSent)
    }

    @Test func aLengthThatMakesNoSenseForALoginIsNotWaitedFor() async throws {
        let listener = try LoopbackListener { connection in
            connection.write([0x01, 0, 0, 0])
            connection.waitForClose()
        }
        defer { listener.close() }
        let settings = settings(try listener.address)
        let error = await wireError { _ = try await Session.open(settings) }
        #expect(error.code == .protocolViolation && error.message.contains("no IoTDB server"))
    }

    @Test func aFrameThatIsNoThriftIsNotWaitedFor() async throws {
        let server = try ScriptedServer { $0.statement == nil ? nil : .bytes([0x01, 0, 0, 0, 7]) }
        defer { server.close() }
        let session = try await Session.open(settings(try server.address))
        let error = await wireError { try await session.executeNonQuery("insert 1") }
        #expect(error.code == .outcomeUnknown && error.message.contains("no Thrift message"))
        await session.close()
    }

    @Test(arguments: [true, false])
    func aPortThatEndsTheConnectionMayWantTLS(resets: Bool) async throws {
        let listener = try LoopbackListener { connection in
            _ = connection.readSome()
            if resets { connection.reset() }
        }
        defer { listener.close() }
        let settings = settings(try listener.address)
        let error = await wireError { _ = try await Session.open(settings) }
        #expect(error.code == .connectionFailed && error.endedBeforeFirstAnswer)
        #expect(error.message.contains("it may expect TLS"))
    }

    @Test func aSilentPortSaysWhatItMayBe() async throws {
        let listener = try LoopbackListener { $0.waitForClose() }
        defer { listener.close() }
        var settings = settings(try listener.address)
        settings.connectTimeout = .milliseconds(100)
        let error = await wireError { _ = try await Session.open(settings) }
        #expect(error.code == .connectionFailed && !error.endedBeforeFirstAnswer)
        #expect(error.message.contains("may be no IoTDB server"))
    }

    @Test(arguments: [[0x68], [0, 0, 0, 1], [0, 0, 1, 0, 0x80, 1, 0, 2]] as [[UInt8]], [true, false])
    func halfAnAnswerSaysWhatItMayBe(_ greeting: [UInt8], isClosed: Bool) async throws {
        let listener = try LoopbackListener { connection in
            connection.write(greeting)
            if isClosed { _ = connection.readSome() } else { connection.waitForClose() }
        }
        defer { listener.close() }
        var settings = settings(try listener.address)
        settings.connectTimeout = .milliseconds(100)
        let error = await wireError { _ = try await Session.open(settings) }
        #expect(error.code == .connectionFailed && error.requestState == .notSent)
        #expect(error.message.contains("\(greeting.count) bytes of an answer"))
        #expect(error.message.contains("may be no IoTDB server"))
    }
}
