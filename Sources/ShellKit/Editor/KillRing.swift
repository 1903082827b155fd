/// What was cut from the line, to be put back with Ctrl-Y and turned with Alt-Y.
struct KillRing {
    /// Where cut text goes when it follows another cut directly.
    enum Side {
        /// Behind what was cut before: the text lay behind the cursor.
        case append
        /// In front of it.
        case prepend
    }

    private static let limit = 30
    private var entries: [[UInt32]] = []
    private var index = 0
    /// The line that the last cut left behind.
    private var lineAfterKill: LineBuffer?
    /// The line that the last yank left behind, and which part of it was put in.
    private var lineAfterYank: (line: LineBuffer, range: Range<Int>)?

    /// Notes a cut; `before` and `after` are the line around it.
    mutating func kill(_ text: [UInt32], _ side: Side, before: LineBuffer, after: LineBuffer) {
        guard !text.isEmpty else { return }
        if lineAfterKill == before, let last = entries.popLast() {
            entries.append(side == .append ? last + text : text + last)
        } else {
            entries.append(text)
            if entries.count > Self.limit { entries.removeFirst() }
        }
        lineAfterKill = after
        index = entries.count - 1
    }

    /// The line with the newest cut in it; nil when nothing was cut.
    mutating func yank(into line: LineBuffer) -> LineBuffer? {
        guard let text = entries.last else { return nil }
        index = entries.count - 1
        return put(text, into: line)
    }

    /// The line with the cut before it instead; nil unless the line is as a yank left it.
    mutating func yankOlder(in line: LineBuffer) -> LineBuffer? {
        guard let yanked = lineAfterYank, yanked.line == line, !entries.isEmpty else { return nil }
        index = (index + entries.count - 1) % entries.count
        var line = line
        line.remove(yanked.range)
        return put(entries[index], into: line)
    }

    private mutating func put(_ text: [UInt32], into line: LineBuffer) -> LineBuffer {
        var line = line
        let start = line.cursor
        line.insert(text)
        lineAfterYank = (line, start..<line.cursor)
        return line
    }
}
