import Testing

@testable import ShellKit

@Suite struct EditStateTests {
    /// Does commands one after the other on a text in which `|` is the cursor; what cannot be done changes nothing.
    private func edit(
        _ text: String,
        _ commands: EditCommand...,
        history: [String] = [],
        suggestion: String = ""
    ) -> String {
        var state = EditState()
        for entry in history { state.history.add(entry) }
        state.begin()
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { $0.unicodeScalars.map(\.value) }
        var line = LineBuffer(parts[0] + (parts.count > 1 ? parts[1] : []), cursor: parts[0].count)
        for command in commands {
            state.note(line)
            line = state.perform(command, on: line, suggestion: suggestion.unicodeScalars.map(\.value)) ?? line
        }
        return line.stringBeforeCursor + "|" + line.stringAfterCursor
    }

    @Test func cutsAsReadlineDoes() {
        #expect(edit("abc|def", .killToStart) == "|def")
        #expect(edit("abc|def", .killToEnd) == "abc|")
        #expect(edit("from root.sg1.d1  |x", .killPreviousBlankWord) == "from |x")
        #expect(edit("from root.sg1|", .killPreviousWord) == "from root.|")
        #expect(edit("a |root.sg1", .killWord) == "a |.sg1")
        #expect(edit("|", .killWord) == "|")
    }

    @Test func whatWasCutComesBack() {
        #expect(edit("abc|def", .killToStart, .yank, .yank) == "abcabc|def")
        #expect(edit("a b c|", .killPreviousBlankWord, .killPreviousBlankWord, .yank) == "a b c|")
        #expect(edit("a b|cd", .killToEnd, .backward, .killToStart, .yank, .yankOlder) == "cd|b")
        #expect(edit("ab|", .yankOlder) == "ab|")
    }

    @Test func movesByWhatTheReaderTakesForOneCharacter() {
        #expect(edit("e\u{301}|x", .backward) == "|e\u{301}x")
        #expect(edit("|👨‍👩‍👧x", .forward) == "👨‍👩‍👧|x")
        #expect(edit("a🇩🇪|", .deletePrevious) == "a|")
        #expect(edit("|温度", .deleteNext) == "|度")
        #expect(edit("温度 计|", .backwardWord, .backwardWord) == "|温度 计")
        #expect(edit("|abc", .backward) == "|abc")
    }

    @Test func undoesOneChangeAfterTheOther() {
        #expect(edit("a b c|", .killPreviousWord, .killPreviousWord, .undo) == "a b |")
        #expect(edit("a b c|", .killPreviousWord, .killPreviousWord, .undo, .undo) == "a b c|")
        #expect(edit("|", .undo) == "|")
    }

    @Test func typedCharactersAreUndoneWordByWord() {
        var changes = UndoStack()
        for end in 1..."select x".count { changes.note(LineBuffer(String("select x".prefix(end)))) }
        #expect(changes.undo()?.string == "select ")
        #expect(changes.undo()?.string == "select")
        #expect(changes.undo()?.string == "")
        #expect(changes.undo() == nil)
    }

    @Test func walksThroughTheHistoryAndKeepsWhatWasChangedOnTheWay() {
        var state = EditState()
        for entry in ["one", "two"] { state.history.add(entry) }
        state.begin()
        func go(_ command: EditCommand, _ text: String) -> String? {
            state.perform(command, on: LineBuffer(text), suggestion: [])?.string
        }
        #expect(go(.previousEntry, "new") == "two")
        #expect(go(.previousEntry, "two changed") == "one")
        #expect(go(.previousEntry, "one") == nil)
        #expect(go(.nextEntry, "one") == "two changed")
        #expect(go(.nextEntry, "two changed") == "new")
        #expect(go(.nextEntry, "new") == nil)
        #expect(go(.oldestEntry, "new") == "one")
        #expect(go(.newestEntry, "one") == "new")
        state.begin()
        #expect(go(.previousEntry, "") == "two")
    }

    @Test func goesToEntriesThatBeginLikeTheLine() {
        let history = ["select a", "show b", "select c"]
        #expect(edit("se|", .previousMatchingEntry, history: history) == "se|lect c")
        #expect(edit("se|", .previousMatchingEntry, .previousMatchingEntry, history: history) == "se|lect a")
        #expect(edit("x|", .previousMatchingEntry, history: history) == "x|")
    }

    @Test func takesTheLastWordOfEarlierEntries() {
        let history = ["select * from root.a;", "show root.b ;"]
        #expect(edit("x |", .lastWordOfEntry, history: history) == "x root.b|")
        #expect(edit("x |", .lastWordOfEntry, .lastWordOfEntry, history: history) == "x root.a|")
        #expect(edit("x |", .lastWordOfEntry) == "x |")
    }

    @Test func takesASuggestionAtTheEndOfTheLineOnly() {
        #expect(edit("sel|", .forward, suggestion: "ect 1 + 2") == "select 1 + 2|")
        #expect(edit("sel|", .lineEnd, suggestion: "ect 1 + 2") == "select 1 + 2|")
        #expect(edit("sel|", .forwardWord, .forwardWord, suggestion: "ect 1") == "selectect|")
        #expect(edit("se|l", .forward) == "sel|")
        #expect(edit("se|l", .lineEnd) == "sel|")
    }

    @Test func suggestsTheRestOfTheNewestEntry() {
        var history = EntryHistory()
        for entry in ["select old", "select new", "show", "ạ"] { history.add(entry) }
        func rest(_ line: String) -> String? { history.suggestion(for: Array(line.utf8)).map { LineBuffer($0).string } }
        #expect(rest("sel") == "ect new")
        #expect(rest("select o") == "ld")
        #expect(rest("show") == nil)
        #expect(rest("") == nil)
        #expect(rest("  ") == nil)
        // The rest would be a mark on the line's last letter.
        #expect(rest("a") == nil)
    }

    @Test func keepsSoManyEntriesAndNoneThatIsHuge() {
        var history = EntryHistory(limit: 100)
        for number in 0..<1000 { history.add("\(number)") }
        history.add("999")
        history.add(String(repeating: "x", count: EntryHistory.largestEntry + 1))
        #expect(history.entries.count <= 100)
        #expect(history.entries.count >= 90)
        #expect(history.entries.last == Array("999".utf8))
        var large = EntryHistory()
        for number in 0..<100 { large.add(String(repeating: "\(number % 10)", count: 1 << 19)) }
        #expect(large.entries.reduce(0) { $0 + $1.count } <= 16 << 20)
    }
}

@Suite struct HistorySearchTests {
    private func history() -> EntryHistory {
        var history = EntryHistory()
        for entry in ["select 温度", "show databases", "select humidity"] { history.add(entry) }
        return history
    }

    @Test func findsOlderAndOlderEntries() {
        var search = HistorySearch(from: LineBuffer("typed"), reverse: true)
        let history = history()
        for key in "sel".unicodeScalars { #expect(search.take(key.value, in: history) == .searching) }
        #expect(search.note == "(reverse search) sel")
        #expect(search.line.string == "select humidity")
        #expect(search.match == 0..<3)
        #expect(search.take(0x12, in: history) == .searching)
        #expect(search.line.string == "select 温度")
        #expect(search.take(0x12, in: history) == .searching)
        #expect(search.note == "(failed reverse search) sel")
        #expect(search.take(0x7F, in: history) == .searching)
        #expect(search.note == "(reverse search) sel")
        #expect(search.take(0x13, in: history) == .searching)
        #expect(search.line.string == "select humidity")
        #expect(search.note == "(forward search) sel")
    }

    @Test func theCursorIsAtWhatWasFound() {
        var search = HistorySearch(from: LineBuffer(), reverse: true)
        #expect(search.take(0x5EA6, in: history()) == .searching)
        #expect(search.line == LineBuffer("select 温度".unicodeScalars.map(\.value), cursor: 8))
    }

    @Test func controlGLeavesEverythingAsItWas() {
        var search = HistorySearch(from: LineBuffer("typed"), reverse: true)
        #expect(search.take(0x73, in: history()) == .searching)
        #expect(search.take(0x07, in: history()) == .cancelled)
    }

    @Test(arguments: [0x0D, 0x1B, KeyCode.up.rawValue, 0x01])
    func anotherKeyTakesTheEntry(_ key: UInt32) {
        var search = HistorySearch(from: LineBuffer(), reverse: true)
        #expect(search.take(0x64, in: history()) == .searching)
        #expect(search.take(key, in: history()) == .accepted(key: key))
        #expect(search.position == 2)
    }
}
