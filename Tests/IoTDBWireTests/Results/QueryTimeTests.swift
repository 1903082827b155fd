import IoTDBTesting
import IoTDBWire
import Testing

/// The time limit of a query counts the server's time, and errors name it.
@Suite struct QueryTimeTests {
    private let start = ContinuousClock.now

    @Test func aReaderThatPausesUsesNoTimeOfTheServer() {
        var time = QueryTime(limit: .seconds(10), start: start)
        #expect(time.deadline == Deadline(instant: start + .seconds(11)))
        time.answered(at: start + .seconds(4))
        // An hour later the reader wants the next page.
        let later = start + .seconds(3600)
        time.asked(at: later)
        #expect(time.deadline == Deadline(instant: later + .seconds(7)))
        #expect(time.expiry(at: later + .seconds(5)) == nil)
        #expect(time.expiry(at: later + .seconds(6)) == "the time limit of 10.0 seconds has passed")
        time.answered(at: later + .seconds(2))
        time.asked(at: later + .seconds(100))
        #expect(time.deadline == Deadline(instant: later + .seconds(105)))
    }

    @Test func noLimitIsNoDeadline() {
        let time = QueryTime(limit: nil, start: start)
        #expect(time.deadline == .never)
        #expect(time.milliseconds == .max)
        #expect(time.expiry(at: start + .seconds(1_000_000)) == nil)
    }

    @Test(
        arguments: [
            (Duration.zero, 1), (.seconds(-1), 1), (.milliseconds(5), 5), (.microseconds(1500), 1),
            (.seconds(60), 60_000),
            (.seconds(Int64.max), Int64.max),
        ] as [(Duration, Int64)]
    )
    func theLimitIsSentInMilliseconds(limit: Duration, milliseconds: Int64) {
        #expect(QueryTime(limit: limit, start: start).milliseconds == milliseconds)
    }

    @Test func aStatementThatTakesTooLongNamesTheLimit() async throws {
        let server = try ScriptedServer { $0.statement == nil ? nil : .silence }
        defer { server.close() }
        let session = try await Session.open(configuration(try server.address))
        let error = await wireError { _ = try await session.execute("select 1", timeout: .milliseconds(1)) }
        #expect(error.explanation.contains("the time limit of 0.001 seconds has passed"), "\(error)")
        await session.close()
    }
}
