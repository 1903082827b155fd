import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Giving up at any moment leaves nothing behind.
    @Suite struct CancellationTests {
        @Test func tenThousandCancelsLeaveNothingBehind() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address), size: 4)
            await withTaskGroup(of: Void.self) { group in
                for worker in 0..<8 {
                    group.addTask { await Self.run(pool, worker: worker, count: 1_250) }
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

        /// Runs queries, each cancelled after a random while or not at all.
        private static func run(_ pool: SessionPool, worker: Int, count: Int) async {
            var generator = SeededGenerator(seed: UInt64(worker))
            for number in 0..<count {
                let canary = Int64(worker * 10_000 + number)
                let task = Task { try await pool.withSession { try await $0.canary(canary) } }
                for _ in 0..<Int.random(in: 0..<60, using: &generator) { await Task.yield() }
                task.cancel()
                switch await task.result {
                case .success(let rows): #expect(rows == 15)
                case .failure(let error as IoTDBError):
                    #expect(error.code == .cancelled || error.code == .connectionFailed)
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
