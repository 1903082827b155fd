/// The text that is being edited and the cursor in it: a value, apart from libedit's memory.
struct LineBuffer: Equatable {
    /// Unicode scalars.
    private(set) var text: [UInt32]
    /// Scalars in front of the cursor.
    private(set) var cursor: Int

    /// A text with the cursor at a place in it, or at its end.
    init(_ text: [UInt32] = [], cursor: Int? = nil) {
        self.text = text
        self.cursor = min(max(cursor ?? text.count, 0), text.count)
    }

    /// A text with the cursor at its end.
    init(_ text: String) {
        self.init(text.unicodeScalars.map(\.value))
    }

    /// The whole text.
    var string: String { Self.string(text[...]) }
    /// The text in front of the cursor.
    var stringBeforeCursor: String { Self.string(text[..<cursor]) }
    /// The text behind the cursor.
    var stringAfterCursor: String { Self.string(text[cursor...]) }
    /// Whether nothing is behind the cursor.
    var isAtEnd: Bool { cursor == text.count }

    /// Puts the cursor somewhere.
    mutating func move(to place: Int) {
        cursor = min(max(place, 0), text.count)
    }

    /// Inserts at the cursor, which goes behind it.
    mutating func insert(_ scalars: [UInt32]) {
        text.insert(contentsOf: scalars, at: cursor)
        cursor += scalars.count
    }

    /// Removes a range and returns it; the cursor goes to where it was.
    @discardableResult
    mutating func remove(_ range: Range<Int>) -> [UInt32] {
        let range = range.clamped(to: 0..<text.count)
        let removed = Array(text[range])
        text.removeSubrange(range)
        cursor = range.lowerBound
        return removed
    }

    /// Where the character in front of the cursor begins: letters with their marks and emoji sequences are one.
    var previousCharacter: Int {
        guard cursor > 0 else { return 0 }
        let start = boundary(before: cursor)
        let near = Self.string(text[start..<cursor])
        return cursor - (near.last?.unicodeScalars.count ?? 1)
    }

    /// Where the character under the cursor ends.
    var nextCharacter: Int {
        guard cursor < text.count else { return cursor }
        let near = Self.string(text[cursor..<min(text.count, cursor + Self.longestCharacter)])
        return cursor + (near.first?.unicodeScalars.count ?? 1)
    }

    /// Where the word in front of the cursor begins; only blanks divide words.
    var previousBlankWord: Int {
        var place = cursor
        while place > 0, Self.isBlank(text[place - 1]) { place -= 1 }
        while place > 0, !Self.isBlank(text[place - 1]) { place -= 1 }
        return place
    }

    /// Where the word in front of the cursor begins; all but letters, digits and marks divide words.
    var previousWord: Int {
        var place = cursor
        while place > 0, !Self.isWord(text[place - 1]) { place -= 1 }
        while place > 0, Self.isWord(text[place - 1]) { place -= 1 }
        return place
    }

    /// Where the word at or behind the cursor ends.
    var nextWord: Int { Self.wordEnd(in: text, from: cursor) }

    /// Where the word at or behind a place ends.
    static func wordEnd(in text: [UInt32], from start: Int) -> Int {
        var place = start
        while place < text.count, !isWord(text[place]) { place += 1 }
        while place < text.count, isWord(text[place]) { place += 1 }
        return place
    }

    /// Scalars of the longest character that is looked for: more marks than that on one letter are an attack.
    private static let longestCharacter = 32

    /// A place from which on characters can be told apart: a line feed or ASCII pair, or some way back.
    private func boundary(before place: Int) -> Int {
        var start = place - 1
        while start > 0, place - start < Self.longestCharacter {
            if text[start] < 0x80, text[start - 1] < 0x80 { break }
            start -= 1
        }
        return start
    }

    private static func isBlank(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || (0x09...0x0D).contains(scalar)
    }

    private static func isWord(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 {
            return (0x30...0x39).contains(scalar) || (0x41...0x5A).contains(scalar)
                || (0x61...0x7A).contains(scalar) || scalar == 0x5F
        }
        guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
        return properties.isAlphabetic || properties.numericType != nil
            || properties.canonicalCombiningClass != .notReordered
    }

    private static func string(_ scalars: ArraySlice<UInt32>) -> String {
        String(String.UnicodeScalarView(scalars.lazy.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
    }
}
