import Glibc
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

    @Test func aTaskOnTheSessionsThreadStaysThere() async throws {
        let server = try FakeServer()
        let session = try await Session.open(SessionConfiguration(nodes: [try server.address]))
        let threads = try await withTaskExecutorPreference(session.taskExecutor) {
            var threads: Set<pthread_t> = [currentThread()]
            try await session.ping()
            threads.insert(currentThread())
            // Pages that are fetched ahead need the same thread.
            for try await row in try await session.query("select canary 1 pages 9 rows 2").rows {
                #expect(try row.get(Int64.self, at: 1) == 1_000_000 + row.get(Int64.self, at: 0))
                threads.insert(currentThread())
            }
            async let ping = session.ping()
            _ = try await ping
            threads.insert(currentThread())
            return threads
        }
        #expect(threads.count == 1)
        #expect(!threads.contains(currentThread()))
        await session.close()
    }

    @Test func aTaskOnTheSessionsThreadCanBeCancelled() async throws {
        let server = try FakeServer(script: on("executeStatementV2", .beforeRunning(.stall)))
        let session = try await Session.open(SessionConfiguration(nodes: [try server.address]))
        let task = Task(executorPreference: session.taskExecutor) { try await session.executeNonQuery("flush") }
        await until { server.ledger.calls["executeStatementV2"] == 1 }
        task.cancel()
        await #expect(throws: IoTDBError(.cancelled, "")) { try await task.value }
        await session.close()
    }
}

/// The thread that calls; `pthread_self` is not for asynchronous code in its name alone.
private func currentThread() -> pthread_t { pthread_self() }

private final class Counter: Sendable {
    let value = Lock(0)
}
