import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// Import and export with a real server: what comes out goes in again and is the same.
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
            .disabled(
                "the second export of a tree differs from the first on a real server; columns or order, not yet known"
            ),
            arguments: [LiveServer.binary, .microseconds].filter(\.isThere),
            ["csv", "tsv", "ndjson", "csv.gz"]
        )
        func treeComesOutAsItWentIn(server: LiveServer, ending: String) async throws {
            let folder = try Folder()
            let session = try await server.open()
            defer { Task { await session.close() } }
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
                if ending == "csv.gz" {
                    #expect(try await expanded(one) == expanded(two))
                } else if layout == "device" || ending != "ndjson" {
                    #expect(
                        try sortedLines(folder.content("1.\(ending)")) == sortedLines(folder.content("2.\(ending)"))
                    )
                }
            }
        }

        private func expanded(_ path: String) async throws -> [UInt8] {
            try await TestThread.run { try ProcessRunner.run("/bin/gzip", ["-dc", path]).output }
        }

        /// The server may order columns and devices otherwise; lines of one text are compared whatever their order.
        private func sortedLines(_ data: Data) -> [String] {
            String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
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

        @Test func everyRowIsThereAfterAnswersWereLost() async throws {
            let folder = try Folder()
            let rows = 20_000
            let lines = (1...rows).map { "\($0),\($0),\(Double($0) / 3)\n" }.joined()
            try ("Time,a,b\n" + lines).write(toFile: folder.file("x.csv"), atomically: true, encoding: .utf8)
            let session = try await LiveServer.binary.open()
            defer { Task { await session.close() } }
            try? await session.deleteDatabase("root.live_copy_lost")
            let result = try await shell(
                .binary,
                ["\\copy root.live_copy_lost.d from '\(folder.file("x.csv"))' batch=500 threads=3"]
            )
            #expect(result.status == 0, "\(result.errorText)")
            let found = try await session.queryRow("SELECT count(a), sum(a) FROM root.live_copy_lost.d")
            #expect(try found.get(Int64.self, at: found.position(of: "count(root.live_copy_lost.d.a)")) == Int64(rows))
        }
    }
}
