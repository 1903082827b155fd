import CPty

/// A terminal's screen, made from what a program wrote: the part of xterm and its likes that line editors use.
///
/// A character in the last column leaves the cursor there until the next one wraps. Anything it does not know is kept
/// in `unknown`, so that a test can insist on there being nothing.
package struct TerminalScreen {
    /// A column of the screen; a wide character has an empty one behind it.
    package struct Cell: Equatable, Sendable {
        /// The character with its marks; empty behind a wide one.
        package var text: String
        /// The colours in force when it was written, as they came: `35`, `4;31`; empty for none.
        package var sgr: String

        /// What erasing leaves.
        package static let blank = Cell(text: " ", sgr: "")
    }

    /// How emoji sequences are drawn; terminals differ.
    package enum Emoji: Sendable {
        /// Each scalar by itself, as xterm and tmux do.
        case byScalar
        /// A sequence as one picture of two columns.
        case joined
    }

    /// The rows of the window.
    package private(set) var rows: [[Cell]]
    /// Rows that have left the window at the top.
    package private(set) var scrolledOut: [[Cell]] = []
    /// Row and column of the cursor, from 0.
    package private(set) var cursor = (row: 0, column: 0)
    /// Sequences that are not understood.
    package private(set) var unknown: [String] = []
    /// Columns of the window.
    package private(set) var columns: Int
    private let emoji: Emoji
    private var wrapsNext = false
    private var sgr = ""
    private var saved = (row: 0, column: 0)
    private var pending: [UInt8] = []

    /// An empty screen.
    package init(columns: Int, rows: Int, emoji: Emoji = .byScalar) {
        self.columns = columns
        self.emoji = emoji
        self.rows = Array(repeating: Array(repeating: .blank, count: columns), count: rows)
    }

    /// Gives the window another size as xterm does: rows are cut or filled at their ends, and leave at the top.
    package mutating func resize(columns: Int, rows count: Int) {
        self.columns = columns
        let surplus = max(0, cursor.row + 1 - count)
        scrolledOut += rows.prefix(surplus)
        rows = rows.dropFirst(surplus).prefix(count).map { row in
            Array(row.prefix(columns)) + Array(repeating: .blank, count: max(0, columns - row.count))
        }
        rows += Array(repeating: Array(repeating: .blank, count: columns), count: count - rows.count)
        cursor = (cursor.row - surplus, min(cursor.column, columns - 1))
        wrapsNext = false
    }

    /// A row's text without the blanks at its end.
    package func text(row: Int) -> String {
        Self.text(rows[row])
    }

    /// The text of cells without the blanks at their end.
    package static func text(_ cells: [Cell]) -> String {
        var text = cells.map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    /// All rows of the window that are not blank, for messages.
    package var description: String {
        rows.indices.map { text(row: $0) }.joined(separator: "\n").trimmingLast("\n")
    }

    /// Takes output. A sequence that is cut off goes on with the next call.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var rest = pending[...]
        while let length = take(rest) { rest = rest.dropFirst(length) }
        pending = Array(rest)
    }

    /// Bytes of the first item, which is carried out; nil when it is not whole.
    private mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if first == 0x1B { return takeEscape(bytes) }
        if first < 0x20 || first == 0x7F {
            control(first)
            return 1
        }
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard bytes.count >= length else { return nil }
        for scalar in String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars { print(scalar) }
        return length
    }

    private mutating func takeEscape(_ bytes: ArraySlice<UInt8>) -> Int? {
        let second = bytes.startIndex + 1
        guard second < bytes.endIndex else { return nil }
        guard bytes[second] == UInt8(ascii: "[") else {
            switch bytes[second] {
            case UInt8(ascii: "7"): saved = cursor
            case UInt8(ascii: "8"): move(saved.row, saved.column)
            case let other: unknown.append("ESC \(Character(Unicode.Scalar(other)))")
            }
            return 2
        }
        guard let final = bytes[(second + 1)...].firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
        let parameters = String(decoding: bytes[(second + 1)..<final], as: UTF8.self)
        sequence(Character(Unicode.Scalar(bytes[final])), parameters)
        return final - bytes.startIndex + 1
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x07: break
        case 0x08: move(cursor.row, cursor.column - 1)
        case 0x0D: move(cursor.row, 0)
        case 0x0A: lineFeed()
        default: unknown.append("byte \(byte)")
        }
    }

    private mutating func lineFeed() {
        wrapsNext = false
        if cursor.row + 1 < rows.count {
            cursor.row += 1
        } else {
            scrolledOut.append(rows.removeFirst())
            rows.append(Array(repeating: .blank, count: columns))
        }
    }

    private mutating func sequence(_ final: Character, _ parameters: String) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let first = max(1, (numbers.first ?? nil) ?? 1)
        let mode = (numbers.first ?? nil) ?? 0
        switch final {
        case "A": move(cursor.row - first, cursor.column)
        case "B": move(cursor.row + first, cursor.column)
        case "C": move(cursor.row, cursor.column + first)
        case "D": move(cursor.row, cursor.column - first)
        case "H": move(first - 1, max(1, (numbers.count > 1 ? numbers[1] : nil) ?? 1) - 1)
        case "J": erase(mode)
        case "K" where mode == 0: erase(row: cursor.row, from: cursor.column)
        case "m": sgr = parameters.isEmpty || parameters == "0" ? "" : sgr + (sgr.isEmpty ? "" : ";") + parameters
        case "h", "l": if parameters != "?2004" { unknown.append("CSI \(parameters)\(final)") }
        default: unknown.append("CSI \(parameters)\(final)")
        }
    }

    private mutating func erase(_ mode: Int) {
        switch mode {
        case 0:
            erase(row: cursor.row, from: cursor.column)
            for row in rows.indices where row > cursor.row { erase(row: row, from: 0) }
        case 2: for row in rows.indices { erase(row: row, from: 0) }
        default: unknown.append("CSI \(mode)J")
        }
    }

    /// A wide character that is cut in half goes altogether.
    private mutating func erase(row: Int, from start: Int) {
        if start > 0, rows[row][start].text.isEmpty { rows[row][start - 1] = .blank }
        for column in start..<columns { rows[row][column] = .blank }
        wrapsNext = false
    }

    private mutating func move(_ row: Int, _ column: Int) {
        cursor = (min(max(row, 0), rows.count - 1), min(max(column, 0), columns - 1))
        wrapsNext = false
    }

    private mutating func print(_ scalar: Unicode.Scalar) {
        let width = Int(cpty_width(scalar.value))
        if width <= 0 || joinsLast(scalar) {
            join(scalar)
            return
        }
        if wrapsNext || cursor.column + width > columns {
            lineFeed()
            cursor.column = 0
        }
        put(Cell(text: String(scalar), sgr: sgr), width: width)
    }

    private mutating func put(_ cell: Cell, width: Int) {
        for column in cursor.column..<cursor.column + width { clearHalf(column) }
        rows[cursor.row][cursor.column] = cell
        if width == 2 { rows[cursor.row][cursor.column + 1] = Cell(text: "", sgr: cell.sgr) }
        advance(width)
    }

    private mutating func advance(_ width: Int) {
        wrapsNext = cursor.column + width >= columns
        cursor.column = min(cursor.column + width, columns - 1)
    }

    /// What remains of a wide character of which one half is written over is a blank.
    private mutating func clearHalf(_ column: Int) {
        if rows[cursor.row][column].text.isEmpty, column > 0 { rows[cursor.row][column - 1] = .blank }
        if column + 1 < columns, rows[cursor.row][column + 1].text.isEmpty { rows[cursor.row][column + 1] = .blank }
        rows[cursor.row][column] = .blank
    }

    /// The column of the character before the cursor.
    private var lastColumn: Int? {
        var column = wrapsNext ? cursor.column : cursor.column - 1
        if column > 0, rows[cursor.row][column].text.isEmpty { column -= 1 }
        return column >= 0 ? column : nil
    }

    private func joinsLast(_ scalar: Unicode.Scalar) -> Bool {
        guard emoji == .joined, let column = lastColumn else { return false }
        let last = rows[cursor.row][column].text.unicodeScalars
        let flags: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF
        if (0x1F3FB...0x1F3FF).contains(scalar.value) { return (last.last?.value ?? 0) > 0xFF }
        if flags.contains(scalar.value) { return last.count == 1 && flags.contains(last.first?.value ?? 0) }
        return last.last?.value == 0x200D
    }

    private mutating func join(_ scalar: Unicode.Scalar) {
        guard let column = lastColumn else { return }
        rows[cursor.row][column].text.unicodeScalars.append(scalar)
        let isNarrow = !wrapsNext && column == cursor.column - 1
        let widens = scalar.value == 0xFE0F || (0x1F1E6...0x1F1FF).contains(scalar.value)
        guard emoji == .joined, widens, isNarrow, cursor.column < columns else { return }
        clearHalf(cursor.column)
        rows[cursor.row][cursor.column] = Cell(text: "", sgr: sgr)
        advance(1)
    }
}

extension String {
    fileprivate func trimmingLast(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
