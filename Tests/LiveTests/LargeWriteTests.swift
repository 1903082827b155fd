import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// One call writes more than a server can take in one request: servers hang from requests above some 45 MiB until
    /// they are restarted.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct LargeWriteTests {
        private static let rowCount = 1_000_000
        private static let columnCount = 25

        @Test func twoHundredMebibytesInOneCall() async throws {
            let session = try await LiveServer.binary.open()
            try? await session.deleteDatabase("root.live_large")
            // 1 000 000 times and 25 000 000 numbers of 8 bytes.
            try await session.insert(try Self.tablet())
            #expect(try await Self.count(session) == Int64(Self.rowCount))
            // The server is well after it: it hung for good.
            try await session.deleteDatabase("root.live_large")
            await session.close()
        }

        private static func tablet() throws -> Tablet {
            let schema = (0..<columnCount).map { MeasurementSchema("s\($0)", .double) }
            var tablet = try Tablet(device: "root.live_large.d", schema: schema, capacity: rowCount)
            tablet.append(timestamps: (0..<rowCount).map { Int64($0) * 1000 })
            for column in 0..<columnCount {
                try tablet.append(contentsOf: (0..<rowCount).map { Double($0 + column) / 7 }, to: column)
            }
            return tablet
        }

        private static func count(_ session: Session) async throws -> Int64? {
            let results = try await session.query("SELECT count(s0), count(s24) FROM root.live_large.d")
            var counts: [Int64?] = []
            while let page = try await results.nextPage() {
                for block in page.blocks where block.rowCount > 0 {
                    for column in results.columns { counts.append(block.value(row: 0, column: column).integer) }
                }
            }
            return counts.count == 2 && counts[0] == counts[1] ? counts[0] : nil
        }
    }
}
