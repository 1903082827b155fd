import IoTDBTesting
import IoTDBWire
import Testing

/// Where the blocking work of sessions is done.
@Suite struct SessionThreadTests {
    @Test func manyWaitingSessionsLeaveTheCooperativePoolFree() async throws {
        // More than any pool has threads; each statement gets no answer until the server goes.
        let count = 64
        let server = try FakeServer(script: on("executeStatementV2", .beforeRunning(.stall)))
        var configuration = SessionConfiguration(nodes: [try server.address])
        // Without a free thread they end one after the other, long before all of them have been sent.
        configuration.queryTimeout = .seconds(20)
        let ended = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask { [configuration] in
                    let session = try? Session(configuration)
                    _ = try? await session?.execute("flush")
                    ended.value.withLock { $0 += 1 }
                    await session?.close()
                }
            }
            let deadline = ContinuousClock.now + .seconds(15)
            while server.ledger.calls["executeStatementV2"] != count, ContinuousClock.now < deadline {
                try? await Task.sleep(for: .milliseconds(5))
            }
            #expect(server.ledger.calls["executeStatementV2"] == count)
            #expect(ended.value.withLock { $0 } == 0)
            server.stop()
        }
        #expect(ended.value.withLock { $0 } == count)
    }
}

private final class Counter: Sendable {
    let value = Lock(0)
}
