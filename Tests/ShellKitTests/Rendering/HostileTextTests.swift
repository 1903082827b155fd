import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

/// Text from a server must not act on the terminal.
@Suite
struct HostileTextTests {
    @Test
    func hostileCellsAreShownNotObeyed() throws {
        let cells = [
            "\u{1b}[31mred\u{1b}[0m", "\u{1b}]0;title\u{7}", "tab\there", "cr\rhere", "nl\nhere", "nul\u{0}here",
            "bell\u{7}",
            "\u{202e}right-to-left\u{202c}", "\u{9b}31mC1", "汉字宽度", "é combining e\u{301}", "👩‍👩‍👧‍👦 family", "🇩🇪 flag",
            "zero\u{200b}width", "\u{feff}bom", "'; DROP --", "back\\slash", "\"quote\"", " lead trail ",
        ]
        var block = TsBlock(rows: cells.count)
        block.appendText(cells)
        block.columns.append(.int32(cells.indices.map { Int32($0) }))
        let columns = [
            ResultColumn(name: "s", type: .text, blockIndex: 0), ResultColumn(name: "n", type: .int32, blockIndex: 1),
        ]
        let text = try render(ResultFormat.table.renderer(RenderOptions()), columns, [block.page])
        #expect(
            text == #"""
                               s               | n  
                -------------------------------+----
                 \x1b[31mred\x1b[0m            |  0
                 \x1b]0;title\x07              |  1
                 tab\there                     |  2
                 cr\rhere                      |  3
                 nl\nhere                      |  4
                 nul\x00here                   |  5
                 bell\x07                      |  6
                 \u{202e}right-to-left\u{202c} |  7
                 \u{9b}31mC1                   |  8
                 汉字宽度                      |  9
                 é combining é                 | 10
                 👩‍👩‍👧‍👦 family                     | 11
                 🇩🇪 flag                       | 12
                 zero\u{200b}width             | 13
                 \u{feff}bom                   | 14
                 '; DROP --                    | 15
                 back\slash                    | 16
                 "quote"                       | 17
                  lead trail                   | 18
                (19 rows)


                """#
        )
        // Formats for machines keep every byte.
        let csv = try render(ResultFormat.csv.renderer(RenderOptions()), columns, [block.page])
        #expect(csv.contains("\u{1b}[31mred\u{1b}[0m,0\n"))
        #expect(csv.contains("\"nl\nhere\",4\n"))
    }

    @Test(
        arguments: [
            ([0xFF], "\\xff", 4), ([0xC3, 0x28], "\\xc3(", 5), ([0xE2, 0x82], "\\xe2\\x82", 8),
            ([0xC0, 0xAF], "\\xc0\\xaf", 8),
            ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80", 12), ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80", 16),
            ([0x61, 0xC2, 0x9B, 0x62], "a\\u{9b}b", 8), ([0x7F], "\\x7f", 4),
            ([0xF3, 0xA0, 0x81, 0x81], "\\u{e0041}", 9),
        ] as [([UInt8], String, Int)]
    )
    func bytesThatAreNoTextAreShown(bytes: [UInt8], expected: String, columns: Int) {
        var text = TextBuffer()
        let found = bytes.withUnsafeBytes { DisplayText.append($0, to: &text) }
        #expect(text.string == expected)
        #expect(found == columns)
    }

    @Test
    func aJoinerIsKeptBetweenEmojiOnly() {
        #expect(DisplayText.safe("👩‍👧") == "👩‍👧")
        #expect(DisplayText.safe("❤️‍🔥") == "❤️‍🔥")
        #expect(DisplayText.safe("a\u{200d}b") == "a\\u{200d}b")
        #expect(DisplayText.safe("👩\u{200d}") == "👩\\u{200d}")
        #expect(DisplayText.safe("1\u{200d}2") == "1\\u{200d}2")
    }

    /// Ways to make a terminal do something, each with 7-bit and 8-bit introducers and several endings.
    static let sequences: [String] = {
        let introducers = [
            "\u{1b}[", "\u{1b}]", "\u{1b}P", "\u{1b}_", "\u{1b}^", "\u{1b}X", "\u{1b}", "\u{9b}", "\u{9d}", "\u{90}",
            "\u{9f}", "\u{85}",
        ]
        let bodies = [
            "31m", "2J", "H", "6n", "c", ">c", "21t", "?1049h", "0;title", "8;;http://x/", "52;c;aGk=", "$q\"p",
            "1337;File=:", "5i",
        ]
        let endings = ["", "\u{7}", "\u{1b}\\", "\u{9c}"]
        return introducers.flatMap { start in bodies.flatMap { body in endings.map { start + body + $0 } } }
            + (0..<0x20).map { "\(Unicode.Scalar(UInt8($0)))" } + [
                "\u{7f}", "\u{2028}", "\u{2029}", "\u{200f}", "\u{2066}",
            ]
    }()

    @Test
    func noHostileSequenceReachesATable() throws {
        #expect(Self.sequences.count >= 300)
        for sequence in Self.sequences {
            var block = TsBlock(rows: 2)
            block.appendText([sequence, "x" + sequence + "é"])
            let columns = [ResultColumn(name: sequence, type: .text, blockIndex: 0)]
            for text in [
                try render(ResultFormat.table.renderer(RenderOptions()), columns, [block.page]),
                try render(ResultFormat.vertical.renderer(RenderOptions()), columns, [block.page]),
                DisplayText.safe(sequence) + "\n",
            ] {
                #expect(isHarmless(text), "\(sequence.debugDescription)")
            }
        }
    }

    @Test
    func aSequenceSplitOverCellsAndPagesStaysHarmless() throws {
        let parts = Self.sequences.joined().utf8.map { [$0] }
        var first = TsBlock(rows: parts.count)
        first.appendBytes(parts)
        let columns = [ResultColumn(name: "s", type: .string, blockIndex: 0)]
        #expect(
            isHarmless(try render(ResultFormat.table.renderer(RenderOptions()), columns, [first.page, first.page]))
        )
    }

    @Test
    func randomBytesAreHarmlessAndWellFormed() {
        var generator = SeededGenerator(seed: 17)
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            var text = TextBuffer()
            let columns = bytes.withUnsafeBytes { DisplayText.append($0, to: &text) }
            #expect(isHarmless(text.string) && columns >= 0)
            #expect(text.withBytes { String(validating: $0, as: UTF8.self) } != nil)
        }
    }

    /// No control character but the line feed, no C1, nothing that reorders or breaks lines.
    private func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: true
            case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }
}
