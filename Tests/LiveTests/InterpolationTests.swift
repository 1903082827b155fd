import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// Values in statements come back equal: each literal is understood by a real server as it was meant, in both
    /// dialects.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct InterpolationTests {
        /// The ten types with their extremes.
        private static let values: [(type: DataType, values: [Value])] = [
            (.boolean, [true, false]),
            (.int32, [.int32(.min), .int32(-1), .int32(0), .int32(.max)]),
            (.int64, [.int64(.min), .int64(-1), .int64(0), .int64(.max)]),
            (
                .float,
                [
                    .float(-.greatestFiniteMagnitude), .float(-0.1), .float(0), .float(.leastNonzeroMagnitude),
                    .float(.leastNormalMagnitude), .float(.greatestFiniteMagnitude), .float(16_777_216),
                ]
            ),
            (
                .double,
                [
                    .double(-.greatestFiniteMagnitude), .double(-0.1), .double(0), .double(.leastNonzeroMagnitude),
                    .double(.leastNormalMagnitude), .double(.greatestFiniteMagnitude), .double(1e22), .double(.pi),
                ]
            ),
            (.text, texts.map(Value.text)),
            (.string, texts.map(Value.string)),
            (.blob, [.blob([]), .blob([0]), .blob([0, 39, 34, 92, 255]), .blob(Array(0...255))]),
            (.date, [.date(10_000_101), .date(20_240_229), .date(99_991_231)]),
            (
                .timestamp,
                [.timestamp(-1), .timestamp(0), .timestamp(1_700_000_000_123), .timestamp(4_102_444_800_000)]
            ),
        ]

        private static let texts: [String] = {
            var generator = SeededGenerator(seed: 9)
            let alphabet = Array("ab'\"`\\-/*?:;()%_\n\t é温😀$@#&|<>=,.~")
            let random = (0..<60).map { _ in
                String(
                    (0..<Int.random(in: 1..<16, using: &generator)).map { _ in
                        alphabet.randomElement(using: &generator) ?? "x"
                    }
                )
            }
            return ["", "'", "''", "\\", "\\'", "null", "'; DROP DATABASE root.**; --", "/* */", "😀"] + random
        }()

        @Test(arguments: [SQLDialect.tree, .table]) func theTenTypesComeBackEqual(_ dialect: SQLDialect) async throws {
            let session = try await prepared(dialect)
            for (type, values) in Self.values {
                let column = "v_\(type.name.lowercased())"
                for (time, value) in values.enumerated() {
                    try await session.executeNonQuery(
                        "INSERT INTO \(raw: target(dialect))(time, \(identifier: column)) VALUES (\(time), \(value))"
                    )
                }
                let found = try await session.query(
                    "SELECT \(identifier: column) FROM \(raw: target(dialect)) WHERE time < \(values.count)\(raw: order(dialect))"
                ).collect().compactMap(\.values.last)
                #expect(found == values, "\(type) in the \(dialect) dialect")
            }
            try await dropped(session)
        }

        /// Conditions find what was written, and lists for IN.
        @Test(arguments: [SQLDialect.tree, .table]) func textsAreFound(_ dialect: SQLDialect) async throws {
            let session = try await prepared(dialect)
            // A tree result has its time in front unasked.
            let (time, column) = dialect == .tree ? ("", "v_text") : ("time, ", "v_string")
            for (time, text) in Self.texts.enumerated() {
                try await session.executeNonQuery(
                    "INSERT INTO \(raw: target(dialect))(time, \(identifier: column)) VALUES (\(time), \(text))"
                )
            }
            for text in Self.texts {
                let wanted = Self.texts.indices.filter { Self.texts[$0] == text }.map(Int64.init)
                let found = try await session.query(
                    "SELECT \(raw: time)\(identifier: column) FROM \(raw: target(dialect)) WHERE \(identifier: column) = \(text)",
                    as: (Int64, String).self
                )
                #expect(found.map(\.0).sorted() == wanted && found.allSatisfy { $0.1 == text }, "\(text)")
            }
            let some = Array(Set(Self.texts.dropFirst().prefix(7)))
            let rows = try await session.query(
                "SELECT \(raw: time)\(identifier: column) FROM \(raw: target(dialect)) WHERE \(identifier: column) IN \(some)"
            ).collect()
            #expect(rows.count == Self.texts.count { some.contains($0) })
            try await dropped(session)
        }

        private func target(_ dialect: SQLDialect) -> String { dialect == .tree ? "root.live_literals.d1" : "literals" }
        private func order(_ dialect: SQLDialect) -> String { dialect == .tree ? "" : " ORDER BY time" }

        private func prepared(_ dialect: SQLDialect) async throws -> Session {
            if dialect == .table {
                let founder = try await LiveServer.binary.open(.table)
                try? await founder.executeNonQuery("DROP DATABASE live_literals")
                try await founder.executeNonQuery("CREATE DATABASE live_literals")
                await founder.close()
            }
            let session = try await LiveServer.binary.open(dialect, database: dialect == .table ? "live_literals" : nil)
            if dialect == .tree {
                try? await session.deleteDatabase("root.live_literals")
                for (type, _) in Self.values {
                    let name = "root.live_literals.d1.v_\(type.name.lowercased())"
                    try await session.createTimeseries(TimeseriesSchema(name, type))
                }
            } else {
                let columns = Self.values.map { "v_\($0.type.name.lowercased()) \($0.type.name) FIELD" }
                try await session.executeNonQuery("CREATE TABLE literals (\(raw: columns.joined(separator: ", ")))")
            }
            return session
        }

        private func dropped(_ session: Session) async throws {
            if await session.dialect == .tree {
                try await session.deleteDatabase("root.live_literals")
            } else {
                try await session.executeNonQuery("DROP DATABASE live_literals")
            }
            await session.close()
        }
    }

    /// The example of the Go client's documentation as a program, against a real server.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct SessionExampleTests {
        @Test func runsToItsEnd() async throws {
            try await LiveServer.binary.afterCorpora()
            let address = "iotdb://root:root@\(try LiveServer.binary.address)"
            let result = try ProcessRunner.run(builtProduct("session-example"), [address])
            #expect(result.outputText.hasSuffix("done\n"), "\(result.outputText)\(result.errorText)")
            #expect(result.outputText.contains("zone GMT\n") && result.outputText.contains("count 2\n"))
        }
    }
}
