import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// Import and export with real servers: what comes out goes in again and is the same.
    ///
    /// `IOTDB_TRANSFER_SCHEMAS` and `IOTDB_TRANSFER_CUTS` say how many schemas are made and how often a connection is
    /// cut.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct TransferLiveTests {
        /// A folder that goes away with the test.
        private final class Folder: Sendable {
            let path = NSTemporaryDirectory() + "iotdb-transfer-" + UUID().uuidString
            init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
            deinit { try? FileManager.default.removeItem(atPath: path) }
            func file(_ name: String) -> String { path + "/" + name }
            func content(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file(name))) }
        }

        private static let texts = [
            "", "null", "NULL", "a,b", "x\"y", "\"", "line\nbreak", "cr\r\nlf", "tab\tx", " blanks ", "back\\slash",
            "\\N",
            "\u{1}\u{1B}[31m", "温度 é 😀", "'quoted'", "{\"json\":1}", "=1+1", "5", "true", "0x61", "2024-01-01",
        ]
        private static let doubles: [Double] = [
            0, -0.0, 1.5, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e7, 1e-3, 0.1,
        ]

        /// Ten types with their extremes and nulls, times before 1970 among them.
        private static func tablet(_ make: ([(String, DataType)]) throws -> Tablet) throws -> Tablet {
            var tablet = try make([
                ("b", .boolean), ("i", .int32), ("l", .int64), ("f", .float), ("d", .double), ("t", .text),
                ("s", .string),
                ("x", .blob), ("y", .date), ("z", .timestamp),
            ])
            for row in 0..<60 {
                let double = doubles[row % doubles.count]
                var values: [Value] = [
                    .boolean(row.isMultiple(of: 2)), .int32(row == 0 ? .min : row == 1 ? .max : Int32(row)),
                    .int64(row == 0 ? .min : row == 1 ? .max : Int64(row)), .float(Float(double)), .double(double),
                    .text(texts[row % texts.count]), .string(texts[(row + 7) % texts.count]),
                    .blob(row.isMultiple(of: 3) ? [] : [0, 255, UInt8(row)]),
                    .date(row.isMultiple(of: 2) ? 10_000_101 : 99_991_231), .timestamp(Int64(row - 30) * 999_999_937),
                ]
                for column in values.indices where (row + column).isMultiple(of: 5) { values[column] = .null }
                try tablet.appendRow(timestamp: Int64(row - 30) * 86_400_123, values)
            }
            return tablet
        }

        private func shell(
            _ server: LiveServer,
            _ commands: [String],
            table: Bool = false
        ) async throws -> ProcessResult {
            var arguments = table ? ["--dialect", "table"] : []
            for command in commands { arguments += ["-e", command] }
            return try await LiveShell.run(try server.address, arguments)
        }

        @Test(
            arguments: LiveEnvironment.isLong
                ? [LiveServer.binary, .microseconds, .nanoseconds].filter(\.isThere)
                : [LiveServer.binary].filter(\.isThere),
            ["csv", "tsv", "ndjson", "csv.gz"]
        )
        func treeComesOutAsItWentIn(server: LiveServer, ending: String) async throws {
            let folder = try Folder()
            let session = try await server.open()
            for layout in ["wide", "device"] {
                try? await session.deleteDatabase("root.live_copy")
                for device in ["root.live_copy.d1", "root.live_copy.`a-b`.温度", "root.live_copy.`x.y z`"] {
                    let tablet = try Self.tablet { columns in
                        try Tablet(device: device, schema: columns.map { MeasurementSchema($0.0, $0.1) })
                    }
                    try await session.insert(tablet, aligned: device.hasSuffix("温度"))
                }
                let (one, two) = (folder.file("1.\(ending)"), folder.file("2.\(ending)"))
                let options = "layout=\(layout)" + (ending == "ndjson" ? "" : " header=types")
                let schema = folder.file("schema.sql")
                let first = try await shell(
                    server,
                    ["\\dump schema root.live_copy to '\(schema)'", "\\copy root.live_copy to '\(one)' \(options)"]
                )
                #expect(first.status == 0, "\(first.errorText)")
                try await session.deleteDatabase("root.live_copy")
                // Types stand in the header, or in the schema.
                if ending == "ndjson" {
                    let run = try await LiveShell.run(try server.address, ["-f", schema])
                    #expect(run.status == 0, "\(run.errorText)")
                }
                let second = try await shell(
                    server,
                    ["\\copy root.live_copy from '\(one)'", "\\copy root.live_copy to '\(two)' \(options)"]
                )
                #expect(second.status == 0, "\(second.errorText)")
                #expect(try folder.content("1.\(ending)").count > 1000)
                #expect(try folder.content("1.\(ending)") == folder.content("2.\(ending)"))
            }
            await session.close()
        }

        @Test(
            arguments: LiveEnvironment.isLong
                ? [LiveServer.binary, .microseconds, .nanoseconds].filter(\.isThere)
                : [LiveServer.binary].filter(\.isThere),
            [SQLDialect.tree, .table]
        )
        func generatedSchemasComeOutAsTheyWentIn(server: LiveServer, dialect: SQLDialect) async throws {
            let folder = try Folder()
            let session = try await server.open(dialect)
            let address = try server.address
            for seed in 0..<UInt64(TransferCases.count("IOTDB_TRANSFER_SCHEMAS", else: 2)) {
                let schema = try TransferSchema(seed: seed, dialect: dialect, name: "live_copied")
                let round = TransferRound(schema, session, folder: folder.path) { arguments in
                    try await LiveShell.run(address, arguments)
                }
                let difference = try await round.difference()
                #expect(difference == nil, "\(schema)")
            }
            await session.close()
        }

        @Test(arguments: ["csv", "tsv"])
        func tableComesOutAsItWentIn(ending: String) async throws {
            let folder = try Folder()
            let session = try await LiveServer.binary.open(.table)
            defer { Task { await session.close() } }
            try await session.executeNonQuery("DROP DATABASE IF EXISTS live_copy")
            try await session.executeNonQuery("CREATE DATABASE live_copy")
            try await session.executeNonQuery("USE live_copy")
            let tablet = try Self.tablet { columns in
                try Tablet(table: "t1", columns: columns.map { ColumnSchema($0.0, $0.1) })
            }
            try await session.insert(tablet)
            let (one, two) = (folder.file("1.\(ending)"), folder.file("2.\(ending)"))
            let export = "\\copy (select * from t1 order by time) to "
            let first = try await shell(.binary, ["use live_copy", export + "'\(one)' header=types"], table: true)
            #expect(first.status == 0, "\(first.errorText)")
            let second = try await shell(
                .binary,
                ["use live_copy", "drop table t1", "\\copy t1 from '\(one)'", export + "'\(two)' header=types"],
                table: true
            )
            #expect(second.status == 0, "\(second.errorText)")
            #expect(try folder.content("1.\(ending)") == folder.content("2.\(ending)"))
        }

        /// Cuts connections at points spread over the bytes of an import, in both directions.
        ///
        /// Every other import may not send anything again: it ends, and is run again from the line that it names.
        @Test func everyRowIsThereAfterConnectionsWereCut() async throws {
            let folder = try Folder()
            let rows = 3000
            let device = "root.live_copy_cut.d"
            let header = "Time,\(device).a(INT64),\(device).b(DOUBLE),\(device).c(STRING)\n"
            let content = header + (1...rows).map { "\($0),\($0),\(Double($0) / 4),text \($0)\n" }.joined()
            try content.write(toFile: folder.file("x.csv"), atomically: true, encoding: .utf8)
            let session = try await LiveServer.binary.open()
            let proxy = try FaultProxy(to: try LiveServer.binary.address)
            var ledger = CutLedger()
            let cuts = TransferCases.count("IOTDB_TRANSFER_CUTS", else: 8)
            for cut in 0..<cuts {
                try? await session.deleteDatabase("root.live_copy_cut")
                // The first connection is the shell's own; the import has the others.
                proxy.setPlan(CutLedger.plan(cut, of: cuts, after: proxy.acceptedCount))
                try await load(folder.file("x.csv"), proxy, retries: cut.isMultiple(of: 2), &ledger)
                let export = "\\copy \(device) to '\(folder.file("y.csv"))' header=types time=epoch"
                let result = try await shell(.binary, [export])
                #expect(result.status == 0, "cut \(cut): \(result.errorText)")
                #expect(try folder.content("x.csv") == folder.content("y.csv"), "cut \(cut)")
            }
            proxy.close()
            await session.close()
            // The cuts did hurt: a test whose connections stay whole shows nothing.
            #expect(ledger.repeated + ledger.resumed > cuts / 2, "\(ledger)")
            print("\(cuts) cuts: \(ledger.repeated) imports sent again, \(ledger.resumed) resumed")
        }

        /// Imports through the proxy; what ends early goes on from the line that it names.
        private func load(
            _ file: String,
            _ proxy: FaultProxy,
            retries: Bool,
            _ ledger: inout CutLedger
        ) async throws {
            var line = 1
            for attempt in 0..<20 {
                let options = "batch=100 threads=3 retry=\(retries ? 60 : 0) --resume-from \(line)"
                let command = "\\copy root.live_copy_cut.d from '\(file)' \(options)"
                let result = try await LiveShell.run(try proxy.address, ["-e", command])
                let text = result.errorText
                if text.contains("sent again") { ledger.repeated += 1 }
                if result.status == 0 { return }
                try #require(attempt < 19, "\(text)")
                guard let place = text.range(of: "resume-from=") else { continue }
                line = try #require(Int(text[place.upperBound...].prefix { $0.isNumber }))
                ledger.resumed += 1
                proxy.setPlan { _ in ProxyPlan() }
            }
        }

        private static let schemaStatements = [
            "create database root.live_dump", "set ttl to root.live_dump 360000000",
            "create timeseries root.live_dump.d1.s1(temp) with datatype=INT32, encoding=RLE, compressor=SNAPPY"
                + " tags('unit'='c''s', 'a'='b') attributes('x'='y, \"z\"', 'k'='\\')",
            "create aligned timeseries root.live_dump.d2(a INT32 encoding=RLE compressor=LZ4, b DOUBLE)",
            "create timeseries root.live_dump.`x y`.`s.1` with datatype=TEXT",
            "set ttl to root.live_dump.d2 7200000",
            "create device template live_t1 (temperature FLOAT encoding=RLE, status BOOLEAN encoding=PLAIN)",
            "create device template live_t2 aligned (lat FLOAT encoding=GORILLA, lon FLOAT)",
            "set device template live_t1 to root.live_dump.a", "set device template live_t2 to root.live_dump.b",
            "create timeseries using device template on root.live_dump.a",
            "create timeseries using device template on root.live_dump.b.x", "create user live_dumper 'secret-1'",
            "create role live_role", "grant READ_DATA on root.live_dump.** to role live_role",
            "grant WRITE_SCHEMA on root.live_dump.** to user live_dumper with grant option",
            "grant role live_role to live_dumper",
        ]
        private static let removal = [
            "deactivate device template live_t1 from root.live_dump.a",
            "deactivate device template live_t2 from root.live_dump.b.x",
            "unset device template live_t1 from root.live_dump.a",
            "unset device template live_t2 from root.live_dump.b", "drop device template live_t1",
            "drop device template live_t2", "unset ttl to root.live_dump.d2", "delete database root.live_dump",
            "drop user live_dumper", "drop role live_role",
        ]

        private static func withoutOtherUsers(_ dump: String) -> String {
            let lines = dump.split(separator: "\n").filter { line in
                let isOfUsers = ["CREATE ROLE", "CREATE USER", "GRANT", "--"].contains { line.hasPrefix($0) }
                return !isOfUsers || line.contains("live_dumper") || line.contains("live_role")
            }
            return lines.joined(separator: "\n")
        }

        /// A dump of all that a schema may hold runs where nothing of it is, and the dump of that is the same.
        @Test func dumpRunsWhereNothingIs() async throws {
            let folder = try Folder()
            let session = try await LiveServer.binary.open()
            let clean = Self.removal + ["unset ttl to root.live_dump"]
            for statement in clean { try? await session.executeNonQuery("\(raw: statement)") }
            for statement in Self.schemaStatements { try await session.executeNonQuery("\(raw: statement)") }
            let (one, two) = (folder.file("1.sql"), folder.file("2.sql"))
            let first = try await shell(.binary, ["\\dump schema root.live_dump to '\(one)' users=on"])
            #expect(first.status == 0, "\(first.errorText)")
            let text = String(decoding: try folder.content("1.sql"), as: UTF8.self)
            #expect(!text.contains("secret-1"))
            for part in [
                "TAGS('a'='b', 'unit'='c''s')", "'k'='\\'", "'x'='y, \"z\"'", "(temp)",
                "SET TTL TO root.live_dump.d2 7200000",
                "CREATE DEVICE TEMPLATE live_t2 ALIGNED", "CREATE USER live_dumper :'password_live_dumper';",
                "WITH GRANT OPTION",
            ] { #expect(text.contains(part), "\(part): \(text)") }
            for statement in clean { try? await session.executeNonQuery("\(raw: statement)") }
            // Other suites may have left users behind.
            let own = Self.withoutOtherUsers(text)
            try own.write(toFile: folder.file("own.sql"), atomically: true, encoding: .utf8)
            let dump = "\\dump schema root.live_dump to '\(two)' users=on"
            let loaded = try await LiveShell.run(
                try LiveServer.binary.address,
                ["-v", "password_live_dumper=secret-2", "-f", folder.file("own.sql"), "-e", dump]
            )
            #expect(loaded.status == 0, "\(loaded.errorText)")
            #expect(Self.withoutOtherUsers(String(decoding: try folder.content("2.sql"), as: UTF8.self)) == own)
            for statement in clean { try? await session.executeNonQuery("\(raw: statement)") }
            await session.close()
        }

        /// The recipe of the man page: schema and rows of a database to another server, with no file between them.
        @Test(.enabled(if: LiveServer.compact.isThere && LiveEnvironment.isLong))
        func databaseMovesToAnotherServer() async throws {
            let folder = try Folder()
            let old = try await LiveServer.binary.open()
            let new = try await LiveServer.compact.open()
            try? await old.deleteDatabase("root.live_move")
            try? await new.deleteDatabase("root.live_move")
            for device in ["root.live_move.d1", "root.live_move.`a-b`.温度"] {
                let tablet = try Self.tablet { columns in
                    try Tablet(device: device, schema: columns.map { MeasurementSchema($0.0, $0.1) })
                }
                try await old.insert(tablet)
            }
            let target = LiveShell.arguments(try LiveServer.compact.address, ["-c"]).joined(separator: " ")
            let moved = try await LiveShell.bash(
                """
                set -e -o pipefail
                "$0" "$@" -e '\\dump schema root.live_move' | "$0" \(target) -f -
                "$0" "$@" -e '\\copy root.live_move to stdout header=types layout=device' |
                    "$0" \(target) -e '\\copy root.live_move from stdin'
                "$0" "$@" -e "\\copy root.live_move to '\(folder.file("1.csv"))' header=types"
                "$0" \(target) -e "\\copy root.live_move to '\(folder.file("2.csv"))' header=types"
                """,
                try LiveServer.binary.address,
                []
            )
            #expect(moved.status == 0, "\(moved.errorText)")
            #expect(try folder.content("1.csv") == folder.content("2.csv"))
            try await old.deleteDatabase("root.live_move")
            try await new.deleteDatabase("root.live_move")
            await old.close()
            await new.close()
        }

        /// A node is killed behind half of the file, while what was read before is still under way.
        @Test(.enabled(if: Cluster.isThere && LiveEnvironment.isLong)) func everyRowIsThereAfterANodeWasKilled()
            async throws
        {
            let folder = try Folder()
            let cluster = try Cluster()
            try await cluster.settle()
            let session = try await Session.open(cluster.configuration())
            try? await session.deleteDatabase("root.live_copy_kill")
            let (device, half) = (
                "root.live_copy_kill.d", TransferCases.count("IOTDB_TRANSFER_ROWS", else: 100_000) / 2
            )
            let header = "Time,\(device).a(INT64),\(device).b(DOUBLE)\n"
            let lines = { (rows: Range<Int>) in rows.map { "\($0),\($0 * 7),\(Double($0) / 4)\n" }.joined() }
            let (one, two) = (header + lines(0..<half), lines(half..<2 * half))
            try one.write(toFile: folder.file("1"), atomically: true, encoding: .utf8)
            try two.write(toFile: folder.file("2"), atomically: true, encoding: .utf8)
            let control = try #require(LiveEnvironment.control)
            let urls = cluster.nodes.map(\.description).joined(separator: ",")
            let script = """
                { cat '\(folder.file("1"))'; '\(control)' kill-data \(Cluster.victim) >&2; cat '\(folder.file("2"))'; } |
                    "$0" --node-urls \(urls) --timezone UTC -e "\\copy root.live_copy_kill from stdin batch=1000" \
                    -e "\\copy \(device) to '\(folder.file("3"))' header=types time=epoch"
                """
            let result = try await TestThread.run {
                try ProcessRunner.run(
                    "/bin/bash",
                    ["-c", script, LiveShell.binary],
                    environment: ProcessInfo.processInfo.environment,
                    timeout: .seconds(300)
                )
            }
            #expect(result.status == 0, "\(result.errorText)")
            #expect(result.errorText.contains("\(2 * half) rows read = \(2 * half) loaded + 0 rejected"))
            let exported = String(decoding: try folder.content("3"), as: UTF8.self)
            #expect(exported == one + two)
            await session.close()
            try await cluster.control(.start)
        }

        /// Files of the official export tool, in columns by series and by device, without types too.
        @Test(arguments: ["wide", "device", "plain"])
        func filesOfTheOfficialToolHoldTheSameRows(name: String) async throws {
            let folder = try Folder()
            let session = try await LiveServer.binary.open()
            try? await session.deleteDatabase("root.official")
            let source = #filePath.replacingOccurrences(
                of: "LiveTests/TransferLiveTests.swift",
                with: "OfficialFiles/"
            )
            let load = "\\copy root.official from '\(source)\(name).csv'"
            // A file without types goes into series that are there, whose rows are gone.
            let before =
                name == "plain"
                ? ["\\copy root.official from '\(source)rows.csv'", "delete from root.official.**"] : []
            let export = "\\copy root.official to '\(folder.file("x.csv"))' layout=device header=types"
            let result = try await shell(.binary, before + [load, export])
            #expect(result.status == 0, "\(result.errorText)")
            let expected = try Data(contentsOf: URL(fileURLWithPath: source + "rows.csv"))
            #expect(try folder.content("x.csv") == expected)
            try await session.deleteDatabase("root.official")
            await session.close()
        }
    }
}

/// What cut connections did to imports.
private struct CutLedger {
    /// Imports that sent something again.
    var repeated = 0
    /// Imports that ended and went on from a line.
    var resumed = 0

    /// Cuts the three connections of the import's batches, each at a place of its own; later ones are left alone.
    static func plan(_ cut: Int, of cuts: Int, after accepted: Int) -> FaultProxy.Planner {
        { connection in
            let number = connection - accepted
            guard (1...4).contains(number) else { return ProxyPlan() }
            // An import sends about 130 kB and gets some hundred bytes a batch.
            let isUp = cut % 4 < 2
            let limit = isUp ? 200 + cut * 40_000 / cuts + number * 1009 : 150 + cut * 1500 / cuts + number * 37
            let toxics = ProxyPlan.Toxics(limit: limit, ending: cut % 8 < 4 ? .close : .reset)
            return isUp ? ProxyPlan(upstream: toxics) : ProxyPlan(downstream: toxics)
        }
    }
}
