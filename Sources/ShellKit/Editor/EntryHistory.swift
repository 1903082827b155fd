/// The entries that the arrow keys walk through.
///
/// What is changed in a recalled entry stays changed until a line is entered, as in readline.
struct EntryHistory {
    /// Larger entries are not kept, neither here nor in the file.
    static let largestEntry = 1 << 20
    /// Bytes of all entries together.
    private static let largestTotal = 16 << 20

    private let limit: Int
    /// Oldest first.
    private(set) var entries: [[UInt8]] = []
    private var totalBytes = 0
    /// `entries.count` while the new line is shown.
    private(set) var position = 0
    private var edited: [Int: [UInt32]] = [:]

    /// Keeps at most so many entries.
    init(limit: Int = HistoryFile.defaultLimit) {
        self.limit = limit
    }

    /// Takes a new entry, unless it is the last one again or too large.
    mutating func add(_ entry: String) {
        let bytes = Array(entry.utf8)
        guard !bytes.isEmpty, bytes.count <= Self.largestEntry, bytes != entries.last else { return }
        entries.append(bytes)
        totalBytes += bytes.count
        guard entries.count > limit || totalBytes > Self.largestTotal else { return }
        // Some at once: dropping the first moves all the others.
        var dropped = 0
        let wanted = limit - limit / 20
        while dropped < entries.count - 1, entries.count - dropped > wanted || totalBytes > Self.largestTotal {
            totalBytes -= entries[dropped].count
            dropped += 1
        }
        entries.removeFirst(dropped)
    }

    /// Begins with a new line.
    mutating func begin() {
        position = entries.count
        edited = [:]
    }

    /// The text so many entries further on (older ones: negative); nil when there is none.
    mutating func move(by distance: Int, from current: [UInt32]) -> [UInt32]? {
        move(to: position + distance, from: current)
    }

    /// The text of the oldest entry, or of the new line.
    mutating func moveToEnd(oldest: Bool, from current: [UInt32]) -> [UInt32]? {
        move(to: oldest ? 0 : entries.count, from: current)
    }

    /// The text at a position, which becomes the current one; what stands in the line is kept for the way back.
    mutating func move(to target: Int, from current: [UInt32]) -> [UInt32]? {
        guard target != position, target >= 0, target <= entries.count else { return nil }
        edited[position] = current
        position = target
        return edited[target] ?? text(at: target)
    }

    /// The entry at a position, as it was entered; empty for the new line.
    func text(at index: Int) -> [UInt32] {
        guard entries.indices.contains(index) else { return [] }
        return String(decoding: entries[index], as: UTF8.self).unicodeScalars.map(\.value)
    }

    /// The newest entry before (or first behind) a position that begins with a text and is longer.
    func entry(beginningWith prefix: [UInt8], from start: Int, older: Bool) -> Int? {
        var index = start + (older ? -1 : 1)
        while entries.indices.contains(index) {
            let entry = entries[index]
            if entry.count > prefix.count, entry.starts(with: prefix) { return index }
            index += older ? -1 : 1
        }
        return nil
    }

    /// What the newest entry that begins like the line has behind it.
    func suggestion(for line: [UInt8]) -> [UInt32]? {
        guard line.contains(where: { $0 > 0x20 }) else { return nil }
        guard let index = entry(beginningWith: line, from: entries.count, older: true) else { return nil }
        let rest = String(decoding: entries[index].dropFirst(line.count), as: UTF8.self).unicodeScalars
        // A mark belongs to the line's last character and would change it.
        guard let first = rest.first, !first.properties.isGraphemeExtend, !first.properties.isEmojiModifier,
            first.value != 0x200D
        else { return nil }
        return rest.map(\.value)
    }

    /// The last word of the entry so many before the new line (1 is the newest), without the `;` of its end.
    func lastWord(ofEntryBack distance: Int) -> [UInt32]? {
        guard entries.indices.contains(entries.count - distance) else { return nil }
        var text = LineBuffer(self.text(at: entries.count - distance))
        while let last = text.text.last, last == 0x3B || last == 0x20 || last == 0x0A {
            text.remove(text.text.count - 1..<text.text.count)
        }
        text.move(to: text.text.count)
        return Array(text.text[text.previousBlankWord...])
    }
}
