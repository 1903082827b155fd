/// The edited line as it should stand on the screen: prompt, text, what follows it, in rows.
struct LineFrame: Equatable {
    /// Rows from the prompt's on; a row ends where its last character does.
    private(set) var rows: [[ScreenCell]] = [[]]
    /// Where the cursor belongs.
    private(set) var cursor = ScreenPlace(row: 0, column: 0)
    /// Columns of the window it was made for.
    let columns: Int
    private var column = 0

    /// What is to be shown.
    struct Content {
        /// In front of the text.
        var prompt: [ScreenCell]
        /// The text and the cursor in it.
        var line: LineBuffer
        /// The style of each scalar of the text; plain where it is shorter.
        var styles: [TextStyle] = []
        /// Shown behind the text, faint, as far as the row reaches.
        var suggestion: [UInt32] = []
        /// Shown behind the text, as long as it is.
        var tail: [UInt32] = []
        /// Shown in a row of its own below.
        var note: String?
        /// Shown at the right end of the first row where that is the only one and has room.
        var rightPrompt: [ScreenCell] = []
        /// False for a line that is left: then no row is made only for the cursor.
        var showsCursor = true
    }

    /// Lays the content out in a window of so many columns.
    init(_ content: Content, columns: Int) {
        self.columns = max(columns, 1)
        for cell in content.prompt { place(cell) }
        placeText(content)
        for scalar in content.tail { place(scalar, .text(.plain), after: nil, before: nil) }
        placeSuggestion(content.suggestion)
        placeRightPrompt(content.rightPrompt)
        if let note = content.note, !note.isEmpty { placeNote(note) }
    }

    private mutating func placeText(_ content: Content) {
        let text = content.line.text
        for (index, scalar) in text.enumerated() {
            if index == content.line.cursor { cursor = place(for: scalar) }
            let style = index < content.styles.count ? content.styles[index] : .plain
            let previous = index > 0 ? text[index - 1] : nil
            place(scalar, .text(style), after: previous, before: index + 1 < text.count ? text[index + 1] : nil)
        }
        guard content.line.isAtEnd, content.showsCursor else { return }
        if column >= columns { startRow() }
        cursor = ScreenPlace(row: rows.count - 1, column: column)
    }

    /// Where a character will come to stand.
    private func place(for scalar: UInt32) -> ScreenPlace {
        let width = scalar == 0x09 || scalar < 0x20 ? 1 : max(1, ScreenCell.columns(of: scalar))
        let isFull = column + width > columns && !(scalar == 0x0A && column < columns)
        return isFull ? ScreenPlace(row: rows.count, column: 0) : ScreenPlace(row: rows.count - 1, column: column)
    }

    private mutating func place(
        _ scalar: UInt32,
        _ style: ScreenCell.Style,
        after previous: UInt32?,
        before next: UInt32?
    ) {
        switch scalar {
        case 0x0A: startRow()
        case 0x09: placeTab(style)
        default:
            if let visible = VisibleForm.of(scalar, after: previous, before: next) {
                for scalar in visible { place(ScreenCell(scalar: scalar, width: 1, style: style)) }
                return
            }
            let width = ScreenCell.columns(of: scalar)
            width > 0 ? place(ScreenCell(scalar: scalar, width: width, style: style)) : placeMark(scalar, style)
        }
    }

    private mutating func place(_ cell: ScreenCell) {
        var cell = cell
        if cell.width > columns { cell = ScreenCell(scalar: 0x3F, width: 1, style: cell.style) }
        if column + cell.width > columns { startRow() }
        rows[rows.count - 1].append(cell)
        column += cell.width
    }

    private mutating func placeTab(_ style: ScreenCell.Style) {
        if column >= columns { startRow() }
        let count = min(8 - column % 8, columns - column)
        for _ in 0..<count { place(ScreenCell(scalar: 0x20, width: 1, style: style)) }
    }

    /// A mark belongs to the character before it, at the start of a row to a blank.
    private mutating func placeMark(_ mark: UInt32, _ style: ScreenCell.Style) {
        let row = rows.count - 1
        guard !rows[row].isEmpty else {
            place(ScreenCell(scalar: 0x20, marks: [mark], width: 1, style: style))
            return
        }
        let last = rows[row].count - 1
        rows[row][last].add(mark: mark)
        // Many terminals show an emoji with this selector two columns wide: room for both.
        if mark == 0xFE0F, rows[row][last].width == 1, column < columns {
            rows[row][last].width = 2
            column += 1
        }
    }

    /// What is faint never makes a row: it would move what stands above.
    private mutating func placeSuggestion(_ suggestion: [UInt32]) {
        for (index, scalar) in suggestion.enumerated() {
            let previous = index > 0 ? suggestion[index - 1] : nil
            let next = index + 1 < suggestion.count ? suggestion[index + 1] : nil
            guard scalar != 0x0A, VisibleForm.of(scalar, after: previous, before: next) == nil else { break }
            let width = ScreenCell.columns(of: scalar)
            let isLast = next == nil
            guard column + width < columns || (isLast && column + width <= columns) else { break }
            width > 0
                ? place(ScreenCell(scalar: scalar, width: width, style: .text(.faint)))
                : placeMark(scalar, .text(.faint))
            if isLast { return }
        }
        if !suggestion.isEmpty, column < columns {
            place(ScreenCell(scalar: 0x2026, width: 1, style: .text(.faint)))
        }
    }

    /// Leaves two blanks in front of it and the last column free: behind a full row a cursor would wait.
    ///
    /// Only where the line takes one row: when a window becomes narrower, a terminal breaks what is behind the cursor
    /// into rows below it, but what is above would move it.
    private mutating func placeRightPrompt(_ cells: [ScreenCell]) {
        let width = cells.reduce(0) { $0 + $1.width }
        let blanks = columns - 1 - width - column
        guard !cells.isEmpty, rows.count == 1, blanks >= 2 else { return }
        for _ in 0..<blanks { place(ScreenCell(scalar: 0x20, width: 1, style: .text(.plain))) }
        for cell in cells { place(cell) }
    }

    private mutating func placeNote(_ note: String) {
        startRow()
        for scalar in DisplayText.safe(note).unicodeScalars {
            let width = ScreenCell.columns(of: scalar.value)
            guard width > 0, column + width <= columns else { continue }
            place(ScreenCell(scalar: scalar.value, width: width, style: .text(.faint)))
        }
    }

    private mutating func startRow() {
        rows.append([])
        column = 0
    }
}

/// A place on the screen, counted from the prompt's row.
struct ScreenPlace: Equatable {
    /// Rows below the prompt's.
    var row: Int
    /// Columns from the left.
    var column: Int
}
