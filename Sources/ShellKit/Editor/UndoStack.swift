/// What the line was before each change.
///
/// Characters typed one after the other are one change, up to the next blank.
struct UndoStack {
    private static let limit = 200
    /// Lines longer than this are not kept: each change would copy them.
    private static let largestLine = 100_000

    private var lines: [LineBuffer] = [LineBuffer()]
    private var isTyping = false

    /// Takes the line as it is now; called before each wait for a key.
    mutating func note(_ line: LineBuffer) {
        guard let last = lines.last, line.text.count <= Self.largestLine else { return }
        if line.text == last.text {
            lines[lines.count - 1] = line
            return
        }
        let continues = isTyping && Self.isTyped(line, after: last)
        isTyping = Self.isTyped(line, after: last)
        if continues {
            lines[lines.count - 1] = line
            return
        }
        lines.append(line)
        if lines.count > Self.limit { lines.removeFirst() }
    }

    /// The line before the last change; nil when there is none.
    mutating func undo() -> LineBuffer? {
        guard lines.count > 1 else { return nil }
        lines.removeLast()
        isTyping = false
        return lines.last
    }

    private static func isTyped(_ line: LineBuffer, after last: LineBuffer) -> Bool {
        guard line.text.count == last.text.count + 1, line.cursor == last.cursor + 1 else { return false }
        return line.text[last.cursor] != 0x20
    }
}
