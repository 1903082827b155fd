import CivilTime
import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

/// What only the formats for people do: times by their names, limits, expanded rows.
@Suite
struct PeopleFormatTests {
    @Test
    func firstAndLastTimesAreShownAsTimes() throws {
        var block = TsBlock(rows: 1)
        block.columns = [.int64([1000])]
        let names = [
            "max_time(root.d.s)", "MIN_TIME(root.d.`)`)", "max_time(root.d.s) - min_time(root.d.s)",
            "max_value(root.d.s)",
        ]
        let columns = names.map { ResultColumn(name: $0, type: .int64, blockIndex: 0) }
        let table = try render(ResultFormat.table.renderer(RenderOptions()), columns, [block.page])
        let row = table.split(separator: "\n")[2].split(separator: "|").map { $0.split(separator: " ").joined() }
        #expect(row == ["1970-01-01T00:00:01.000Z", "1970-01-01T00:00:01.000Z", "1000", "1000"])
        let csv = try render(ResultFormat.csv.renderer(RenderOptions()), columns, [block.page])
        #expect(csv.hasSuffix("\n1000,1000,1000,1000\n"))
    }

    @Test
    func theLastValueOfATimestampIsShownAsATime() throws {
        var block = TsBlock(rows: 3, times: [0, 1, 2])
        block.appendText(["root.d.ts", "root.d.i", "root.d.t"])
        block.appendText(["1000", "1000", "x"])
        block.appendText(["TIMESTAMP", "INT64", "TEXT"])
        let names = ["Timeseries", "Value", "DataType"]
        let columns =
            [ResultColumn(name: "Time", type: .timestamp, blockIndex: -1)]
            + names.enumerated().map { ResultColumn(name: $1, type: .text, blockIndex: $0) }
        var options = RenderOptions()
        let table = try render(ResultFormat.table.renderer(options), columns, [block.page])
        #expect(table.contains("| root.d.ts  | 1970-01-01T00:00:01.000Z | TIMESTAMP\n"))
        #expect(table.contains("| root.d.i   | 1000                     | INT64\n"))
        #expect(
            try render(ResultFormat.csv.renderer(options), columns, [block.page]).contains(
                ",root.d.ts,1000,TIMESTAMP\n"
            )
        )
        options.timeMode = .epoch
        #expect(
            try render(ResultFormat.table.renderer(options), columns, [block.page]).contains("| 1000  | TIMESTAMP\n")
        )
    }

    @Test
    func timesAreWrittenInEveryMode() throws {
        let block = TsBlock(rows: 2, times: [1_704_067_200_123, 5])
        let columns = [ResultColumn(name: "Time", type: .timestamp, blockIndex: -1)]
        var options = RenderOptions(zone: try TimeZoneID("+08:00"))
        options.now = 1_704_067_200_123 + 192_000
        func text(_ mode: TimeMode, _ format: ResultFormat = .csv) throws -> String {
            options.timeMode = mode
            return try render(format.renderer(options), columns, [block.page])
        }
        #expect(try text(.iso8601).contains("\n2024-01-01T08:00:00.123+08:00\n"))
        #expect(try text(.local).contains("\n2024-01-01 08:00:00.123\n"))
        #expect(try text(.relative).contains("\n3m 12s ago\n19723d ago\n"))
        #expect(
            try text(.epoch, .table) == "     Time      \n---------------\n 1704067200123\n             5\n(2 rows)\n\n"
        )
        #expect(try text(.relative, .json).contains("{\"Time\":\"3m 12s ago\"}"))
        let pattern = try TimePattern("yyyy,MM\"<")
        #expect(try text(.pattern(pattern)).contains("\n\"2024,01\"\"<\"\n"))
        #expect(try text(.pattern(pattern), .html).contains("<td>2024,01&quot;&lt;</td>"))
        #expect(try text(.pattern(pattern), .ndjson).contains("{\"Time\":\"2024,01\\\"<\"}\n"))
    }

    @Test
    func distancesHoldForEveryNumber() {
        for precision in [TimestampPrecision.milliseconds, .microseconds, .nanoseconds] {
            for now in [Int64.min, -1, 0, .max] {
                for time in [Int64.min, 0, .max] {
                    var text = TextBuffer()
                    RelativeTime(now: now, precision: precision).append(time, to: &text)
                    #expect(text.count > 0)
                }
            }
        }
    }

    private func rows(_ count: Int) -> ([ResultColumn], Page) {
        var block = TsBlock(rows: count)
        block.appendText((0..<count).map { "text number \($0)" })
        return ([ResultColumn(name: "t", type: .text, blockIndex: 0)], block.page)
    }

    @Test
    func limitsAreForTerminalsAndAlwaysSaid() throws {
        let (columns, page) = rows(300)
        var options = RenderOptions()
        options.maxRows = 2
        options.maxColumnWidth = 8
        for format in ResultFormats.all where format.name != "none" && format.name != "insert" {
            let text = try render(format.renderer(options), columns, [page])
            #expect(text.contains("text number 299") && !text.contains("…"), "\(format.name)")
        }
        options.isTerminal = true
        for format in ResultFormats.all
        where format.audience == .machines && format.name != "none" && format.name != "insert" {
            #expect(try render(format.renderer(options), columns, [page]).contains("text number 299"), "\(format.name)")
        }
        #expect(
            try render(ResultFormat.table.renderer(options), columns, [page]) == """
                    t     
                ----------
                 text nu…
                 text nu…
                (300 rows)
                (the first 2 are shown; \\pset max_rows 0 shows all)
                (2 cells are cut at 8 columns; \\pset max_column_width 0 shows all)


                """
        )
        let vertical = try render(ResultFormat.vertical.renderer(options), columns, [page])
        #expect(vertical.hasPrefix("-[ RECORD 1 ]\nt | text nu…\n"))
        #expect(vertical.contains("(300 rows)\n(the first 2 are shown;"))
    }

    @Test
    func aLimitThatIsReachedLetsTheCallerStop() throws {
        let (columns, page) = rows(2)
        var options = RenderOptions()
        options.isTerminal = true
        options.maxRows = 2
        var renderer = ResultFormat.table.renderer(options)
        let sink = MemorySink()
        var output = OutputBuffer(sink: sink)
        try renderer.begin(columns: columns, to: &output)
        try renderer.page(page, to: &output)
        #expect(renderer.wantsMore)
        try renderer.page(page, to: &output)
        #expect(!renderer.wantsMore)
        try renderer.end(ResultSummary(rowCount: 4, isWhole: false), to: &output)
        #expect(sink.text.contains("(at least 4 rows)\n(the first 2 are shown;"))
    }

    @Test
    func wideCharactersAreCutWhole() {
        for (whole, limit, expected, columns) in [("汉字宽度", 5, "汉字…", 5), ("汉字宽度", 4, "汉…", 3), ("abc", 1, "…", 1)] {
            var text = TextBuffer()
            text.append("before")
            text.append(whole)
            #expect(CutText.shorten(&text, from: 6, to: limit) == columns)
            #expect(text.string == "before" + expected)
        }
    }

    @Test
    func rowsThatDoNotFitAreExpanded() throws {
        let (columns, page) = rows(1)
        var options = RenderOptions()
        options.expanded = .auto
        options.width = 40
        #expect(try render(ResultFormat.table.renderer(options), columns, [page]).contains("(1 row)"))
        options.width = 10
        #expect(try render(ResultFormat.box.renderer(options), columns, [page]).hasPrefix("-[ RECORD 1 ]"))
        options.expanded = .on
        options.width = nil
        #expect(try render(ResultFormat.table.renderer(options), columns, [page]).hasPrefix("-[ RECORD 1 ]"))
        #expect(try render(ResultFormat.csv.renderer(options), columns, [page]) == "t\ntext number 0\n")
    }

    @Test
    func aResultIsShownAgainInAnotherFormat() throws {
        let (columns, page) = rows(10)
        var result = ReplayableResult(columns: columns, precision: .milliseconds, limit: 1800)
        let isKept = (0..<4).map { _ in result.append(page) }
        #expect(isKept.first == true && isKept.last == false)
        #expect(result.rowCount == 40 && result.keptRows < 40 && !result.isWhole)
        #expect(
            result.notice
                == "only the first \(result.keptRows) rows of this result were kept; run the statement again to see all"
        )
        let sink = MemorySink()
        var output = OutputBuffer(sink: sink)
        try result.render(with: ResultFormat.csv.renderer(RenderOptions()), to: &output)
        let lines = sink.text.split(separator: "\n")
        #expect(lines.count == result.keptRows + 1)
        var whole = ReplayableResult(columns: columns, precision: .milliseconds)
        whole.append(page)
        #expect(whole.isWhole && whole.notice == nil)
        whole.endedEarly()
        #expect(!whole.isWhole)
    }
}
