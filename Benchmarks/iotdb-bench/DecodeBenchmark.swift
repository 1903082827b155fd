import IoTDBWire

/// Gigabytes a second of decoding a block of time, INT64 and DOUBLE into one that was used before.
struct DecodeBenchmark {
    let runs: Int
    let report: Report

    /// Measures blocks of the size of a page, which stay in the cache, and a block that does not fit it.
    func run() throws {
        for rows in [5_000, 50_000, 2_000_000] {
            try measure("decode \(rows) rows", BlockBytes(rows: rows, nullShare: nil).bytes, rows)
            try measure("decode \(rows) rows, 10 % null", BlockBytes(rows: rows, nullShare: 10).bytes, rows)
        }
    }

    private func measure(_ name: String, _ bytes: [UInt8], _ rows: Int) throws {
        let times = max(1, 4_000_000 / rows)
        var block = TsBlock()
        var copy = MemoryCopy(of: bytes)
        let seconds = try Timing.alternate(runs: runs) {
            for _ in 0..<times {
                try block.decode(bytes[...])
                Kept.use(block.rowCount)
            }
        } _: {
            copy.run(times: times)
        }
        let gigabytes = Double(bytes.count * times) / 1e9
        let peer = (name: "memcpy", value: gigabytes / seconds.peer)
        report.print(.init(name: name, value: gigabytes / seconds.work, unit: "GB/s", peer: peer))
    }
}
