import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// A million rows there and back.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct RoundTripTests {
        private static let rowCount: Int64 = 1_000_000
        private static let device = "root.live_rows.d1"

        @Test func millionRowsOfTabletsAreReadBackEqual() async throws {
            let session = try await LiveServer.binary.open()
            try? await session.deleteDatabase("root.live_rows")
            try await write(session)
            let results = try await session.query("SELECT i, d, f, b FROM \(raw: Self.device)", fetchSize: .automatic)
            var next: Int64 = 0
            var wrong = 0
            while let page = try await results.nextPage() {
                for block in page.blocks {
                    for row in 0..<block.rowCount {
                        if results.columns.map({ block.value(row: row, column: $0) }) != values(next) { wrong += 1 }
                        next += 1
                    }
                }
                results.recycle(page)
            }
            #expect(next == Self.rowCount)
            #expect(wrong == 0)
            try await session.deleteDatabase("root.live_rows")
            await session.close()
        }

        /// Tablets of 50 000 rows, filled by column; one tablet's memory serves for all.
        private func write(_ session: Session) async throws {
            let schema = [
                MeasurementSchema("i", .int64), MeasurementSchema("d", .double), MeasurementSchema("f", .float),
                MeasurementSchema("b", .boolean),
            ]
            var tablet = try Tablet(device: Self.device, schema: schema, capacity: 50_000)
            for start in stride(from: 0, to: Self.rowCount, by: 50_000) {
                let rows = start..<start + 50_000
                tablet.reset()
                tablet.append(timestamps: rows.map { $0 * 1000 })
                try tablet.append(contentsOf: rows.map { $0 * 7919 }, to: 0)
                try tablet.append(contentsOf: rows.map { Double($0) / 7 }, to: 1)
                try tablet.append(contentsOf: rows.map { Float($0) / 3 }, to: 2)
                try tablet.append(contentsOf: rows.map { $0 % 2 == 0 }, to: 3)
                try await session.insert(tablet)
            }
        }

        private func values(_ row: Int64) -> [Value] {
            [
                .timestamp(row * 1000), .int64(row * 7919), .double(Double(row) / 7), .float(Float(row) / 3),
                .boolean(row % 2 == 0),
            ]
        }
    }
}
