import IoTDBTesting
import Testing

@testable import ShellKit

@Suite struct DelimitedParserTests {
    private func parse(_ text: String, pieces: Int = 1 << 20) -> [ParsedRecord] {
        var parser = DelimitedParser()
        return parser.parse(text, pieces: pieces)
    }

    @Test func readsFieldsOfEveryForm() {
        #expect(
            parse("a,,\"\",\"x\"\"y\",\"1\n2\"\nb\n") == [
                ParsedRecord(1, ["a", "", "\"\"", "\"x\"y\"", "\"1\n2\""]), ParsedRecord(3, ["b"]),
            ]
        )
    }

    @Test func takesEveryLineEndAndPassesOverEmptyLines() {
        #expect(
            parse("a,b\r\n\r\n\nc,\"d\"\r\ne") == [
                ParsedRecord(1, ["a", "b"]), ParsedRecord(4, ["c", "\"d\""]), ParsedRecord(5, ["e"]),
            ]
        )
        #expect(parse("a,") == [ParsedRecord(1, ["a", ""])])
        #expect(parse("") == [])
        #expect(parse("\n") == [])
    }

    @Test func passesOverAByteOrderMark() {
        #expect(parse("\u{FEFF}Time,a\n1,2\n") == [ParsedRecord(1, ["Time", "a"]), ParsedRecord(2, ["1", "2"])])
    }

    @Test func keepsQuotesInsideBareFields() {
        #expect(parse("a\"b,5' 3\"\n") == [ParsedRecord(1, ["a\"b", "5' 3\""])])
    }

    @Test func namesWhatIsWrongWithQuotes() {
        #expect(parse("a\nb,\"c\nd") == [ParsedRecord(1, ["a"]), ParsedRecord(2, [], .openQuote(line: 2))])
        #expect(
            parse("\"a\"b,c\nd\n") == [
                ParsedRecord(1, [], .textBehindQuote(field: 1)), ParsedRecord(2, ["d"]),
            ]
        )
    }

    @Test(arguments: [1, 2, 3, 5, 7, 16])
    func findsTheSameInPiecesOfAnySize(size: Int) {
        let text =
            "\u{FEFF}Time,\"a,b\",c\r\n1,\"x\"\"y\",\r\n2,\"line\nbreak\",\"\"\n\"a\"b\n3,,\"long field of many bytes\"\n"
        #expect(parse(text, pieces: size) == parse(text))
        var one = DelimitedParser(quoting: .backslash)
        var other = DelimitedParser(quoting: .backslash)
        let official = "Time,s\r\n1,\"a\\,b\\n\\\\\"\r\n2,\"\"q\"\"\r\n3,\"\"\r\n"
        #expect(one.parse(official, pieces: size) == other.parse(official))
    }

    @Test func readsTheFilesOfTheOfficialTool() {
        var parser = DelimitedParser(quoting: .backslash)
        let text = "1,,\"x\"y\",\"a\\,b\"\r\n2,\"\",\"line\\nbreak\",\"back\\\\slash\"\r\n3,\"\"quoted\"\",\"\",\r\n"
        #expect(
            parser.parse(text) == [
                ParsedRecord(1, ["1", "", "\"x\"y\"", "\"a,b\""]),
                ParsedRecord(2, ["2", "\"\"", "\"line\nbreak\"", "\"back\\slash\""]),
                ParsedRecord(3, ["3", "\"\"quoted\"\"", "\"\"", ""]),
            ]
        )
    }

    @Test func readsTabSeparatedValuesAsPostgreSQLWritesThem() {
        var parser = DelimitedParser(delimiter: UInt8(ascii: "\t"), quoting: .postgres(null: Array("\\N".utf8)))
        #expect(
            parser.parse("a\t\\N\t\t\\\\N\nx\\ty\t\\x6eull\t\"q\"\t\\n\n") == [
                ParsedRecord(1, ["a", nil, "", "\\N"]), ParsedRecord(2, ["x\ty", "null", "\"q\"", "\n"]),
            ]
        )
    }

    @Test func refusesARecordThatIsTooLongAndGoesOnBehindIt() {
        let long = "x," + String(repeating: "y", count: RecordReading.longestRecord) + "\n"
        var parser = DelimitedParser()
        let records = parser.parse("a,b\n\(long)c,d\n", pieces: 100_000)
        #expect(
            records == [
                ParsedRecord(1, ["a", "b"]), ParsedRecord(2, [], .tooLong), ParsedRecord(3, ["c", "d"]),
            ]
        )
    }

    @Test func refusesARecordOfTooManyFieldsAndGoesOnBehindIt() {
        let wide = String(repeating: ",", count: 3 * RecordReading.mostFields) + "\n"
        var parser = DelimitedParser()
        let records = parser.parse("a,b\n\(wide)c,d\n", pieces: 100_000)
        #expect(
            records == [
                ParsedRecord(1, ["a", "b"]), ParsedRecord(2, [], .tooManyFields), ParsedRecord(3, ["c", "d"]),
            ]
        )
    }

    @Test func countsTheLinesOfARefusedRecord() {
        let long = "x,\"" + String(repeating: "12345678\n", count: RecordReading.longestRecord / 9 + 1) + "\"\n"
        var parser = DelimitedParser()
        let records = parser.parse("\(long)c\n", pieces: 1_000_000)
        #expect(
            records == [
                ParsedRecord(1, [], .tooLong), ParsedRecord(RecordReading.longestRecord / 9 + 3, ["c"]),
            ]
        )
    }

    @Test func neverTrapsOnRubbish() {
        var generator = SeededGenerator(seed: 14)
        let bytes: [UInt8] = Array("\",\n\r\\\tab1.5-Zx{}[]:eE+ \u{FEFF}é".utf8) + [0, 0xFF, 0xC3]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
                bytes.randomElement(using: &generator)!
            }
            let size = Int.random(in: 1...20, using: &generator)
            for quoting in [DelimitedParser.Quoting.rfc4180, .backslash, .postgres(null: Array("\\N".utf8))] {
                var (parser, whole) = (DelimitedParser(quoting: quoting), DelimitedParser(quoting: quoting))
                #expect(parser.parse(text, pieces: size) == whole.parse(text))
            }
            var (parser, whole) = (JSONLinesParser(), JSONLinesParser())
            #expect(parser.parse(text, pieces: size).count == whole.parse(text).count)
        }
    }
}
