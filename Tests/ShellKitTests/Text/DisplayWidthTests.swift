import Testing

@testable import ShellKit

@Suite
struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("exactly8", 8), ("more than eight", 15), ("é", 1), ("e\u{301}", 1), ("汉字", 4),
        ("カタカナ", 8), ("ｶﾀｶﾅ", 4),
        ("ひらがな", 8), ("한국어", 6), ("\u{1112}\u{1161}\u{11AB}", 2), ("ＡＢＣ", 6), ("，。", 4), ("𠀀𠀁", 4), ("😀", 2), ("👍🏽", 2),
        ("👩‍👩‍👧‍👦", 2), ("❤️", 2), ("🌡️", 2), ("1️⃣", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("温度 25°C", 9), ("абв", 3), ("عربي", 4), ("हिन्दी", 5),
        ("a❤️b", 4), ("x1️⃣", 3),
    ])
    func columnsAreThoseOfATerminal(text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
    }

    @Test
    func theTableIsAscendingAndHasNoOverlaps() {
        var end: UInt32 = 0
        for range in EastAsianWidth.ranges {
            #expect(range.first > end)
            #expect(range.last >> 2 >= range.first)
            #expect([0, 2].contains(range.last & 3))
            end = range.last >> 2
        }
        #expect(end <= 0x10FFFF)
    }
}
