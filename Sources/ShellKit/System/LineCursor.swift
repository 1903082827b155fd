/// Where the splitter is in the lines it was given.
struct LineCursor {
    /// The byte the current line starts at; its end once the line was entered.
    private(set) var index = 0
    /// The number of the current line.
    private var line: Int
    /// The column of the next token, from 1, in characters.
    var column = 1
    private let source: String?

    init(source: String?, line: Int) {
        self.source = source
        self.line = line
    }

    /// The place of the next token.
    var position: SourcePosition {
        SourcePosition(source: source, line: line, column: column)
    }

    /// The place of `byte` in the current line, when only blanks stand before it.
    func position(blanksBefore byte: Int) -> SourcePosition {
        SourcePosition(source: source, line: line, column: column + byte - index)
    }

    /// Skips a byte-order mark, which has no column.
    mutating func skipMark(_ length: Int) {
        index += length
    }

    /// The end of the current line, its line break not included.
    func lineEnd(in lines: [UInt8]) -> Int {
        lines[index...].firstIndex(of: UInt8(ascii: "\n")) ?? lines.count
    }

    /// Moves over the current line's bytes.
    mutating func enter(_ length: Int) {
        index += length
    }

    /// Moves to the start of the next line; false when there is none.
    mutating func nextLine(in lines: [UInt8]) -> Bool {
        guard index < lines.count else { return false }
        index += 1
        line += 1
        column = 1
        return true
    }
}

/// The number of characters in UTF-8 bytes; a byte of a broken sequence may count as one.
func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
}
