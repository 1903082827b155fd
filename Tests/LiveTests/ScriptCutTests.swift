import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// A script of a thousand statements whose connection breaks: what was printed, what the server has, and that
    /// `--resume` does the rest.
    ///
    /// `IOTDB_LIVE_CUTS` says how often it breaks.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct ScriptCutTests {
        private static let statements = 1000
        private static let cuts = LiveEnvironment.value("IOTDB_LIVE_CUTS").flatMap { Int($0) } ?? 4
        private static let table = "CREATE TABLE cuts(token STRING TAG, slot STRING TAG, n INT32 FIELD)"

        private let address: NodeAddress
        private let directory: TemporaryDirectory

        init() throws {
            address = try LiveServer.binary.address
            directory = try TemporaryDirectory()
        }

        /// Rows without a time get one of their own from the server each time they are inserted, so that a second time
        /// would show; rows with one may be sent again.
        @Test func whatACutLeavesIsToldAndFinishedOnce() async throws {
            let session = try await LiveServer.binary.open(.table)
            try? await session.executeNonQuery("DROP DATABASE script_cuts")
            try await session.executeNonQuery("CREATE DATABASE script_cuts")
            try await session.executeNonQuery("USE script_cuts")
            try await session.executeNonQuery("\(raw: Self.table)")
            var generator = SeededGenerator(seed: 31)
            var unknown = 0
            for round in 0..<Self.cuts {
                let cut = try await run(round, &generator)
                let counts = try await counts(session, round)
                check(cut, counts, round)
                if cut.isUnknown { unknown += 1 }
                // Nobody can know whether a row without a time is there already.
                if cut.isUnknown, !hasTimes(round) { continue }
                let rest = try await shell(address, round, ["--resume"])
                #expect(rest.status == 0, "\(rest.errorText)")
                #expect(rest.errorText.contains("outcome of this statement was unknown") == cut.isUnknown)
                let all = try await self.counts(session, round)
                #expect(all == Dictionary(uniqueKeysWithValues: (1...Self.statements).map { ($0, 1) }))
            }
            #expect(Self.cuts < 20 || unknown > Self.cuts / 4, "\(unknown) of \(Self.cuts) had an unknown outcome")
            try await session.executeNonQuery("DROP DATABASE script_cuts")
            await session.close()
        }

        private struct Cut {
            /// Numbers that were printed behind the statements that succeeded.
            var printed: [Int]
            /// Whether the outcome of the next one is unknown.
            var isUnknown: Bool
        }

        private func hasTimes(_ round: Int) -> Bool { round.isMultiple(of: 2) }

        /// Runs the script through a proxy that breaks the connection, and refuses those that come after it.
        private func run(_ round: Int, _ generator: inout SeededGenerator) async throws -> Cut {
            let script = (1...Self.statements).map { number in
                let (columns, values) = hasTimes(round) ? ("time, ", "\(number), ") : ("", "")
                // A server gives one time to several statements of a millisecond; their slots keep the rows apart.
                let row = "\(values)'\(round)', '\(number % 50)', \(number)"
                return "INSERT INTO cuts(\(columns)token, slot, n) VALUES (\(row));\n\\echo \(number)\n"
            }
            try Data(script.joined().utf8).write(to: URL(fileURLWithPath: "\(directory.path)/\(round).sql"))
            let ending: ProxyPlan.Ending = Bool.random(using: &generator) ? .close : .reset
            let toxics = ProxyPlan.Toxics(limit: Int.random(in: 4_000...45_000, using: &generator), ending: ending)
            let plan = Bool.random(using: &generator) ? ProxyPlan(upstream: toxics) : ProxyPlan(downstream: toxics)
            let proxy = try FaultProxy(to: address) { $0 == 0 ? plan : nil }
            defer { proxy.close() }
            let result = try await shell(try proxy.address, round, [])
            #expect(result.status == 2, "\(round): \(result.errorText)")
            let printed = result.outputText.split(separator: "\n").compactMap { Int($0) }
            #expect(result.outputText == printed.map { "\($0)\n" }.joined())
            let mark = try String(contentsOfFile: "\(directory.path)/\(round).mark", encoding: .utf8).split(
                separator: " "
            )
            #expect(mark.first == "\(printed.count)")
            // The statement is named by its place.
            let place = "\(directory.path)/\(round).sql:\(2 * printed.count + 1): "
            #expect(result.errorText.contains(place), "\(round): \(result.errorText)")
            let isUnknown = mark.last == "unknown\n"
            #expect(
                result.errorText.contains("the outcome of 1 is unknown") == isUnknown,
                "\(round): \(result.errorText)"
            )
            return Cut(printed: printed, isUnknown: isUnknown)
        }

        private func shell(_ address: NodeAddress, _ round: Int, _ more: [String]) async throws -> ProcessResult {
            let name = "\(directory.path)/\(round)"
            let arguments = [
                "--dialect", "table", "-d", "script_cuts", "--connect-timeout", "2", "--checkpoint", "\(name).mark",
            ]
            return try await LiveShell.run(address, arguments + ["-f", "\(name).sql"] + more)
        }

        /// How often each number is there.
        private func counts(_ session: Session, _ round: Int) async throws -> [Int: Int] {
            var counts: [Int: Int] = [:]
            for try await row in try await session.query("SELECT n FROM cuts WHERE token = \("\(round)")").rows {
                counts[Int(try row.get(Int32.self, at: 0)), default: 0] += 1
            }
            return counts
        }

        private func check(_ cut: Cut, _ counts: [Int: Int], _ round: Int) {
            #expect(cut.printed == Array(1...max(1, cut.printed.count)).prefix(cut.printed.count).map { $0 })
            var expected = Dictionary(uniqueKeysWithValues: cut.printed.map { ($0, 1) })
            if cut.isUnknown, let there = counts[cut.printed.count + 1] {
                expected[cut.printed.count + 1] = min(there, 1)
            }
            #expect(counts == expected, "round \(round): \(cut.printed.count) were printed")
        }
    }

    /// A reader that takes longer than the server's own limit of a minute.
    @Suite(.enabled(if: LiveServer.binary.isThere && LiveEnvironment.value("IOTDB_LIVE_SLOW") != nil))
    struct SlowReaderTests {
        private static let rows = 1_000_000

        /// 1 000 000 rows at 400 kB a second; `IOTDB_LIVE_SLOW` asks for it, because it takes minutes.
        @Test func everyRowArrivesOrTheCountIsTold() async throws {
            try await writeRows()
            let query = "SELECT a, b FROM root.live_slow.d1"
            let options = ["--csv", "--no-header", "--time-format", "epoch", "-e", query]
            let arguments = LiveShell.arguments(try LiveServer.binary.address, options)
            let reader = """
                import sys, time
                begin, count, rows = time.monotonic(), 0, 0
                while True:
                    block = sys.stdin.buffer.read1(40000)
                    if not block: break
                    count += len(block); rows += block.count(b"\\n")
                    ahead = count / float(sys.argv[1]) - (time.monotonic() - begin)
                    if ahead > 0: time.sleep(ahead)
                print(rows, int(time.monotonic() - begin))
                """
            let command = [
                "-c", "\"$0\" \"$@\" | python3 -c \"$READER\" 400000; exit ${PIPESTATUS[0]}", LiveShell.binary,
            ]
            let result = try await TestThread.run {
                try ProcessRunner.run(
                    "/bin/bash",
                    command + arguments,
                    environment: ["READER": reader],
                    timeout: .seconds(600)
                )
            }
            let words = result.outputText.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }
            #expect(words.last ?? 0 > 60, "\(words)")
            let isWhole = result.status == 0 && words.first == Self.rows
            let isTold = result.status == 2 && result.errorText.contains("incomplete after \(words.first ?? -1) rows")
            #expect(isWhole || isTold, "\(result.status), \(words), \(result.errorText)")
        }

        private func writeRows() async throws {
            let session = try await LiveServer.binary.open()
            try? await session.deleteDatabase("root.live_slow")
            let schema = [MeasurementSchema("a", .int64), MeasurementSchema("b", .double)]
            let size = 100_000
            for start in stride(from: 0, to: Self.rows, by: size) {
                var tablet = try Tablet(device: "root.live_slow.d1", schema: schema, capacity: size)
                let rows = Int64(start)..<Int64(start + size)
                tablet.append(timestamps: rows.map { 1_700_000_000_000 + $0 * 1000 })
                try tablet.append(contentsOf: rows.map { $0 * 7919 }, to: 0)
                try tablet.append(contentsOf: rows.map { Double($0) / 3 }, to: 1)
                try await session.insert(tablet)
            }
            await session.close()
        }
    }
}
