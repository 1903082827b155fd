import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

/// What the formats write is read by readers that are not ours: `Tests/Readers/read-formats.py`.
@Suite
struct IndependentReaderTests {
    private static let python = ProcessRunner.programs(named: "python3").first

    private static let texts = [
        "plain", "", "null", "NULL", "\\N", "a,b", "say \"x\"", "line\nfeed", "cr\r", "tab\there", "'quote'",
        "back\\slash", "\\",
        " blanks ", "<b>&amp;</b>", "a|b", "*_`[~", "\u{0}\u{1}\u{1b}[31m", "\u{7f}\u{80}\u{9f}",
        "\u{200b}\u{202e}\u{2028}\u{2066}",
        "汉字 é 👩‍👩‍👧", "\u{FFFD}", "{}[]:", "NaN", "0x", "--", ";",
    ]

    /// All ten types; the first rows are the extremes, the last one is null.
    private static let result: (columns: [ResultColumn], block: TsBlock) = {
        let count = texts.count + 1
        func column<Cell>(_ cells: [Cell], _ rest: Cell) -> [Cell?] {
            (0..<count - 1).map { $0 < cells.count ? cells[$0] : rest } + [nil]
        }
        var block = TsBlock(rows: count)
        block.columns = [
            .int64(column([.max, .min, 0, -1, 1_704_067_200_123], 5)), .boolean(column([true, false], true)),
            .int32(column([.max, .min, 0], 7)),
            .int64(column([.max, .min, 1 << 53, (1 << 53) + 1, -(1 << 53) - 1], 9)),
            .float(
                column(
                    [
                        .greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0, .nan, .infinity, -.infinity, 0.1, 1e7,
                        1e-3,
                    ],
                    1
                )
            ),
            .double(
                column(
                    [
                        .greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0, .nan, .infinity, -.infinity, 0.1, 1e7,
                        123456.789,
                    ],
                    1
                )
            ),
            .int32(column([10_101, 99_991_231, 20_240_229], 20_240_131)),
        ]
        block.appendText(texts + [nil])
        block.appendText(Array(texts.reversed()) + [nil])
        block.appendBytes(column([[], [0], [0xFF, 0x00, 0x27]], [1, 2, 3]))
        let types: [DataType] = [.timestamp, .boolean, .int32, .int64, .float, .double, .date, .text, .string, .blob]
        let columns = types.enumerated().map { ResultColumn(name: "\($1.name) <\"&|,", type: $1, blockIndex: $0) }
        return (columns, block)
    }()

    @Test(.enabled(if: python != nil, "needs Python"))
    func everyFormatIsReadBackToTheSameValues() throws {
        let (columns, block) = Self.result
        let directory = try TemporaryDirectory()
        let url = URL(fileURLWithPath: directory.path)
        try expectation().write(to: url.appendingPathComponent("expected.json"))
        var options = RenderOptions()
        options.timeMode = .epoch
        options.jsonSpecial = .string
        options.jsonBigint = .string
        options.dialect = .table
        options.insertTarget = "t"
        for format in ["csv", "tsv", "json", "ndjson", "html", "markdown", "insert"] {
            let text = try render(try #require(ResultFormats.find(format)).renderer(options), columns, [block.page])
            try Data(text.utf8).write(to: url.appendingPathComponent("result.\(format)"))
        }
        options.nullText = "NULL"
        let text = try render(ResultFormat.csv.renderer(options), columns, [block.page])
        try Data(text.utf8).write(to: url.appendingPathComponent("result.null.csv"))
        let script = Vectors.packageRoot.appendingPathComponent("Tests/Readers/read-formats.py").path
        let read = try ProcessRunner.run(try #require(Self.python), [script, directory.path])
        #expect(read.status == 0, "\(read.outputText)\(read.errorText)")
    }

    /// The cells as the script wants them: numbers in decimal, doubles by their bits, text and blobs in hexadecimal.
    private func expectation() throws -> Data {
        let (columns, block) = Self.result
        let rows: [[Any]] = (0..<block.rowCount).map { row in
            columns.map { column in
                let stored = block.column(at: column.blockIndex)
                if stored.isNull(row: row) { return NSNull() }
                switch stored.physicalType {
                case .boolean: return stored.bits[row] != 0 ? "true" : "false"
                case .int32: return String(stored.int32s[row])
                case .int64: return String(stored.int64s[row])
                case .float: return String(format: "%08x", UInt32(bitPattern: stored.int32s[row]))
                case .double: return String(format: "%016llx", UInt64(bitPattern: stored.int64s[row]))
                case .binary:
                    let range = stored.ranges[row]
                    return Array(block.bytes.dropFirst(Int(range.start)).prefix(Int(range.count))).hex
                }
            }
        }
        let names = columns.map { ["name": $0.name, "type": $0.type.name] }
        return try JSONSerialization.data(withJSONObject: ["columns": names, "rows": rows])
    }
}
