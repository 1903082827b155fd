import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// A cluster of which one node goes and comes back.
    @Suite(.enabled(if: Cluster.isThere)) struct ClusterTests {
        /// A node that is killed is the harder case; one that is stopped takes two minutes more.
        @Test(arguments: LiveEnvironment.isLong ? [Cluster.Command.stop, .kill] : [.kill])
        func conformanceAndPromptsGoOnWhileTheirNodeGoesAndComes(_ end: Cluster.Command) async throws {
            let cluster = try Cluster()
            try await cluster.settle()
            let prompts = try await LostNodePrompts(cluster)
            // A node that was killed may need minutes to come back, on a slow machine twice.
            let url = Conformance.url(cluster.nodes) + "?patience=900"
            let program = try PseudoTerminal(Conformance.binary, arguments: [url], columns: 400)
            // Some scenarios before, some meanwhile, the others after.
            try program.expect("ok    tree insertRecord", timeout: .seconds(180))
            try await cluster.control(end)
            try prompts.goOnWithoutTheVictim()
            // With a node down servers may refuse every write to new devices until it is back.
            _ = try? program.expect("ok    ", timeout: .seconds(60))
            try await cluster.control(.start)
            let status = try program.waitForExit(timeout: .seconds(1200))
            #expect(status == 0, "\(program.output.split(separator: "\r\n").filter { $0.hasPrefix("FAIL") })")
        }

        @Test func acknowledgedWritesAreThereAndNoneTwice() async throws {
            let cluster = try Cluster()
            try await cluster.settle()
            let admin = try await Session.open(cluster.configuration(.table))
            try await admin.executeNonQuery("CREATE DATABASE IF NOT EXISTS counting")
            try await admin.executeNonQuery("USE counting")
            try await admin.executeNonQuery("DROP TABLE IF EXISTS hits")
            try await admin.executeNonQuery("CREATE TABLE hits (token STRING TAG, n INT64 FIELD)")
            let ledger = WriteLedger()
            let configuration = cluster.configuration(.table, database: "counting")
            let pool = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: 4))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    defer { ledger.finish() }
                    await ledger.write(40, "driver", with: pool)
                    try await cluster.control(.kill)
                    await ledger.write(40, "driver", with: pool)
                    try await cluster.control(.start)
                    await ledger.write(40, "driver", with: pool)
                }
                for worker in 0..<3 {
                    group.addTask { while !ledger.isFinished { await ledger.write(1, "worker\(worker)", with: pool) } }
                }
                try await group.waitForAll()
            }
            await pool.close()
            let found = try await count(admin, until: ledger.acknowledged)
            #expect(ledger.acknowledged.count >= 120)
            #expect(ledger.acknowledged.filter { found[$0] != 1 } == [])
            #expect(found.filter { $0.value > 1 || ledger.neverSent.contains($0.key) }.map(\.key) == [])
            try await admin.executeNonQuery("DROP DATABASE counting")
            await admin.close()
        }

        @Test func writesFollowTheAdviceOfServers() async throws {
            let cluster = try Cluster()
            try await cluster.settle()
            var settings = cluster.configuration()
            settings.followsRedirects = true
            let opened = Lock<Set<String>>([])
            let session = try await Session.open(settings) { event in
                if case .opened(let node) = event { opened.withLock { _ = $0.insert(node) } }
            }
            // Soon after a node came back one node may lead all regions, and none gives advice: then another database
            // is tried.
            var advice = [0, 0]
            for attempt in 0..<20 where advice[0] == 0 || advice[1] >= advice[0] {
                if attempt > 0 { try await Task.sleep(for: .seconds(3)) }
                advice = try await adviceOfTwoRounds(session, database: "root.advised\(attempt)")
            }
            #expect(advice[0] > 0)
            #expect(advice[1] < advice[0], "a node that stores the device gives no advice")
            #expect(opened.withLock(\.count) > 1)
            await session.close()
        }

        /// Writes two rows to each of so many devices that more than one node stores them, and answers how many writes
        /// of the first and of the second rows were advised to go elsewhere.
        private func adviceOfTwoRounds(_ session: Session, database: String) async throws -> [Int] {
            try? await session.deleteDatabase(database)
            try await session.createDatabase(database)
            var advice = [0, 0]
            for round in advice.indices {
                for device in 0..<20 {
                    advice[round] += try await session.insertRecord(
                        device: "\(database).d\(device)",
                        timestamp: Int64(round),
                        measurements: ["s"],
                        values: [.int32(Int32(round))]
                    ).count
                }
            }
            let row = try await session.queryRow("SELECT count(s) FROM \(raw: database).** GROUP BY LEVEL = 1")
            #expect(row[0] == .int64(40))
            try await session.deleteDatabase(database)
            return advice
        }

        /// Rows by token. A node that was killed hands its last writes on when it is back, so all are awaited for a
        /// while.
        private func count(_ session: Session, until expected: Set<String>) async throws -> [String: Int] {
            let deadline = ContinuousClock.now + .seconds(180)
            while true {
                var found: [String: Int] = [:]
                for try await row in try await session.query("SELECT token, n FROM hits").rows {
                    found[try row.get(String.self, at: 0), default: 0] += 1
                }
                if expected.isSubset(of: found.keys) || ContinuousClock.now > deadline { return found }
            }
        }
    }
}
