import IoTDBTesting
import IoTDBWire
import Testing

/// Answers that no server should give: each ends in an error that names phase and cause, none in a hang or a trap.
@Suite(.serialized) struct BadAnswerTests {
    private typealias Script = @Sendable (ScriptedServer.Call) -> ScriptedServer.Answer?

    /// The error of a statement whose answer a script spoils.
    private func failure(of script: @escaping Script, limit: Int = 1 << 20) async throws -> IoTDBError {
        let server = try ScriptedServer { call in call.statement == nil ? nil : script(call) }
        var configuration = SessionConfiguration(nodes: [try server.address])
        configuration.maximumFrameSize = limit
        let session = try await Session.open(configuration)
        defer { server.close() }
        do {
            _ = try await session.execute("INSERT INTO root.d(time, s) VALUES (1, 1)")
        } catch {
            return error
        }
        throw ProcessTestError(description: "the spoilt answer was taken for a good one")
    }

    @Test(arguments: [Int32.min, -1, 0])
    func frameLengthThatIsNotPositiveIsAnError(_ length: Int32) async throws {
        let error = try await failure { _ in .bytes(withUnsafeBytes(of: length.bigEndian) { Array($0) }) }
        #expect(error.code == .outcomeUnknown)
        #expect(error.phase == .decode)
        #expect(error.message.contains("the impossible frame length \(length)"))
        #expect(error.requestState == .outcomeUnknown)
    }

    @Test func frameOverTheLimitIsRefusedBeforeItIsRead() async throws {
        let error = try await failure(of: { _ in .bytes([0x00, 0x10, 0x00, 0x01]) })
        #expect(error.code == .frameTooLarge)
        #expect(error.phase == .receive)
        #expect(error.message.contains("1048577"))
        #expect(error.message.contains("1048576"))
    }

    @Test func announcedLengthAloneMakesNobodyAllocate() async throws {
        let error = try await failure(of: { _ in .last([0x1F, 0xFF, 0xFF, 0xFF, 0x80]) }, limit: 1 << 30)
        #expect(error.code == .outcomeUnknown)
        #expect(error.message.contains("the connection ended after 5 bytes of an answer"))
    }

    @Test(arguments: [1, 3, 4, 5, 20])
    func cutFrameIsAnError(_ count: Int) async throws {
        let error = try await failure { call in .last(Array(call.statementStatus(200, "").prefix(count))) }
        #expect(error.code == .outcomeUnknown)
        #expect(error.phase == .receive)
        #expect(error.message.contains("the connection ended after \(count) bytes of an answer"))
    }

    @Test func closedConnectionIsAnError() async throws {
        let error = try await failure { _ in .last([]) }
        #expect(error.code == .outcomeUnknown)
        #expect(error.message.contains("closed the connection without an answer"))
    }

    @Test func answerToAnotherCallIsAnError() async throws {
        let error = try await failure { call in
            let other = ThriftMessageHeader(
                name: call.header.name,
                type: .reply,
                sequenceID: call.header.sequenceID &+ 1
            )
            return .bytes(ThriftProtocol.binary.frame(other, Reply(ExecuteStatementResponse())))
        }
        #expect(error.code == .outcomeUnknown)
        #expect(error.phase == .decode)
        #expect(error.message.contains("sequence id"))
    }

    @Test func answerOfAnotherMethodIsAnError() async throws {
        let error = try await failure { call in
            let other = ThriftMessageHeader(name: "closeSession", type: .reply, sequenceID: call.header.sequenceID)
            return .bytes(ThriftProtocol.binary.frame(other, Reply(ExecuteStatementResponse())))
        }
        #expect(error.code == .outcomeUnknown)
        #expect(error.phase == .decode)
        #expect(error.message.contains("closeSession"))
        #expect(error.message.contains("executeStatementV2"))
    }

    @Test func exceptionOfTheServerIsItsError() async throws {
        let error = try await failure { call in
            .bytes(call.exception(6, "Internal error processing executeStatementV2"))
        }
        #expect(error.code == .serverError)
        #expect(error.phase == .decode)
        #expect(error.message.contains("Internal error processing executeStatementV2"))
        #expect(error.requestState == .answered)
    }

    @Test func exceptionForAnUnknownMethodSaysThatTheServerLacksIt() async throws {
        let error = try await failure { call in .bytes(call.exception(1, "Invalid method name: 'executeStatementV2'")) }
        #expect(error.code == .unsupported)
        #expect(error.message.contains("Invalid method name"))
    }

    @Test func compactAnswerToABinaryCallIsAnError() async throws {
        let error = try await failure { call in
            let header = ThriftMessageHeader(
                name: call.header.name,
                type: .reply,
                sequenceID: call.header.sequenceID
            )
            return .bytes(ThriftProtocol.compact.frame(header, Reply(ExecuteStatementResponse())))
        }
        #expect(error.code == .outcomeUnknown)
        #expect(error.phase == .decode)
    }

    @Test func replyWithoutResultIsAnError() async throws {
        let error = try await failure { call in
            let header = ThriftMessageHeader(
                name: call.header.name,
                type: .reply,
                sequenceID: call.header.sequenceID
            )
            return .bytes(ThriftProtocol.binary.frame(header, NoArguments()))
        }
        #expect(error.code == .outcomeUnknown)
        #expect(error.phase == .decode)
    }

    @Test func everyFlippedByteOfAnAnswerGivesAnErrorOrAnAnswer() async throws {
        let length = try await failure { call in .bytes(call.statementStatus(701, "no such series")) }.message.utf8
            .count
        #expect(length > 0)
        for index in 4..<60 {
            let server = try ScriptedServer { call in
                guard call.statement != nil else { return nil }
                var frame = call.statementStatus(701, "no such series")
                if index < frame.count { frame[index] ^= 0xFF }
                return .last(frame)
            }
            let session = try await Session.open(SessionConfiguration(nodes: [try server.address]))
            do { _ = try await session.execute("FLUSH") } catch { #expect(error.phase != nil) }
            await session.close()
        }
    }

    @Test func serverOfTheOtherProtocolIsNamedAsTheLikelyCause() async throws {
        // A binary server closes the connection when compact arrives, and the other way round.
        let server = try ReplayServer([], opening: try CassetteName("tree", "session-open").load())
        var configuration = SessionConfiguration(nodes: [try server.address])
        configuration.rpcCompression = true
        do {
            _ = try await Session.open(configuration)
            Issue.record("a session was opened")
        } catch {
            #expect(error.code == .connectionFailed)
            #expect(error.phase == .openSession)
            #expect(error.message.contains("dn_rpc_thrift_compression_enable"))
        }
    }

    @Test func httpServerIsNamed() async throws {
        let listener = try LoopbackListener { connection in
            _ = connection.read(4)
            connection.write(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        }
        let configuration = SessionConfiguration(nodes: [try listener.address])
        do {
            _ = try await Session.open(configuration)
            Issue.record("a session was opened")
        } catch {
            #expect(error.code == .protocolViolation)
            #expect(error.message.contains("HTTP"))
        }
    }
}
