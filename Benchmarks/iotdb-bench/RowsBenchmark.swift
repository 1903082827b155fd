import IoTDBWire

/// Millions of rows a second of five columns that become structs and tuples, beside the typed getters of the same rows.
struct RowsBenchmark {
    let runs: Int
    let report: Report
    private static let count = 100_000

    /// A struct of five properties.
    fileprivate struct Reading: Decodable {
        let time: Int64
        let i: Int64
        let d: Double
        let e: Double
        let b: Bool
    }

    /// The same, each of which may be null.
    fileprivate struct OptionalReading: Decodable {
        let time: Int64?
        let i: Int64?
        let d: Double?
        let e: Double?
        let b: Bool?
    }

    /// Measures rows of a block in memory: neither a server nor a page counts.
    func run() throws {
        let rows = try Self.rows()
        try measure("rows to structs", rows) { try $0.decode(Reading.self, missingColumns: .throwing).sum }
        try measure("rows to structs of optionals", rows) {
            try $0.decode(OptionalReading.self, missingColumns: .throwing).sum
        }
        try measure("rows to tuples", rows) { row in
            let (time, i, d, e, b) = try row.decode((Int64, Int64, Double, Double, Bool).self)
            return Double(time &+ i) + d + e + (b ? 1 : 0)
        }
    }

    private static func rows() throws -> [Row] {
        var page = Page()
        var block = TsBlock()
        try block.decode(RenderRows(count: count, twoDecimals: false).bytes[...])
        page.blocks = [block]
        let columns = [
            ResultColumn(name: "Time", type: .timestamp, blockIndex: -1),
            ResultColumn(name: "root.perf.d1.i", type: .int64, blockIndex: 0),
            ResultColumn(name: "root.perf.d1.d", type: .double, blockIndex: 1),
            ResultColumn(name: "root.perf.d1.e", type: .double, blockIndex: 1),
            ResultColumn(name: "root.perf.d1.b", type: .boolean, blockIndex: 2),
        ]
        return page.rows(columns: ColumnIndex(columns))
    }

    private func measure(_ name: String, _ rows: [Row], _ decode: (Row) throws -> Double) throws {
        var sums = (0.0, 0.0)
        let seconds = try Timing.alternate(runs: runs) {
            sums.0 = 0
            for row in rows { sums.0 += try decode(row) }
        } _: {
            sums.1 = 0
            for row in rows { sums.1 += try Self.getters(row) }
        }
        guard sums.0 == sums.1 else { throw BenchmarkError(description: "\(name): \(sums.0) instead of \(sums.1)") }
        let millions = Double(rows.count) / 1e6
        let peer = (name: "typed getters", value: millions / seconds.peer)
        report.print(.init(name: name, value: millions / seconds.work, unit: "M rows/s", peer: peer))
    }

    private static func getters(_ row: Row) throws -> Double {
        let time: Int64 = try row.get(at: 0)
        let i: Int64 = try row.get(at: 1)
        let d: Double = try row.get(at: 2)
        let e: Double = try row.get(at: 3)
        let b: Bool = try row.get(at: 4)
        return Double(time &+ i) + d + e + (b ? 1 : 0)
    }
}

extension RowsBenchmark.Reading {
    fileprivate var sum: Double {
        let integers: Int64 = time &+ i
        return Double(integers) + d + e + (b ? 1.0 : 0.0)
    }
}

extension RowsBenchmark.OptionalReading {
    fileprivate var sum: Double {
        let integers: Int64 = (time ?? 0) &+ (i ?? 0)
        var sum = Double(integers)
        sum += d ?? 0
        sum += e ?? 0
        return b == true ? sum + 1 : sum
    }
}
