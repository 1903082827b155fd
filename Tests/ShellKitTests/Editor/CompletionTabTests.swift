import Testing

@testable import ShellKit

@Suite struct CompletionTabTests {
    private let line = LineBuffer("from root.a")

    private func result(_ candidates: String...) -> CompletionResult {
        CompletionResult(replaceCount: 6, candidates: candidates)
    }

    @Test func insertsWhatIsCommonAndListsTheLastLevelAtTheSecondPress() {
        var tab = CompletionTab()
        let answer = result("root.abc.x", "root.abc.y")
        #expect(tab.take(answer, for: line) == .line(LineBuffer("from root.abc.")))
        let longer = LineBuffer("from root.abc.")
        let same = CompletionResult(replaceCount: 9, candidates: answer.candidates)
        #expect(tab.take(same, for: longer) == .nothing)
        #expect(tab.take(same, for: longer) == .list(["x", "y"]))
        #expect(tab.take(same, for: longer) == .nothing)
    }

    @Test func dotsInQuotesDivideNothing() {
        var tab = CompletionTab()
        let answer = CompletionResult(replaceCount: 9, candidates: ["root.`a.b", "root.`a.c"])
        #expect(tab.takeLate(answer, for: LineBuffer("root.`a.")) == .list(["`a.b", "`a.c"]))
    }

    @Test func anAnswerThatComesLateIsListedAtOnce() {
        var tab = CompletionTab()
        let number = tab.begin(for: line)
        #expect(number == tab.number)
        #expect(tab.note(for: line) == nil)
        tab.showsNote = true
        #expect(tab.note(for: line) == "fetching names…")
        #expect(tab.note(for: LineBuffer("other")) == nil)
        #expect(tab.takeLate(result("root.a", "root.ab"), for: line) == .list(["a", "ab"]))
        #expect(tab.note(for: line) == nil)
    }

    @Test func nothingFits() {
        var tab = CompletionTab()
        #expect(tab.take(result(), for: line) == .nothing)
    }

    @Test func namesAreListedInColumnsFilledDownwards() {
        #expect(ColumnList.text(["a", "bb", "c"], columns: 8, rows: 24) == "a   c\r\nbb\r\n")
        #expect(ColumnList.text(["温度", "x"], columns: 80, rows: 24) == "温度  x\r\n")
    }

    @Test(arguments: ["\u{202E}", "\u{2066}", "\u{2028}", "\u{200B}", "\u{E0041}", "\u{1B}", "\n", "\u{9B}"])
    func hostileNamesAreEscapedInTheList(_ scalar: String) {
        let text = ColumnList.text(["a\(scalar)b", "c"], columns: 80, rows: 24)
        #expect(!text.dropLast(2).unicodeScalars.contains(scalar.unicodeScalars.first ?? "?"))
        #expect(text.contains("c\r\n"))
    }

    @Test func manyNamesAreCutAndCounted() {
        let names = (0..<250).map { "name\($0)" }
        let text = ColumnList.text(names, columns: 80, rows: 50)
        #expect(text.hasSuffix("… and 150 more\r\n"))
        #expect(text.contains("name99"))
        #expect(!text.contains("name100"))
        let narrow = ColumnList.text(names, columns: 10, rows: 10)
        #expect(narrow.split(separator: "\r\n").count == 8)
        #expect(narrow.hasSuffix("… and 243 more\r\n"))
    }

    @Test func aNameWiderThanTheWindowIsCut() {
        #expect(ColumnList.text(["abcdefghij"], columns: 6, rows: 24) == "abcde…\r\n")
    }
}
