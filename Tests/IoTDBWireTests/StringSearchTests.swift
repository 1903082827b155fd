import IoTDBWire
import Testing

/// Search for one text in another, byte by byte.
@Suite struct StringSearchTests {
    @Test(arguments: [
        ("abcabc", "bc", "-", "a-a-"), ("aaa", "aa", "b", "ba"), ("abc", "", "-", "abc"), ("", "a", "-", ""),
        ("abc", "abc", "", ""), ("abc", "abcd", "-", "abc"), ("it's", "'", "'\\''", "it'\\''s"),
        ("aab", "ab", "-", "a-"), ("汉字汉", "汉", "x", "x字x"), ("\u{e9}e\u{301}", "e\u{301}", "-", "\u{e9}-"),
    ])
    func everyPlaceIsReplacedOnce(_ sample: (text: String, part: String, replacement: String, expected: String)) {
        let found = sample.text.replacing(bytesOf: sample.part, with: sample.replacement)
        #expect(Array(found.utf8) == Array(sample.expected.utf8))
    }

    @Test func differentlyComposedTextsAreDifferent() {
        #expect("caf\u{e9}" == "cafe\u{301}")
        #expect(!"caf\u{e9}".contains(bytesOf: "e\u{301}"))
        #expect("cafe\u{301}".contains(bytesOf: "e\u{301}"))
    }

    @Test func partsOfOtherTextsAreFoundWhereTheyAre() throws {
        let text = "one two one"
        let rest = text.dropFirst(1)
        let place = try #require(rest.range(ofBytes: "one"))
        #expect(text.distance(from: text.startIndex, to: place.lowerBound) == 8)
        #expect(rest.range(ofBytes: "onetwo") == nil)
    }
}
