import IoTDBWire
import ShellKit

/// Rows a second of the formats for a result of time, INT64, DOUBLE and BOOLEAN, decoding included.
///
/// The peer is glibc printing the DOUBLE column alone: a C program would need that and more.
struct RenderBenchmark {
    private static let rows = 5_000
    private static let pages = 100

    let runs: Int
    let report: Report

    private let columns = [
        ResultColumn(name: "Time", type: .timestamp, blockIndex: -1),
        ResultColumn(name: "root.perf.d1.i", type: .int64, blockIndex: 0),
        ResultColumn(name: "root.perf.d1.d", type: .double, blockIndex: 1),
        ResultColumn(name: "root.perf.d1.b", type: .boolean, blockIndex: 2),
    ]

    init(runs: Int, report: Report) {
        self.runs = runs
        self.report = report
    }

    /// Measures csv and table with doubles of two decimals and of full length, and the other formats with the former.
    func run() throws {
        for decimals in [2, 17] {
            let rows = RenderRows(count: Self.rows, twoDecimals: decimals == 2)
            for format in decimals == 2 ? ResultFormats.all : [.csv, .table] {
                try measure("render \(format.name), \(decimals) digits", format.renderer(RenderOptions()), rows)
            }
        }
    }

    private func measure(_ name: String, _ renderer: any ResultRenderer, _ rows: RenderRows) throws {
        let wire = rows.bytes
        let sink = CountingSink()
        let seconds = try Timing.alternate(runs: runs) {
            try render(wire, renderer, sink)
        } _: {
            for _ in 0..<Self.pages { Kept.use(rows.printDoubles()) }
        }
        let millions = Double(Self.pages * Self.rows) / 1e6
        let peer = (name: "gcvt of the doubles", value: millions / seconds.peer)
        report.print(.init(name: name, value: millions / seconds.work, unit: "M rows/s", peer: peer))
    }

    private func render(_ wire: [UInt8], _ renderer: any ResultRenderer, _ sink: CountingSink) throws {
        var output = OutputBuffer(sink: sink)
        var renderer = renderer
        var page = Page()
        page.blocks = [TsBlock()]
        try renderer.begin(columns: columns, to: &output)
        for _ in 0..<Self.pages {
            try page.blocks[0].decode(wire[...])
            try renderer.page(page, to: &output)
        }
        try renderer.end(ResultSummary(rowCount: Self.pages * Self.rows), to: &output)
    }
}
