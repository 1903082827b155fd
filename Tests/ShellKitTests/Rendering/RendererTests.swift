import CivilTime
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

/// Whole outputs of the three renderers.
@Suite
struct RendererTests {
    /// Time, INT64, DOUBLE, BOOLEAN, TEXT; three rows with one null in each value column.
    private static let sample: (columns: [ResultColumn], page: Page) = {
        var block = TsBlock(rows: 3, times: [0, 1, 1_704_067_200_123])
        block.columns = [.int64([1, nil, -300]), .double([1.5, 1e7, nil]), .boolean([nil, true, false])]
        block.appendText(["one", nil, "汉字"])
        let columns = [
            ResultColumn(name: "Time", type: .timestamp, blockIndex: -1),
            ResultColumn(name: "i", type: .int64, blockIndex: 0),
            ResultColumn(name: "value", type: .double, blockIndex: 1),
            ResultColumn(name: "b", type: .boolean, blockIndex: 2),
            ResultColumn(name: "text", type: .text, blockIndex: 3),
        ]
        return (columns, block.page)
    }()

    @Test
    func tablesLookLikeThoseOfPsql() throws {
        let text = try render(ResultFormat.table.renderer(RenderOptions()), Self.sample.columns, [Self.sample.page])
        #expect(
            text == """
                           Time           |  i   | value |   b   | text 
                --------------------------+------+-------+-------+------
                 1970-01-01T00:00:00.000Z |    1 |   1.5 | null  | one
                 1970-01-01T00:00:00.001Z | null | 1.0E7 | true  | null
                 2024-01-01T00:00:00.123Z | -300 |  null | false | 汉字
                (3 rows)


                """
        )
    }

    @Test
    func csvHasEmptyNullsAndOneHeader() throws {
        let page = Self.sample.page
        let text = try render(ResultFormat.csv.renderer(RenderOptions()), Self.sample.columns, [page, page])
        let rows = """
            1970-01-01T00:00:00.000Z,1,1.5,,one
            1970-01-01T00:00:00.001Z,,1.0E7,true,
            2024-01-01T00:00:00.123Z,-300,,false,汉字

            """
        #expect(text == "Time,i,value,b,text\n" + rows + rows)
    }

    @Test
    func expandedDisplayHasALineForEachCell() throws {
        let text = try render(ResultFormat.vertical.renderer(RenderOptions()), Self.sample.columns, [Self.sample.page])
        #expect(
            text == """
                -[ RECORD 1 ]-------------------
                Time  | 1970-01-01T00:00:00.000Z
                i     | 1
                value | 1.5
                b     | null
                text  | one
                -[ RECORD 2 ]-------------------
                Time  | 1970-01-01T00:00:00.001Z
                i     | null
                value | 1.0E7
                b     | true
                text  | null
                -[ RECORD 3 ]-------------------
                Time  | 2024-01-01T00:00:00.123Z
                i     | -300
                value | null
                b     | false
                text  | 汉字


                """
        )
    }

    @Test
    func theRecordLineHasACrossAboveTheBarsOfLongNames() throws {
        let name = "root.factory.line1.temperature"
        var block = TsBlock(rows: 1)
        block.columns = [.int32([42])]
        let columns = [ResultColumn(name: name, type: .int32, blockIndex: 0)]
        let text = try render(ResultFormat.vertical.renderer(RenderOptions()), columns, [block.page])
        #expect(
            text == """
                -[ RECORD 1 ]------------------+---
                root.factory.line1.temperature | 42


                """
        )
    }

    @Test
    func everyTypeHasItsText() throws {
        var block = TsBlock(rows: 2)
        block.columns = [
            .boolean([true, false]), .int32([.max, .min]), .int64([.max, .min]), .float([0.1, -.infinity]),
            .double([.leastNonzeroMagnitude, .nan]), .int64([-1, 0]), .int32([20_240_131, 10_101]),
        ]
        block.appendBytes([[0xCA, 0xFE], []])
        block.appendText(["text", ""])
        block.appendText(["tag", "comma, \"quote\""])
        block.appendBytes([[0, 0, 0, 0, 0, 0, 6, 0], [0xFF]])
        block.appendBytes([[1], [2]])
        let types: [DataType] = [
            .boolean, .int32, .int64, .float, .double, .timestamp, .date, .blob, .text, .string, .object, .unknown,
        ]
        let columns = types.enumerated().map { ResultColumn(name: $1.name, type: $1, blockIndex: $0) }
        var options = RenderOptions(zone: try TimeZoneID("-03:30"), precision: .nanoseconds)
        #expect(
            try render(ResultFormat.csv.renderer(options), columns, [block.page]) == """
                BOOLEAN,INT32,INT64,FLOAT,DOUBLE,TIMESTAMP,DATE,BLOB,TEXT,STRING,OBJECT,UNKNOWN
                true,2147483647,9223372036854775807,0.1,4.9E-324,1969-12-31T20:29:59.999999999-03:30,2024-01-31,0xcafe,text,tag,(Object) 1.50 KB,0x01
                false,-2147483648,-9223372036854775808,-Infinity,NaN,1969-12-31T20:30:00.000000000-03:30,0001-01-01,0x,"","comma, ""quote""\",0xff,0x02

                """
        )
        options.timeMode = .epoch
        options.tuplesOnly = true
        let epoch = try render(ResultFormat.csv.renderer(options), columns, [block.page])
        #expect(epoch.hasPrefix("true,2147483647,9223372036854775807,0.1,4.9E-324,-1,2024"))
    }

    @Test
    func runsRepeatTheirValue() throws {
        var block = TsBlock(rows: 3, times: [0])
        block.time = block.time.asRun
        block.columns = [.int64([7]).asRun, .double([nil]).asRun]
        block.appendText(["same"])
        block.columns[2] = block.columns[2].asRun
        let columns = [
            ResultColumn(name: "i", type: .int64, blockIndex: 0), ResultColumn(name: "d", type: .double, blockIndex: 1),
            ResultColumn(name: "t", type: .text, blockIndex: 2), ResultColumn(name: "i", type: .int64, blockIndex: 0),
        ]
        let text = try render(ResultFormat.csv.renderer(RenderOptions()), columns, [block.page])
        #expect(text == "i,d,t,i\n7,,same,7\n7,,same,7\n7,,same,7\n")
    }

    @Test
    func emptyResultsHaveAHeaderAndAFooter() throws {
        let columns = [
            ResultColumn(name: "a", type: .text, blockIndex: 0), ResultColumn(name: "bb", type: .int32, blockIndex: 1),
        ]
        #expect(
            try render(ResultFormat.table.renderer(RenderOptions()), columns, []) == " a | bb \n---+----\n(0 rows)\n\n"
        )
        #expect(try render(ResultFormat.csv.renderer(RenderOptions()), columns, []) == "a,bb\n")
        #expect(try render(ResultFormat.vertical.renderer(RenderOptions()), columns, []) == "(0 rows)\n\n")
        #expect(try render(ResultFormat.table.renderer(RenderOptions()), [], []) == "--\n(0 rows)\n\n")
        #expect(try render(ResultFormat.csv.renderer(RenderOptions()), [], []) == "")
    }

    @Test
    func theFirstPageFixesTheWidths() throws {
        func page(_ texts: [String]) -> Page {
            var block = TsBlock(rows: texts.count)
            block.appendText(texts)
            block.columns.append(.int32(texts.indices.map { Int32($0) }))
            return block.page
        }
        let columns = [
            ResultColumn(name: "t", type: .text, blockIndex: 0), ResultColumn(name: "n", type: .int32, blockIndex: 1),
        ]
        let pages = [page(["abc"]), page(["abcdef", "a"])]
        let text = try render(ResultFormat.table.renderer(RenderOptions()), columns, pages)
        #expect(text == "  t  | n \n-----+---\n abc | 0\n abcdef | 0\n a   | 1\n(3 rows)\n\n")
    }

    @Test
    func nullIsDimAndFreelyNamed() throws {
        var block = TsBlock(rows: 1)
        block.columns = [.int32([nil])]
        var options = RenderOptions()
        options.dimsNull = true
        options.nullText = "∅"
        let columns = [ResultColumn(name: "num", type: .int32, blockIndex: 0)]
        let text = try render(ResultFormat.table.renderer(options), columns, [block.page])
        #expect(text == " num \n-----\n   \u{1b}[2m∅\u{1b}[0m\n(1 row)\n\n")
    }

    @Test
    func manyRowsAreWrittenInPiecesAndComplete() throws {
        let sink = MemorySink()
        var output = OutputBuffer(sink: sink, limit: 4096)
        var renderer = ResultFormat.csv.renderer(RenderOptions())
        try renderer.begin(columns: [ResultColumn(name: "n", type: .int64, blockIndex: 0)], to: &output)
        for start in stride(from: Int64(0), to: 10_000, by: 1000) {
            var block = TsBlock(rows: 1000)
            block.columns = [.int64((start..<start + 1000).map { $0 })]
            try renderer.page(block.page, to: &output)
            #expect(output.text.count < 4096)
        }
        try renderer.end(ResultSummary(rowCount: 10_000), to: &output)
        #expect(sink.text == "n\n" + (0..<10_000).map { "\($0)\n" }.joined())
    }

    @Test
    func theEndTimeColumnIsTimesInTablesAndNumbersInCSV() throws {
        var block = TsBlock(rows: 1)
        block.columns = [.int64([1000]), .int64([1000])]
        let columns = ["__endTime", "plain"].enumerated().map { ResultColumn(name: $1, type: .int64, blockIndex: $0) }
        let csv = try render(ResultFormat.csv.renderer(RenderOptions()), columns, [block.page])
        #expect(csv == "__endTime,plain\n1000,1000\n")
        let table = try render(ResultFormat.table.renderer(RenderOptions()), columns, [block.page])
        #expect(table.contains(" 1970-01-01T00:00:01.000Z |  1000\n"))
    }

    @Test
    func aRowOfOneNullIsAnEmptyLineInCSVAndTheEmptyTextIsNot() throws {
        var block = TsBlock(rows: 4)
        block.appendText([nil, "", "null", "x"])
        let columns = [ResultColumn(name: "n", type: .text, blockIndex: 0)]
        let text = try render(ResultFormat.csv.renderer(RenderOptions()), columns, [block.page])
        #expect(text == "n\n\n\"\"\nnull\nx\n")
    }

    @Test
    func aTreeResultWithoutColumnsHasTheHeaderOfItsTimesInCSV() throws {
        let columns = [ResultColumn(name: "Time", type: .timestamp, blockIndex: -1)]
        #expect(try render(ResultFormat.csv.renderer(RenderOptions()), columns, []) == "Time\n")
        let text = try render(ResultFormat.csv.renderer(RenderOptions()), columns, [TsBlock(rows: 1, times: [0]).page])
        #expect(text == "Time\n1970-01-01T00:00:00.000Z\n")
    }
}

/// Everything a renderer writes for some pages.
func render(_ renderer: any ResultRenderer, _ columns: [ResultColumn], _ pages: [Page]) throws -> String {
    let sink = MemorySink()
    var output = OutputBuffer(sink: sink)
    var renderer = renderer
    try renderer.begin(columns: columns, to: &output)
    for page in pages { try renderer.page(page, to: &output) }
    try renderer.end(ResultSummary(rowCount: pages.reduce(0) { $0 + $1.rowCount }), to: &output)
    return sink.text
}
