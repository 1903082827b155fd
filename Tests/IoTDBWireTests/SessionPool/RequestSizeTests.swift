import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Calls with many rows make requests that no server chokes on.
    @Suite struct RequestSizeTests {
        private static let limit = 20_000

        /// Sizes of the writes that a body makes, by method.
        private func sizes(
            limit: Int = Self.limit,
            _ body: (Session) async throws -> Void
        ) async throws -> [String: [Int]] {
            let sizes = Lock<[String: [Int]]>([:])
            let server = try ScriptedServer { call in
                if call.header.name.hasPrefix("insert") {
                    sizes.withLock { $0[call.header.name, default: []].append(call.size) }
                }
                return nil
            }
            defer { server.close() }
            var settings = configuration(try server.address)
            settings.maximumRequestSize = limit
            let session = try await Session.open(settings)
            try await body(session)
            await session.close()
            return sizes.withLock { $0 }
        }

        private func expect(_ sizes: [String: [Int]], _ method: String, atLeast count: Int) throws {
            let found = try #require(sizes[method])
            #expect(found.count >= count && found.count <= 2 * count)
            #expect(found.allSatisfy { $0 <= Self.limit })
        }

        private func tablet(_ device: String, rows: Int) throws -> Tablet {
            var tablet = try Tablet(device: device, schema: [MeasurementSchema("s", .int64)])
            tablet.append(timestamps: (0..<rows).map(Int64.init))
            try tablet.append(contentsOf: (0..<rows).map(Int64.init), to: 0)
            return tablet
        }

        @Test func everyCallWithManyRowsIsSplit() async throws {
            let text = String(repeating: "x", count: 1_000)
            let rows = (0..<100).map {
                RecordRow<Value>(timestamp: Int64($0), measurements: ["s"], values: [.text(text)])
            }
            let texts = (0..<100).map { RecordRow<String>(timestamp: Int64($0), measurements: ["s"], values: [text]) }
            let found = try await sizes { session in
                try await session.insert(try tablet("root.d", rows: 10_000))
                try await session.insertTablets(try (0..<50).map { try tablet("root.d\($0)", rows: 200) })
                try await session.insertRecords(
                    (0..<100).map {
                        Record(device: "root.d", timestamp: $0, measurements: ["s"], values: [.text(text)])
                    }
                )
                try await session.insertRecordsOfOneDevice("root.d", rows)
                try await session.insertStringRecords(
                    (0..<100).map { Record(device: "root.d", timestamp: $0, measurements: ["s"], values: [text]) }
                )
                try await session.insertStringRecordsOfOneDevice("root.d", texts)
            }
            try expect(found, "insertTablet", atLeast: 8)
            try expect(found, "insertTablets", atLeast: 8)
            for method in [
                "insertRecords", "insertRecordsOfOneDevice", "insertStringRecords", "insertStringRecordsOfOneDevice",
            ] {
                try expect(found, method, atLeast: 5)
            }
        }

        @Test func aRowIsNeverSplit() async throws {
            let large = [UInt8](repeating: 7, count: 3 * Self.limit)
            let found = try await sizes { session in
                try await session.insertRecords([
                    Record(device: "root.d", timestamp: 1, measurements: ["s"], values: [.int32(1)]),
                    Record(device: "root.d", timestamp: 2, measurements: ["s"], values: [.blob(large)]),
                    Record(device: "root.d", timestamp: 3, measurements: ["s"], values: [.int32(1)]),
                ])
                var tablet = try Tablet(device: "root.d", schema: [MeasurementSchema("s", .blob)])
                try tablet.appendRow(timestamp: 1, [.blob(large)])
                try tablet.appendRow(timestamp: 2, [.blob([1])])
                try await session.insert(tablet)
            }
            #expect(found["insertRecords"]?.count == 3)
            #expect(found["insertTablet"]?.count == 2)
        }

        @Test func requestsHaveEightMebibytesByDefault() async throws {
            let found = try await sizes(limit: SessionConfiguration().maximumRequestSize) { session in
                try await session.insert(try tablet("root.d", rows: 1_500_000))
            }
            let sizes = try #require(found["insertTablet"])
            #expect(sizes.count == 3 && sizes.allSatisfy { $0 <= 8 << 20 })
        }

        @Test func aFailureTellsWhatWasWrittenBefore() async throws {
            let server = try ScriptedServer { call in
                guard call.header.name == "insertRecords", call.header.sequenceID > 4 else { return nil }
                var status = Status(code: 507)
                status.message = "disk full"
                return .bytes(call.reply(status))
            }
            defer { server.close() }
            var settings = configuration(try server.address)
            settings.maximumRequestSize = Self.limit
            let session = try await Session.open(settings)
            let error = await wireError {
                try await session.insertRecords(
                    (0..<100).map {
                        let text = Value.text(String(repeating: "x", count: 1_000))
                        return Record(device: "root.d", timestamp: Int64($0), measurements: ["s"], values: [text])
                    }
                )
            }
            #expect(error.serverStatus?.code == 507)
            #expect(error.notes.contains { $0.hasSuffix("rows had been written before") })
            await session.close()
        }
    }
}
