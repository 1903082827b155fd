import Testing

@testable import ShellKit

@Suite struct JSONLinesParserTests {
    @Test func putsFieldsInTheOrderOfTheKeys() {
        var parser = JSONLinesParser()
        let text =
            "{\"Time\":1,\"s\":\"a\\nb\\u00e9\\ud83d\\ude00\",\"d\":1.5e3}\n{\"d\":null,\"Time\":2}\n\n{ \"s\" : \"\" , \"Time\":3, \"x\":true}\r\n"
        #expect(
            parser.parse(text) == [
                ParsedRecord(1, ["1", "\"a\nbé😀\"", "1.5e3"]), ParsedRecord(2, ["2", nil, nil]),
                ParsedRecord(4, ["3", "\"\"", nil, "true"]),
            ]
        )
        #expect(parser.keys == ["Time", "s", "d", "x"])
    }

    @Test(arguments: [
        ("{\"a\":1", "} expected"), ("{\"a\" 1}", ": expected"), ("[1]", "{ expected"),
        ("{\"a\":}", "a value expected"),
        ("{\"a\":[1]}", "an object or array cannot be a value"), ("{\"a\":1} x", "text behind the object"),
        ("{\"a\":\"x", "a text that is never closed"), ("{\"a\":1,\"a\":2}", "a key that occurs twice"),
        ("{\"a\":\"\\ud800\"}", "half a character"), ("{\"a\":\"\\q\"}", "an escape that JSON does not have"),
        ("{\"a\":012x}", "a value expected"),
    ])
    func namesWhatIsWrong(text: String, reason: String) {
        var parser = JSONLinesParser()
        guard case .json(let found, let column)? = parser.parse(text + "\n").first?.fault else {
            Issue.record("no fault in \(text)")
            return
        }
        #expect(found == reason)
        #expect(column >= 1 && column <= text.utf8.count + 1)
    }

    @Test func refusesAKeyThatIsNotKnown() {
        var parser = JSONLinesParser(keys: ["Time", "s"])
        let records = parser.parse("{\"Time\":1,\"s\":2}\n{\"Time\":1,\"t\":2}\n")
        #expect(records[0] == ParsedRecord(1, ["1", "2"]))
        #expect(records[1].fault != nil)
    }
}
