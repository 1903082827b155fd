/// What lies behind the line while it is edited: history, cuts, changes.
///
/// A value; commands make a new line of the old one.
struct EditState {
    /// The entries of the arrow keys.
    var history = EntryHistory()
    private var kills = KillRing()
    private var changes = UndoStack()
    /// The last insertion of ``EditCommand/lastWordOfEntry``: the line it left, what it put in, from which entry.
    private var lastWord: (line: LineBuffer, range: Range<Int>, distance: Int)?

    /// Begins with a new line.
    mutating func begin() {
        history.begin()
        changes = UndoStack()
        lastWord = nil
    }

    /// Takes the line before each wait for a key, for undoing.
    mutating func note(_ line: LineBuffer) {
        changes.note(line)
    }

    /// The line that a command makes; nil when there is nothing it could do.
    mutating func perform(_ command: EditCommand, on line: LineBuffer, suggestion: [UInt32]) -> LineBuffer? {
        switch command {
        case .previousEntry: history.move(by: -1, from: line.text).map { LineBuffer($0) }
        case .nextEntry: history.move(by: 1, from: line.text).map { LineBuffer($0) }
        case .oldestEntry: history.moveToEnd(oldest: true, from: line.text).map { LineBuffer($0) }
        case .newestEntry: history.moveToEnd(oldest: false, from: line.text).map { LineBuffer($0) }
        case .previousMatchingEntry: matchingEntry(line, older: true)
        case .nextMatchingEntry: matchingEntry(line, older: false)
        case .lastWordOfEntry: insertLastWord(line)
        case .forward: suggestion.isEmpty ? moved(line, to: line.nextCharacter) : extended(line, by: suggestion[...])
        case .backward: moved(line, to: line.previousCharacter)
        case .forwardWord:
            suggestion.isEmpty
                ? moved(line, to: line.nextWord)
                : extended(line, by: suggestion[..<LineBuffer.wordEnd(in: suggestion, from: 0)])
        case .backwardWord: moved(line, to: line.previousWord)
        case .lineStart: moved(line, to: 0) ?? line
        case .lineEnd:
            suggestion.isEmpty ? moved(line, to: line.text.count) ?? line : extended(line, by: suggestion[...])
        case .deleteNext: deleted(line, line.cursor..<line.nextCharacter)
        case .deletePrevious: deleted(line, line.previousCharacter..<line.cursor)
        case .killToEnd: kill(line, line.cursor..<line.text.count, .append)
        case .killToStart: kill(line, 0..<line.cursor, .prepend)
        case .killWord: kill(line, line.cursor..<line.nextWord, .append)
        case .killPreviousWord: kill(line, line.previousWord..<line.cursor, .prepend)
        case .killPreviousBlankWord: kill(line, line.previousBlankWord..<line.cursor, .prepend)
        case .yank: kills.yank(into: line)
        case .yankOlder: kills.yankOlder(in: line)
        case .undo: undone(line)
        }
    }

    private func moved(_ line: LineBuffer, to place: Int) -> LineBuffer? {
        guard place != line.cursor else { return nil }
        return LineBuffer(line.text, cursor: place)
    }

    private func extended(_ line: LineBuffer, by text: ArraySlice<UInt32>) -> LineBuffer {
        var line = line
        line.insert(Array(text))
        return line
    }

    private func deleted(_ line: LineBuffer, _ range: Range<Int>) -> LineBuffer? {
        guard !range.isEmpty else { return nil }
        var line = line
        line.remove(range)
        return line
    }

    private mutating func kill(_ line: LineBuffer, _ range: Range<Int>, _ side: KillRing.Side) -> LineBuffer? {
        guard !range.isEmpty else { return nil }
        var shorter = line
        kills.kill(shorter.remove(range), side, before: line, after: shorter)
        return shorter
    }

    private mutating func undone(_ line: LineBuffer) -> LineBuffer? {
        changes.note(line)
        return changes.undo()
    }

    private mutating func matchingEntry(_ line: LineBuffer, older: Bool) -> LineBuffer? {
        let prefix = Array(line.stringBeforeCursor.utf8)
        guard let index = history.entry(beginningWith: prefix, from: history.position, older: older) else { return nil }
        return history.move(to: index, from: line.text).map { LineBuffer($0, cursor: line.cursor) }
    }

    private mutating func insertLastWord(_ line: LineBuffer) -> LineBuffer? {
        var longer = line
        var distance = 1
        if let last = lastWord, last.line == line {
            distance = last.distance + 1
            longer.remove(last.range)
        }
        guard let word = history.lastWord(ofEntryBack: distance) else { return nil }
        let start = longer.cursor
        longer.insert(word)
        lastWord = (longer, start..<longer.cursor, distance)
        return longer
    }
}
