import IoTDBWire
import Platform

/// The rows that reading is measured with.
enum LiveSeed {
    private static let batch = 20_000

    /// Writes rows of a device by tablets.
    static func write(rows: Int, of device: String, to session: Session) async throws {
        let schema: [MeasurementSchema] = [
            MeasurementSchema("i", .int64), MeasurementSchema("d", .double),
            MeasurementSchema("f", .float), MeasurementSchema("b", .boolean),
        ]
        var tablet = try Tablet(device: device, schema: schema, capacity: batch)
        for first in stride(from: 0, to: rows, by: batch) {
            let rows = first..<min(first + batch, rows)
            tablet.reset()
            tablet.append(timestamps: rows.map { 1_700_000_000_000 + Int64($0) * 1000 })
            try tablet.append(contentsOf: rows.map { Int64($0) * 7919 }, to: 0)
            try tablet.append(contentsOf: rows.map { sin(Double($0) / 100) * 1000 }, to: 1)
            try tablet.append(contentsOf: rows.map { Float($0) / 3 }, to: 2)
            try tablet.append(contentsOf: rows.map { $0 % 2 == 0 }, to: 3)
            try await session.insert(tablet)
        }
    }
}
