/// The search of Ctrl-R and Ctrl-S: each character makes the pattern longer, the entry shown is the nearest with it.
///
/// A value: keys go in, what to show comes out.
struct HistorySearch {
    /// What a key led to.
    enum Step: Equatable {
        /// The search goes on.
        case searching
        /// The entry is taken into the line, and the key does what it does there.
        case accepted(key: UInt32)
        /// The line as it was before.
        case cancelled
    }

    /// The entry found, else the line as it was.
    private(set) var line: LineBuffer
    /// Where the entry found stands in the history; nil before the first one.
    private(set) var position: Int?
    /// Whether nothing older (or newer) holds the pattern.
    private(set) var hasFailed = false
    private let original: LineBuffer
    private var pattern: [UInt32] = []
    private var isReverse: Bool
    /// The states before each key, for the erase key.
    private var earlier: [(line: LineBuffer, position: Int?, pattern: [UInt32], hasFailed: Bool)] = []

    /// Begins a search.
    init(from line: LineBuffer, reverse: Bool) {
        self.line = line
        original = line
        isReverse = reverse
    }

    /// What the row below the line says.
    var note: String {
        let failed = hasFailed ? "failed " : ""
        return "(\(failed)\(isReverse ? "reverse" : "forward") search) \(LineBuffer(pattern).string)"
    }

    /// The part of the line that the pattern found.
    var match: Range<Int>? {
        guard position != nil, !pattern.isEmpty else { return nil }
        return line.cursor..<min(line.cursor + pattern.count, line.text.count)
    }

    /// Takes a key.
    mutating func take(_ key: UInt32, in history: EntryHistory) -> Step {
        switch key {
        case 0x07: return .cancelled
        case 0x12, 0x13:
            earlier.append((line, position, pattern, hasFailed))
            isReverse = key == 0x12
            find(in: history, further: true)
        case 0x08, 0x7F:
            guard let last = earlier.popLast() else { return .searching }
            (line, position, pattern, hasFailed) = last
        case 0x20..<0x7F, 0xA0...:
            earlier.append((line, position, pattern, hasFailed))
            pattern.append(key)
            find(in: history, further: false)
        default: return .accepted(key: key)
        }
        return .searching
    }

    private mutating func find(in history: EntryHistory, further: Bool) {
        guard !pattern.isEmpty else { return }
        let needle = Array(LineBuffer(pattern).string.utf8)
        let start = position ?? (isReverse ? history.entries.count : -1)
        var index = start
        if further || !history.entries.indices.contains(index) { index += isReverse ? -1 : 1 }
        while history.entries.indices.contains(index) {
            if Self.contains(history.entries[index], needle) {
                show(history.text(at: index), at: index)
                return
            }
            index += isReverse ? -1 : 1
        }
        hasFailed = true
    }

    private mutating func show(_ text: [UInt32], at index: Int) {
        position = index
        hasFailed = false
        let place = text.indices.first { text[$0...].starts(with: pattern) } ?? 0
        line = LineBuffer(text, cursor: place)
    }

    private static func contains(_ entry: [UInt8], _ needle: [UInt8]) -> Bool {
        guard let first = needle.first, entry.count >= needle.count else { return false }
        for start in 0...(entry.count - needle.count) where entry[start] == first {
            if entry[start...].starts(with: needle) { return true }
        }
        return false
    }
}
