import IoTDBWire

/// Gigabytes a second of encoding a tablet of ten DOUBLE columns into buffers that were used before.
struct EncodeBenchmark {
    let runs: Int
    let report: Report

    /// Measures a tablet of usual size and one that does not fit the cache.
    func run() throws {
        for rows in [1_000, 400_000] { try measure(rows) }
    }

    private func measure(_ rows: Int) throws {
        let schema = (0..<10).map { MeasurementSchema("s\($0)", .double) }
        var tablet = try Tablet(device: "root.bench.d1", schema: schema, capacity: rows)
        tablet.append(timestamps: (0..<rows).map { 1_700_000_000_000 + Int64($0) })
        for column in 0..<10 { try tablet.append(contentsOf: (0..<rows).map { Double($0) / 3 }, to: column) }
        let slice = TabletSlice(rows: 0..<rows, order: nil)
        var encoded = EncodedTablet()
        tablet.encode(slice, into: &encoded)
        var copy = MemoryCopy(of: encoded.timestamps + encoded.values)
        let times = max(1, 1_000_000 / rows)
        let seconds = Timing.alternate(runs: runs) {
            for _ in 0..<times {
                tablet.encode(slice, into: &encoded)
                Kept.use(encoded.rowCount)
            }
        } _: {
            copy.run(times: times)
        }
        let gigabytes = Double((encoded.timestamps.count + encoded.values.count) * times) / 1e9
        let peer = (name: "memcpy", value: gigabytes / seconds.peer)
        report.print(.init(name: "encode \(rows) rows", value: gigabytes / seconds.work, unit: "GB/s", peer: peer))
    }
}
