import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

/// Whole outputs of the formats for machines, and what the registry knows.
@Suite
struct FormatTests {
    /// Time, INT64, DOUBLE, TEXT, BLOB, DATE.
    private static let sample: (columns: [ResultColumn], page: Page) = {
        var block = TsBlock(rows: 3, times: [0, 1, 2])
        block.columns = [.int64([1, nil, .max]), .double([1.5, .nan, nil])]
        block.appendText(["a|b <\"x\">", "", nil])
        block.appendBytes([[0xCA, 0xFE], nil, []])
        block.columns.append(.int32([20_240_131, nil, 10_101]))
        let types: [DataType] = [.timestamp, .int64, .double, .text, .blob, .date]
        let names = ["Time", "root.d.i", "root.d.d", "root.d.`t x`", "root.e.b", "root.e.day"]
        let columns = zip(names, types).enumerated().map {
            ResultColumn(name: $1.0, type: $1.1, blockIndex: $0 - 1)
        }
        return (columns, block.page)
    }()

    private func text(_ format: ResultFormat, _ change: (inout RenderOptions) -> Void = { _ in }) throws -> String {
        var options = RenderOptions()
        change(&options)
        return try render(format.renderer(options), Self.sample.columns, [Self.sample.page])
    }

    @Test
    func theRegistryFindsFormatsByNameAndFile() {
        #expect(
            ResultFormats.names == [
                "table", "box", "vertical", "csv", "tsv", "json", "ndjson", "markdown", "html", "insert", "none",
            ]
        )
        #expect(ResultFormats.find("JSONL")?.name == "ndjson")
        #expect(ResultFormats.find("md")?.name == "markdown")
        #expect(ResultFormats.find("xml") == nil)
        for (file, name) in [
            ("a.csv", "csv"), ("/x.y/b.NDJSON", "ndjson"), ("c.csv.gz", "csv"), ("d.htm", "html"), ("e.sql", "insert"),
        ] {
            #expect(ResultFormats.forFileExtension(file)?.name == name, "\(file)")
        }
        for file in ["csv", "x.csv/y", "", "a.", "x.dat", ".gz"] {
            #expect(ResultFormats.forFileExtension(file) == nil, "\(file)")
        }
        let names = ResultFormats.all.flatMap(\.names)
        #expect(Set(names).count == names.count)
    }

    /// Numbers, which begin with a minus often enough, stay numbers.
    @Test
    func textsThatASpreadsheetWouldCalculateAreKeptFromIt() throws {
        let texts = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "=\"a\",b", "plain", "'=1", "", nil]
        var block = TsBlock(rows: texts.count)
        block.appendText(texts)
        block.columns.append(.int32(texts.map { _ in -1 }))
        let columns = [
            ResultColumn(name: "=name", type: .text, blockIndex: 0),
            ResultColumn(name: "n", type: .int32, blockIndex: 1),
        ]
        var options = RenderOptions()
        let faithful = try render(ResultFormat.csv.renderer(options), columns, [block.page])
        #expect(faithful.hasPrefix("=name,n\n=1+1,-1\n+1,-1\n"))
        options.csvSafe = true
        let safe = try render(ResultFormat.csv.renderer(options), columns, [block.page])
        let fields = [
            "'=1+1", "'+1", "'-1", "'@x", "'\t=1", "\"'\r=1\"", "\"'=\"\"a\"\",b\"", "plain", "'=1", "\"\"", "",
        ]
        #expect(safe == "'=name,n\n" + fields.map { "\($0),-1\n" }.joined())
    }

    @Test
    func tsvIsTheTextFormatOfPostgreSQL() throws {
        var block = TsBlock(rows: 5)
        block.appendText(["tab\there", "back\\slash\n\r\u{8}\u{c}\u{b}", nil, "", "\\N"])
        let columns = [
            ResultColumn(name: "a\tb", type: .text, blockIndex: 0), ResultColumn(name: "c", type: .text, blockIndex: 0),
        ]
        let rows = ["tab\\there", "back\\\\slash\\n\\r\\b\\f\\v", "\\N", "", "\\\\N"]
        let expected = rows.map { "\($0)\t\($0)\n" }.joined()
        #expect(
            try render(ResultFormat.tsv.renderer(RenderOptions()), columns, [block.page]) == "a\\tb\tc\n" + expected
        )
    }

    @Test
    func jsonIsOneArrayOfObjects() throws {
        #expect(
            try text(.json) == #"""
                [
                {"Time":"1970-01-01T00:00:00.000Z","root.d.i":1,"root.d.d":1.5,"root.d.`t x`":"a|b <\"x\">","root.e.b":"0xcafe","root.e.day":"2024-01-31"},
                {"Time":"1970-01-01T00:00:00.001Z","root.d.i":null,"root.d.d":null,"root.d.`t x`":"","root.e.b":null,"root.e.day":null},
                {"Time":"1970-01-01T00:00:00.002Z","root.d.i":9223372036854775807,"root.d.d":null,"root.d.`t x`":null,"root.e.b":"0x","root.e.day":"0001-01-01"}
                ]

                """#
        )
        let options = RenderOptions()
        #expect(try render(ResultFormat.json.renderer(options), Self.sample.columns, []) == "[\n\n]\n")
        #expect(try render(ResultFormat.json.renderer(options), [], []) == "[\n]\n")
    }

    @Test
    func jsonSaysSpecialNumbersAndBigOnesAsAsked() throws {
        let text = try text(.ndjson) {
            $0.jsonSpecial = .string
            $0.jsonBigint = .string
            $0.timeMode = .epoch
            $0.nullText = "X"
        }
        #expect(text.contains("{\"Time\":1,\"root.d.i\":null,\"root.d.d\":\"NaN\","))
        #expect(text.contains("{\"Time\":2,\"root.d.i\":\"9223372036854775807\",\"root.d.d\":null,"))
    }

    @Test
    func jsonNamesStandOnce() throws {
        var block = TsBlock(rows: 1)
        block.columns = [.int32([1])]
        let columns = ["s", "s", "s_2", "s"].map { ResultColumn(name: $0, type: .int32, blockIndex: 0) }
        let text = try render(ResultFormat.ndjson.renderer(RenderOptions()), columns, [block.page])
        #expect(text == "{\"s\":1,\"s_3\":1,\"s_2\":1,\"s_4\":1}\n")
    }

    @Test
    func markdownEscapesWhatItWouldActOn() throws {
        #expect(
            try text(.markdown) == #"""
                | Time | root.d.i | root.d.d | root.d.\`t x\` | root.e.b | root.e.day |
                | --- | ---: | ---: | --- | --- | --- |
                | 1970-01-01T00:00:00.000Z | 1 | 1.5 | a\|b \<"x"> | 0xcafe | 2024-01-31 |
                | 1970-01-01T00:00:00.001Z | *null* | NaN |  | *null* | *null* |
                | 1970-01-01T00:00:00.002Z | 9223372036854775807 | *null* | *null* | 0x | 0001-01-01 |

                """#
        )
    }

    @Test
    func htmlEscapesWhatItWouldActOn() throws {
        let text = try text(.html)
        #expect(text.hasPrefix("<table>\n<thead>\n<tr><th>Time</th><th>root.d.i</th>"))
        #expect(text.contains("<td>a|b &lt;&quot;x&quot;&gt;</td><td>0xcafe</td><td>2024-01-31</td></tr>\n"))
        #expect(text.contains("<td align=\"right\"><i>null</i></td><td align=\"right\">NaN</td><td></td>"))
        #expect(text.hasSuffix("</tbody>\n</table>\n"))
    }

    @Test
    func insertWritesAStatementForEachDeviceWithoutItsNulls() throws {
        #expect(
            try text(.insert) == """
                INSERT INTO root.d(time,i,d,`t x`) VALUES (0,1,1.5,'a|b <"x">');
                INSERT INTO root.e(time,b,day) VALUES (0,X'cafe','2024-01-31');
                INSERT INTO root.d(time,d,`t x`) VALUES (1,NaN,'');
                INSERT INTO root.d(time,i) VALUES (2,9223372036854775807);
                INSERT INTO root.e(time,b,day) VALUES (2,X'','0001-01-01');

                """
        )
    }

    @Test
    func insertTakesDevicesFromTheirColumn() throws {
        var block = TsBlock(rows: 2, times: [5, 6])
        block.appendText(["root.a.`o''n'e`", "root.b"])
        block.columns.append(.int32([1, nil]))
        let columns = [
            ResultColumn(name: "Time", type: .timestamp, blockIndex: -1),
            ResultColumn(name: "Device", type: .text, blockIndex: 0),
            ResultColumn(name: "my s", type: .int32, blockIndex: 1),
        ]
        let text = try render(ResultFormat.insert.renderer(RenderOptions()), columns, [block.page])
        #expect(text == "INSERT INTO root.a.`o''n'e`(time,`my s`) VALUES (5,1);\n")
    }

    @Test
    func insertIntoATableNamesIt() throws {
        let text = try text(.insert) {
            $0.dialect = .table
            $0.insertTarget = "db.t"
        }
        #expect(
            text.hasPrefix(
                "INSERT INTO db.t(\"Time\",\"root.d.i\",\"root.d.d\",\"root.d.`t x`\",\"root.e.b\",\"root.e.day\") VALUES "
                    + "(0,1,1.5,'a|b <\"x\">',X'cafe','2024-01-31');\n"
            )
        )
        #expect(text.contains(" VALUES (1,NULL,NaN,'',NULL,NULL);\n"))
    }

    @Test
    func insertRefusesWhatItCannotName() {
        let options = RenderOptions()
        let names = [["Time", "avg(root.a.s)"], ["a", "b"], ["Time", "root.a.*"]]
        for names in names {
            let columns = names.enumerated().map {
                ResultColumn(name: $1, type: $1 == "Time" ? .timestamp : .int32, blockIndex: $0)
            }
            #expect(throws: OutputError.self) { try render(ResultFormat.insert.renderer(options), columns, []) }
        }
        var table = options
        table.dialect = .table
        #expect(throws: OutputError.self) {
            try render(ResultFormat.insert.renderer(table), Self.sample.columns, [Self.sample.page])
        }
    }

    @Test
    func oneNullTextServesEveryFormat() throws {
        for format in ResultFormats.all where format.takesNullText && format.name != "none" {
            #expect(try text(format) { $0.nullText = "XYZ" }.contains("XYZ"), "\(format.name)")
        }
        for name in ["json", "ndjson", "insert"] { #expect(ResultFormats.find(name)?.takesNullText == false) }
        var block = TsBlock(rows: 2)
        block.appendText([nil, "X"])
        let columns = [ResultColumn(name: "a", type: .text, blockIndex: 0)]
        var options = RenderOptions()
        options.nullText = "X"
        #expect(try render(ResultFormat.csv.renderer(options), columns, [block.page]) == "a\nX\n\"X\"\n")
        #expect(try render(ResultFormat.tsv.renderer(options), columns, [block.page]) == "a\nX\n\\x58\n")
    }

    @Test
    func headerAndFooterAreLeftOutSeparately() throws {
        for (format, header, footer) in [
            (ResultFormat.table, "root.d.i", "(3 rows)"), (.box, "root.d.i", "(3 rows)"), (.csv, "root.d.i", nil),
            (.tsv, "root.d.i", nil), (.markdown, "root.d.i", nil), (.html, "root.d.i", nil),
        ] as [(ResultFormat, String, String?)] {
            let whole = try text(format)
            let bare = try text(format) { $0.noHeader = true }
            let tuples = try text(format) { $0.tuplesOnly = true }
            #expect(whole.contains(header) && !bare.contains(header) && !tuples.contains(header), "\(format.name)")
            if let footer {
                #expect(whole.contains(footer) && bare.contains(footer) && !tuples.contains(footer), "\(format.name)")
            }
        }
    }

    @Test
    func aBoxHasLinesOnAllSides() throws {
        var block = TsBlock(rows: 2)
        block.appendText(["abc", nil])
        block.columns.append(.int32([7, 123_456]))
        let columns = [
            ResultColumn(name: "t", type: .text, blockIndex: 0), ResultColumn(name: "n", type: .int32, blockIndex: 1),
        ]
        #expect(
            try render(ResultFormat.box.renderer(RenderOptions()), columns, [block.page]) == """
                ┌──────┬────────┐
                │  t   │   n    │
                ├──────┼────────┤
                │ abc  │      7 │
                │ null │ 123456 │
                └──────┴────────┘
                (2 rows)


                """
        )
    }

    @Test
    func noneWritesNothing() throws {
        #expect(try text(.discard).isEmpty)
    }
}
