import Testing

@testable import ShellKit

@Suite struct KeyDecoderTests {
    /// Feeds text, then silence; control characters are the keys of the text itself.
    private func items(_ text: String, leaving: Set<String> = []) -> [KeyDecoder.Item] {
        var decoder = KeyDecoder()
        decoder.isLeftToUser = { leaving.contains($0) }
        var items: [KeyDecoder.Item] = []
        for scalar in text.unicodeScalars {
            decoder.feed(scalar.value)
            while let item = decoder.next() { items.append(item) }
        }
        while decoder.patience != nil { decoder.silence() }
        while let item = decoder.next() { items.append(item) }
        return items
    }

    private func keys(_ text: String) -> [KeyDecoder.Item] { text.unicodeScalars.map { .key($0.value) } }
    private func paste(_ text: String) -> KeyDecoder.Item { .paste(text.unicodeScalars.map(\.value)) }
    private let start = "\u{1B}[200~"
    private let end = "\u{1B}[201~"

    @Test func charactersAreKeys() {
        #expect(items("a温\u{3}\r") == keys("a温\u{3}\r"))
    }

    @Test(arguments: [
        ("[A", KeyCode.up), ("OA", .up), ("[1~", .home), ("OF", .end), ("[1;5D", .wordLeft), ("[3~", .delete),
        ("[3;5~", .deleteWord), ("[1;3C", .wordRight), ("[5~", .pageUp),
    ])
    func sequencesAreKeys(_ sequence: String, _ code: KeyCode) {
        #expect(items("x\u{1B}\(sequence)y") == keys("x") + [.key(code.rawValue)] + keys("y"))
    }

    @Test func escapeAloneIsAKeyOnceSilenceFollows() {
        var decoder = KeyDecoder()
        decoder.feed(0x1B)
        #expect(decoder.next() == nil)
        #expect(decoder.patience == 25)
        decoder.silence()
        #expect(decoder.next() == .key(0x1B))
        #expect(decoder.patience == nil)
    }

    @Test(arguments: ["\u{1B}b", "\u{1B}\u{7F}", "\u{1B}Ox", "\u{1B}[", "\u{1B}[1;", "\u{1B}[1;温", "\u{1B}\u{1B}"])
    func whatIsNoSequenceComesAsItIs(_ text: String) {
        #expect(items(text) == keys(text))
    }

    @Test(arguments: ["\u{1B}[15~", "\u{1B}[I", "\u{1B}[?62;c", "\u{1B}[77777~", "\u{1B}[201~"])
    func sequencesWithoutMeaningInsertNothing(_ text: String) {
        #expect(items(text + "a") == [.unknownKey] + keys("a"))
    }

    @Test func aSequenceThatTheUserHasBoundComesAsItIs() {
        #expect(items("\u{1B}[15~", leaving: ["[15~"]) == keys("\u{1B}[15~"))
        #expect(items("\u{1B}[A", leaving: ["[A"]) == keys("\u{1B}[A"))
    }

    @Test func codePointsOfKeysCannotBeTyped() {
        #expect(items("\u{80}\u{9F}") == keys("\u{FFFD}\u{FFFD}"))
    }

    @Test func aPasteIsTextAndTheKeysRightBehindItAreKeys() {
        #expect(items("x\(start)a\rb\t\(end)\r") == keys("x") + [paste("a\nb\t")] + keys("\r"))
        #expect(items("\(start)a\(end)\u{1B}[Ab") == [paste("a"), .key(KeyCode.up.rawValue)] + keys("b"))
    }

    /// Whatever a paste holds, the marker that the terminal itself sends is the last one.
    @Test(arguments: [
        "\u{1B}[201~\r", "\u{3}\r", "\u{1B}[201~\u{3}evil\r", "\u{1B}[201~\r\u{1B}[200~", "\u{4}\u{1B}[A",
    ])
    func nothingOfAPasteIsAKey(_ attack: String) {
        let items = items("\(start)a\(attack)b\(end)")
        #expect(items.count == 1)
        guard case .paste(let text)? = items.first else { return }
        #expect(!text.contains { $0 < 0x20 && $0 != 0x0A })
    }

    @Test func aPasteOfMegabytesTakesLinearTime() {
        let text = String(repeating: "select 1;\u{1B}[201~", count: 20_000)
        #expect(items(start + text + end).count == 1)
    }
}
