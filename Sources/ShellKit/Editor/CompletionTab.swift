/// The story of a press of Tab: what it does with the answer, and what while the answer is awaited.
struct CompletionTab {
    /// What happens.
    enum Step: Equatable {
        /// Nothing fits, or the first of two presses: ring.
        case nothing
        /// The line becomes this one.
        case line(LineBuffer)
        /// These names are shown.
        case list([String])
    }

    /// Number of the answer that is awaited.
    private(set) var number = 0
    /// Whether the awaiting is said below the line.
    var showsNote = false
    private var awaitedFor: LineBuffer?
    /// The line on which Tab was pressed last and had nothing to insert: the next press lists.
    private var ambiguous: LineBuffer?

    /// An answer is awaited for this line; returns its number.
    mutating func begin(for line: LineBuffer) -> Int {
        number += 1
        (awaitedFor, showsNote) = (line, false)
        return number
    }

    /// Whether the answer for just this line is still awaited.
    func isFetching(for line: LineBuffer) -> Bool { awaitedFor == line }

    /// What the row below the line says.
    func note(for line: LineBuffer) -> String? {
        showsNote && isFetching(for: line) ? "fetching names…" : nil
    }

    /// Takes the answer at once.
    mutating func take(_ result: CompletionResult, for line: LineBuffer) -> Step {
        let isSecond = ambiguous == line
        return step(result, line, lists: isSecond)
    }

    /// Takes an answer that has made the user wait: then names are listed without a second press.
    mutating func takeLate(_ result: CompletionResult, for line: LineBuffer) -> Step {
        step(result, line, lists: true)
    }

    private mutating func step(_ result: CompletionResult, _ line: LineBuffer, lists: Bool) -> Step {
        (awaitedFor, showsNote, ambiguous) = (nil, false, nil)
        switch CompletionStep(result, typed: line.stringBeforeCursor) {
        case .none: return .nothing
        case .replace(let count, let text):
            var line = line
            line.remove(line.cursor - count..<line.cursor)
            line.insert(text.unicodeScalars.map(\.value))
            return .line(line)
        case .list(let names):
            if lists { return .list(names) }
            ambiguous = line
            return .nothing
        }
    }
}
