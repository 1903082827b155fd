import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// Time-series commands on a real server.
    @Suite struct SeriesLiveTests {
        /// A Python that has the official client; nil where there is none.
        private static let python = ProcessRunner.programs(named: "python3").first { path in
            let result = try? ProcessRunner.run(path, ["-c", "import iotdb.table_session"])
            return result?.status == 0
        }

        @Test(
            .enabled(
                if: LiveEnvironment.isLong && python != nil,
                "needs the official Python client: pip install apache-iotdb"
            )
        )
        func commandsSayWhatPythonComputesFromTheSameRows() async throws {
            for server in [LiveServer.binary, .microseconds] where server.isThere {
                try await server.afterCorpora()
                let address = try server.address
                let script = Vectors.packageRoot.appendingPathComponent("Tests/Readers/compare-series.py").path
                let arguments = [
                    script, LiveShell.binary, address.host, "\(address.port)",
                    server == .microseconds ? "1000000" : "1000",
                ]
                let program = try #require(Self.python)
                let result = try await TestThread.run {
                    try ProcessRunner.run(program, arguments, timeout: .seconds(300))
                }
                #expect(result.status == 0, "\(result.outputText)\n\(result.errorText)")
            }
        }

        /// Seconds that a writer writes for; a minute is enough to see a node go and come back.
        private static let seconds = Int(LiveEnvironment.value("IOTDB_LIVE_TAIL_SECONDS") ?? "") ?? 15

        @Test(.enabled(if: Cluster.isThere && LiveEnvironment.isLong), arguments: [SQLDialect.tree, .table])
        func aTailShowsEveryPointOnceWhileANodeIsKilled(_ dialect: SQLDialect) async throws {
            let cluster = try Cluster()
            try await cluster.settle()
            let source = try await prepare(cluster, dialect)
            let nodes = cluster.nodes.map { "\($0.host):\($0.port)" }.joined(separator: ",")
            let folder = NSTemporaryDirectory() + "iotdb-tail-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let file = folder + "/rows.csv"
            // Standard input of a script: the tail is interrupted as Ctrl-C does, and must end well.
            let command = """
                set -m; "$0" --node-urls \(nodes) --timezone UTC --dialect \(dialect.rawValue) --csv --time-format epoch \
                -e '\\tail -f -n 0 -i 0.2 \(source)' > \(file) 2> \(folder)/errors & echo $! > \(folder)/pid; wait $!
                """
            let tail = Task {
                try await TestThread.run {
                    try ProcessRunner.run("/bin/bash", ["-c", command, LiveShell.binary], timeout: .seconds(900))
                }
            }
            try await eventually { ((try? Data(contentsOf: URL(fileURLWithPath: file)).count) ?? 0) > 0 }
            let written = try await write(cluster, dialect)
            #expect(written.count > Self.seconds)
            // What was acknowledged must come, if need be when the node is back.
            try? await eventually { Set(Self.times(file)).isSuperset(of: written) }
            let pid = try String(contentsOfFile: folder + "/pid", encoding: .utf8).trimmingCharacters(
                in: .whitespacesAndNewlines
            )
            kill(try #require(pid_t(pid)), SIGINT)
            let result = try await tail.value
            let shown = Self.times(file)
            let errors = (try? String(contentsOfFile: folder + "/errors", encoding: .utf8)) ?? ""
            #expect(result.status == 0, "\(errors)")
            #expect(written.subtracting(shown) == [], "\(errors)")
            #expect(shown.count == Set(shown).count, "a point was shown twice: \(errors)")
        }

        /// Times in the first column of the rows.
        private static func times(_ file: String) -> [Int64] {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
            return text.split(separator: "\n").compactMap { line in
                line.split(separator: ",").first.flatMap { Int64($0) }
            }
        }

        private func prepare(_ cluster: Cluster, _ dialect: SQLDialect) async throws -> String {
            let session = try await Session.open(cluster.configuration(dialect))
            if dialect == .tree {
                try? await session.deleteDatabase("root.tailed")
                try await session.executeNonQuery("CREATE TIMESERIES root.tailed.d.v INT64")
            } else {
                try await session.executeNonQuery("DROP DATABASE IF EXISTS tailed")
                try await session.executeNonQuery("CREATE DATABASE tailed")
                try await session.executeNonQuery("CREATE TABLE tailed.t (k STRING TAG, v INT64 FIELD)")
            }
            await session.close()
            return dialect == .tree ? "root.tailed.d.v" : "tailed.t"
        }

        /// Writes a point every 20 ms for the time of the test, some of them late, while a node is killed and comes
        /// back; answers the times that were acknowledged.
        private func write(_ cluster: Cluster, _ dialect: SQLDialect) async throws -> Set<Int64> {
            let pool = SessionPool(SessionPoolConfiguration(cluster.configuration(dialect), maximumSessions: 2))
            let isDone = Lock(false)
            let written = try await withThrowingTaskGroup(of: Set<Int64>.self) { group in
                group.addTask {
                    try await Task.sleep(for: .seconds(Self.seconds / 3))
                    try await cluster.control(.kill)
                    try await Task.sleep(for: .seconds(Self.seconds / 3))
                    try await cluster.control(.start)
                    try await Task.sleep(for: .seconds(Self.seconds / 3))
                    isDone.withLock { $0 = true }
                    return []
                }
                group.addTask {
                    var acknowledged: Set<Int64> = []
                    var number: Int64 = 0
                    while !isDone.withLock({ $0 }) {
                        number += 1
                        // Every tenth point is fifty steps late.
                        let isLate = number % 10 == 0
                        let time = 1_704_067_200_000 + (isLate ? (number - 50) * 1000 + 1 : number * 1000)
                        let sql =
                            dialect == .tree
                            ? "INSERT INTO root.tailed.d(timestamp, v) VALUES (\(time), \(number))"
                            : "INSERT INTO tailed.t(time, k, v) VALUES (\(time), 'a', \(number))"
                        // Which writes were carried out without an answer is not known; those are not asked for.
                        let isWritten: Void? = try? await pool.withSession {
                            try await $0.executeNonQuery("\(raw: sql)")
                        }
                        if isWritten != nil { acknowledged.insert(time) }
                        try await Task.sleep(for: .milliseconds(20))
                    }
                    return acknowledged
                }
                return try await group.reduce(into: Set<Int64>()) { $0.formUnion($1) }
            }
            await pool.close()
            return written
        }

        private func eventually(_ condition: () throws -> Bool) async throws {
            let deadline = ContinuousClock.now + .seconds(240)
            while try !condition() {
                try #require(ContinuousClock.now < deadline)
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }
}
