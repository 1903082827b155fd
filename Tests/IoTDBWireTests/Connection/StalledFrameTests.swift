import IoTDBTesting
import IoTDBWire
import Testing

/// A frame that stops halfway ends the call also where the call has no time limit.
@Suite(.serialized) struct StalledFrameTests {
    private func settings(_ address: NodeAddress) -> SessionConfiguration {
        var settings = configuration(address)
        settings.stallLimit = .milliseconds(200)
        return settings
    }

    @Test(arguments: [1, 3, 4, 5, 20])
    func anAnswerThatStops(after count: Int) async throws {
        let server = try ScriptedServer { call in
            call.statement == nil ? nil : .bytes(Array(call.statementStatus(200, "").prefix(count)))
        }
        defer { server.close() }
        let session = try await Session.open(settings(try server.address))
        let error = await wireError { _ = try await session.execute("insert 1") }
        #expect(error.code == .outcomeUnknown)
        #expect(error.message.contains("stopped after \(count) bytes"))
        await session.close()
    }

    /// The peer takes what the kernel's buffers hold and no more.
    @Test(arguments: [nil, Duration.milliseconds(100)])
    func aPeerThatStopsReading(limit: Duration?) async throws {
        let server = try ScriptedServer { call in
            guard call.header.name == "requestStatementId" else { return nil }
            call.connection.write(call.reply(Int64(1)))
            call.connection.waitForHangUp()
            return .last([])
        }
        defer { server.close() }
        let session = try await Session.open(settings(try server.address))
        let statement = "insert " + String(repeating: "x", count: 20 << 20)
        let start = ContinuousClock.now
        let error = await wireError { _ = try await session.execute(statement, timeout: limit) }
        #expect(error.code == .timedOut && error.requestState == .notSent)
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(server.connectionCount == 1, "the limit is over: it is not sent again")
        await session.close()
    }
}
