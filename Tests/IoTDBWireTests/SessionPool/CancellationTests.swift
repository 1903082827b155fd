import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Giving up at any moment leaves nothing behind.
    @Suite struct CancellationTests {
        @Test func closingAResultEndsWithItsTaskAlsoWhileAPageIsFetchedAhead() async throws {
            let server = try FakeServer(script: on("fetchResultsV2", .afterRunning(.stall)))
            let session = try await Session.open(configuration(try server.address))
            let results = try await session.query("select canary 1 pages 3 rows 5")
            _ = try await results.nextPage()
            results.prefetch()
            await until { server.ledger.calls["fetchResultsV2"] != nil }
            let task = Task { await results.close() }
            task.cancel()
            await task.value
            server.setScript { _ in nil }
            #expect(try await session.canary(2) == 15)
            #expect(await eventually { server.ledger.openQueries.isEmpty })
            await session.close()
        }

        @Test func tenThousandCancelsAndTimeOutsLeaveNothingBehind() async throws {
            // Starts what stays for the life of the process: the threads of the language's own pool.
            try await Self.giveUp(times: 50)
            var (before, after) = ((0, 0), (0, 0))
            // What an earlier test left behind can end in the middle of a round, but not of two.
            for _ in 0..<2 {
                before = await Self.settledResources()
                try await Self.giveUp(times: 1_250)
                after = await Self.settledResources()
                if before.0 == after.0 { break }
            }
            #expect(before.0 == after.0, "descriptors")
            // Threads of the language's own pool come and go.
            #expect(after.1 <= before.1 + 2, "threads")
        }

        /// Open descriptors and threads, once servers of earlier tests are gone: the same numbers for a while.
        private static func settledResources() async -> (descriptors: Int, threads: Int) {
            var (last, same) = ((0, 0), 0)
            await until {
                let now = (ProcessResources.descriptorCount(), ProcessResources.threadCount())
                same = now == last ? same + 1 : 0
                last = now
                return same >= 300
            }
            return last
        }

        /// Eight tasks give up so many times each, at random points of waiting, connecting, executing, fetching and
        /// closing.
        private static func giveUp(times: Int) async throws {
            let server = try FakeServer()
            defer { server.stop() }
            let pool = makePool(configuration(try server.address), size: 4)
            await withTaskGroup(of: Void.self) { group in
                for worker in 0..<8 {
                    group.addTask { await Self.run(pool, worker: worker, count: times) }
                }
            }
            let statistics = await pool.statistics
            #expect(statistics.inUse == 0)
            #expect(statistics.waiting == 0)
            #expect(server.ledger.peakSessions <= 12, "sessions of cut connections end a moment later on the server")
            #expect(try await pool.withSession { try await $0.canary(1) } == 15)
            await pool.close()
            #expect(await pool.statistics.open == 0)
            #expect(await eventually { server.ledger.connections == 0 })
            #expect(server.ledger.sessions.isEmpty)
            #expect(server.ledger.openQueries.isEmpty)
            #expect(server.ledger.violations.filter { !$0.hasPrefix("unreadable") } == [])
        }

        /// Runs queries, each cancelled or out of time after a random while, or not at all.
        private static func run(_ pool: SessionPool, worker: Int, count: Int) async {
            var generator = SeededGenerator(seed: UInt64(worker))
            for number in 0..<count {
                let canary = Int64(worker * 10_000 + number)
                let patience = Duration.microseconds(Int.random(in: 0..<2_000, using: &generator))
                let kind = number % 4
                let task = Task {
                    try await pool.withSession(timeout: kind == 0 ? patience : nil) { session in
                        if kind == 1 { try await session.ping(timeout: patience) }
                        return try await session.canary(canary)
                    }
                }
                if kind > 1 {
                    for _ in 0..<Int.random(in: 0..<60, using: &generator) { await Task.yield() }
                    task.cancel()
                }
                switch await task.result {
                case .success(let rows): #expect(rows == 15)
                case .failure(let error as IoTDBError):
                    let expected: [IoTDBError.Code] =
                        kind > 1
                        ? [.cancelled, .connectionFailed]
                        : [.poolTimedOut, .connectionFailed, .timedOut, .outcomeUnknown]
                    #expect(expected.contains(error.code), "\(error)")
                case .failure(let error): Issue.record("\(error)")
                }
            }
        }

        @Test(arguments: 0..<20)
        func closingAtAnyMomentEndsEverything(seed: UInt64) async throws {
            var generator = SeededGenerator(seed: seed)
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address), size: 3)
            let tasks = (0..<12 as Range<Int64>).map { number in
                Task { try await pool.withSession { try await $0.canary(number) } }
            }
            for _ in 0..<Int.random(in: 0..<400, using: &generator) { await Task.yield() }
            await pool.close(within: .milliseconds(Int.random(in: 0...5, using: &generator)))
            for task in tasks { _ = await task.result }
            #expect(await pool.statistics.open == 0)
            #expect(await eventually { server.ledger.connections == 0 })
        }
    }
}
