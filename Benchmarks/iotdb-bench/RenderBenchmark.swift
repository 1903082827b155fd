import IoTDBWire
import ShellKit

/// Rows a second of processor time of each output format for a result of time, INT64, DOUBLE and BOOLEAN, decoding not included.
struct RenderBenchmark {
    /// Rows of one page.
    private static let pageRows = 5_000
    /// Times that the page is rendered.
    private static let pages = 400

    private let columns = [
        ResultColumn(name: "Time", type: .timestamp, blockIndex: -1),
        ResultColumn(name: "root.perf.d1.i", type: .int64, blockIndex: 0),
        ResultColumn(name: "root.perf.d1.d", type: .double, blockIndex: 1),
        ResultColumn(name: "root.perf.d1.b", type: .boolean, blockIndex: 2),
    ]

    /// Measures every format with doubles of two decimals and of full length, and prints one line each.
    func run() throws {
        for (name, page) in [("2 decimals", page(decimals: 2)), ("17 digits", page(decimals: nil))] {
            try measure("csv, \(name)", CSVRenderer(options: RenderOptions()), page)
            try measure("table, \(name)", AlignedRenderer(options: RenderOptions()), page)
        }
    }

    private func measure(_ name: String, _ renderer: some ResultRenderer, _ page: Page) throws {
        let sink = CountingSink()
        var output = OutputBuffer(sink: sink)
        var renderer = renderer
        let start = CPUTime.seconds
        try renderer.begin(columns: columns, to: &output)
        for _ in 0..<Self.pages { try renderer.page(page, to: &output) }
        try renderer.end(ResultSummary(rowCount: Self.pages * Self.pageRows), to: &output)
        let seconds = CPUTime.seconds - start
        let rows = Double(Self.pages * Self.pageRows) / seconds / 1e6
        print("render \(name): \((rows * 100).rounded() / 100) M rows/s of one core, \(sink.total / (1 << 20)) MiB")
    }

    /// A page with a row each second, values of a slow wave.
    private func page(decimals: Int?) -> Page {
        var block = TsBlock()
        block.rowCount = Self.pageRows
        block.time.int64s = (0..<Self.pageRows).map { 1_700_000_000_000 + Int64($0) * 1000 }
        block.columns = [Column(), Column(), Column()]
        block.columns[0].int64s = (0..<Self.pageRows).map { Int64($0) * 7919 }
        block.columns[1].physicalType = .double
        block.columns[1].int64s = (0..<Self.pageRows).map { row in
            let wave = Double(row * 7919 % 10_007) * 0.137_313_377_7
            let value = decimals == nil ? wave : (wave * 100).rounded() / 100
            return Int64(bitPattern: value.bitPattern)
        }
        block.columns[2].physicalType = .boolean
        block.columns[2].bits = (0..<Self.pageRows).map { $0 % 2 == 0 ? 1 : 0 }
        var page = Page()
        page.blocks = [block]
        return page
    }
}
