import CLibEdit

/// A character on the screen.
struct ScreenCell: Equatable {
    /// How it looks.
    enum Style: Equatable {
        /// A style of ours.
        case text(TextStyle)
        /// Colours of the prompt, by their place in its list.
        case prompt(Int)
    }

    /// The character itself; printable.
    var scalar: UInt32
    /// What is drawn onto it and takes no column: combining marks, joiners.
    var marks: [UInt32] = []
    /// Columns it takes, 1 or 2.
    var width: Int
    /// How it looks.
    var style: Style

    /// A text with more marks than this on one character is shown without the rest.
    private static let mostMarks = 16

    /// Where the picture that begins at a cell ends: emoji sequences, flags and skin tones are several cells, and
    /// terminals disagree about the columns they take together.
    static func pictureEnd(in row: [ScreenCell], from start: Int) -> Int {
        var end = start + 1
        while end < row.count, row[end - 1].joins(row[end], isFirst: end == start + 1) { end += 1 }
        return end
    }

    /// Whether the columns of the picture that begins at a cell are not the same on all terminals. The place behind
    /// such a one has to be gone to, it does not follow from writing it.
    static func isUncertain(in row: [ScreenCell], at index: Int) -> Bool {
        row[index].marks.contains { $0 == 0x200D || $0 == 0xFE0F || $0 == 0x20E3 }
            || row[index].isFlagPart || row[index].isSkinTone || pictureEnd(in: row, from: index) > index + 1
    }

    private var isFlagPart: Bool { (0x1F1E6...0x1F1FF).contains(scalar) }
    private var isSkinTone: Bool { (0x1F3FB...0x1F3FF).contains(scalar) }

    private func joins(_ next: ScreenCell, isFirst: Bool) -> Bool {
        marks.last == 0x200D || next.isSkinTone || (isFirst && isFlagPart && next.isFlagPart)
    }

    /// Appends a character, or makes it a mark of the last one when it takes no column.
    static func append(_ scalar: UInt32, _ style: Style, to cells: inout [ScreenCell]) {
        let width = columns(of: scalar)
        if width > 0 {
            cells.append(ScreenCell(scalar: scalar, width: width, style: style))
        } else if cells.isEmpty {
            cells.append(ScreenCell(scalar: 0x20, marks: [scalar], width: 1, style: style))
        } else {
            cells[cells.count - 1].add(mark: scalar)
        }
    }

    /// Draws something more onto the character.
    mutating func add(mark: UInt32) {
        if marks.count < Self.mostMarks { marks.append(mark) }
    }

    /// Columns of a printable character: 0, 1 or 2. The system's own table, which terminals and multiplexers of the
    /// same machine use, too.
    static func columns(of scalar: UInt32) -> Int {
        if (0x20..<0x7F).contains(scalar) { return 1 }
        return max(0, Int(wcwidth(wchar_t(bitPattern: scalar))))
    }
}

/// Characters of the line that are shown as something else: control characters, and those that hide or reorder text.
enum VisibleForm {
    /// What is shown instead; nil when the character is shown as it is.
    static func of(_ scalar: UInt32, after previous: UInt32?, before next: UInt32?) -> [UInt32]? {
        if (0x20..<0x7F).contains(scalar) { return nil }
        if scalar < 0x20 || scalar == 0x7F { return [0x5E, scalar ^ 0x40] }
        guard let value = Unicode.Scalar(scalar) else { return [0xFFFD] }
        // A joiner between emoji is part of a picture.
        if scalar == 0x200D, isEmoji(previous), isEmoji(next) { return nil }
        guard ControlCharacters.mustEscape(value) || wcwidth(wchar_t(bitPattern: scalar)) < 0 else { return nil }
        return Array("\\u{\(String(scalar, radix: 16))}".unicodeScalars.map(\.value))
    }

    private static func isEmoji(_ scalar: UInt32?) -> Bool {
        guard let scalar, scalar >= 0x80, let value = Unicode.Scalar(scalar) else { return false }
        return scalar == 0xFE0F || value.properties.isEmoji
    }
}
