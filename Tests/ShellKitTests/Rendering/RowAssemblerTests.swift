import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

/// The one place where rows are put together.
@Suite
struct RowAssemblerTests {
    @Test
    func randomRowsAreThoseOfAppending() {
        var fuzz = RowAssemblerFuzz(seed: 2024)
        for round in 0..<2000 {
            if let difference = fuzz.runOnce() {
                Issue.record("round \(round): \(difference)")
                return
            }
        }
    }

    /// Rows that share one cell of 1 MiB.
    @Test
    func aLongCellThatManyRowsShareIsWrittenInWindows() throws {
        var block = TsBlock(rows: 24)
        block.appendBytes([[UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)])
        block.columns[0].ranges = Array(repeating: block.columns[0].ranges[0], count: 24)
        let columns = [ResultColumn(name: "t", type: .text, blockIndex: 0)]
        for format in [ResultFormat.csv, .ndjson] {
            let sink = LargestWrite()
            var output = OutputBuffer(sink: sink)
            var renderer = format.renderer(RenderOptions())
            try renderer.begin(columns: columns, to: &output)
            try renderer.page(block.page, to: &output)
            try renderer.end(ResultSummary(rowCount: 24), to: &output)
            #expect(sink.written >= 24 << 20)
            #expect(sink.largest <= 3 << 20, "\(format.name)")
        }
    }

    @Test
    func aRunOfALongCellIsWrittenInWindows() throws {
        var block = TsBlock(rows: 24)
        block.appendBytes([[UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)])
        block.columns[0].isRun = true
        let columns = [ResultColumn(name: "t", type: .text, blockIndex: 0)]
        let sink = LargestWrite()
        var output = OutputBuffer(sink: sink)
        var renderer = ResultFormat.csv.renderer(RenderOptions())
        try renderer.begin(columns: columns, to: &output)
        try renderer.page(block.page, to: &output)
        #expect(sink.written >= 23 << 20)
        #expect(sink.largest <= 3 << 20)
    }
}

/// Counts bytes and notes the longest piece.
private final class LargestWrite: OutputSink {
    private let counts = Lock((written: 0, largest: 0))

    func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        counts.withLock { $0 = ($0.written + bytes.count, max($0.largest, bytes.count)) }
    }

    var written: Int { counts.withLock { $0.written } }
    var largest: Int { counts.withLock { $0.largest } }
}
