/// Brings the screen from one frame to the next with as little output as is safe.
///
/// Knows what it has written and nothing else; whoever writes between two frames calls `forget()`. Of the terminal it
/// asks relative cursor movement, erasing, colours, and that a character in the last column leaves the cursor there
/// until the next one: what xterm, screen, tmux, the Linux console and all their likes do. Characters are never
/// inserted or deleted in place, because terminals disagree about those when wide characters are near.
struct ScreenPainter {
    /// Rows of the window; of a taller frame the rows around the cursor are shown.
    var height = 24
    /// Whether what is no part of the line is faint; else it looks like the line.
    var showsFaintText = true
    /// Colours of the prompt's cells.
    var promptSGRs: [String] = []

    /// The rows on the screen, nil when nothing is known of them.
    private var shown: [[ScreenCell]]?
    /// The first row of the frame that is on the screen.
    private var top = 0
    /// Where the cursor is; at the number of columns when a character has just filled the row.
    private var place = ScreenPlace(row: 0, column: 0)
    /// Rows that exist below the first one: beyond them the screen has to scroll.
    private var extent = 0
    private var columns = 80
    private var style = ScreenCell.Style.text(.plain)
    private var output: [UInt8] = []

    /// The bytes that show the frame. After `forget()` the cursor must stand at the start of an empty row.
    mutating func paint(_ frame: LineFrame) -> [UInt8] {
        columns = frame.columns
        let (rows, cursor) = window(of: frame)
        update(to: rows)
        go(to: cursor)
        return take()
    }

    /// The bytes that show the frame whole and leave the cursor at the start of the row below it.
    mutating func finish(_ frame: LineFrame) -> [UInt8] {
        columns = frame.columns
        if top > 0 { eraseRows() }
        update(to: frame.rows)
        leave(lastRow: frame.rows.count - 1)
        return take()
    }

    /// The bytes that leave the cursor at the start of the row below all that is shown.
    mutating func moveBelow() -> [UInt8] {
        leave(lastRow: max(0, (shown?.count ?? 1) - 1))
        return take()
    }

    /// The bytes that erase what is shown and leave the cursor where it began.
    mutating func erase() -> [UInt8] {
        eraseRows()
        forget()
        return take()
    }

    /// The bytes that erase what is shown when the window has other columns now: the terminal may have broken the
    /// rows anew, and then the cursor is in the row where it is in `frame`, made for the new width.
    mutating func erase(reflowedTo frame: LineFrame) -> [UInt8] {
        let up = min(max(frame.cursor.row - top, 0), max(height - 1, 0))
        write("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J")
        forget()
        return take()
    }

    /// Forgets what is on the screen: the cursor stands at the start of an empty row.
    mutating func forget() {
        shown = nil
        top = 0
        place = ScreenPlace(row: 0, column: 0)
        extent = 0
    }

    /// The part of the frame that fits the window. It moves only when the cursor would leave it.
    private mutating func window(of frame: LineFrame) -> ([[ScreenCell]], ScreenPlace) {
        let height = max(height, 1)
        top = min(top, max(0, frame.rows.count - height))
        top = min(max(top, frame.cursor.row - height + 1), frame.cursor.row)
        let rows = Array(frame.rows[top..<min(frame.rows.count, top + height)])
        return (rows, ScreenPlace(row: frame.cursor.row - top, column: frame.cursor.column))
    }

    private mutating func update(to rows: [[ScreenCell]]) {
        let old = shown ?? []
        for (index, row) in rows.enumerated() {
            update(index, from: index < old.count ? old[index] : nil, to: row)
        }
        if old.count > rows.count {
            go(to: ScreenPlace(row: rows.count, column: 0))
            setStyle(.text(.plain))
            write("\u{1B}[J")
        }
        setStyle(.text(.plain))
        shown = rows
    }

    private mutating func update(_ index: Int, from old: [ScreenCell]?, to new: [ScreenCell]) {
        let oldCells = old ?? []
        if oldCells == new, old != nil { return }
        var equal = 0
        while equal < min(oldCells.count, new.count), oldCells[equal] == new[equal] { equal += 1 }
        // Behind a cell of uncertain width nothing on the screen is sure.
        for row in [new, oldCells] where !row.isEmpty {
            let uncertain = (0..<min(equal + 1, row.count)).first { ScreenCell.isUncertain(in: row, at: $0) }
            equal = min(equal, uncertain ?? equal)
        }
        let start = new[..<equal].reduce(0) { $0 + $1.width }
        // A row that is begun by the character behind a full one joins it: copied text stays one line.
        let follows = start == 0 && place == ScreenPlace(row: index - 1, column: columns) && !new.isEmpty
        if !follows { go(to: ScreenPlace(row: index, column: start)) }
        let width = new.reduce(0) { $0 + $1.width }
        let oldWidth = oldCells.reduce(0) { $0 + $1.width }
        let last = width == oldWidth ? Self.changedEnd(of: new, after: oldCells, from: equal) : new.count
        while equal < last {
            let end = ScreenCell.pictureEnd(in: new, from: equal)
            draw(new[equal..<end], row: index, isUncertain: ScreenCell.isUncertain(in: new, at: equal))
            equal = end
        }
        if width < oldWidth {
            setStyle(.text(.plain))
            write("\u{1B}[K")
        }
    }

    /// Where the last change ends in a row that takes as many columns as before; what follows stands where it stood.
    private static func changedEnd(of new: [ScreenCell], after old: [ScreenCell], from start: Int) -> Int {
        let isCertain = [new, old].allSatisfy { row in
            !row.indices.contains { ScreenCell.isUncertain(in: row, at: $0) }
        }
        guard isCertain else { return new.count }
        var (end, oldEnd) = (new.count, old.count)
        while end > start, oldEnd > start, new[end - 1] == old[oldEnd - 1] { (end, oldEnd) = (end - 1, oldEnd - 1) }
        return end
    }

    private mutating func draw(_ cells: ArraySlice<ScreenCell>, row: Int, isUncertain: Bool) {
        if place.row < row {
            place = ScreenPlace(row: row, column: 0)
            extent = max(extent, row)
        }
        let width = cells.reduce(0) { $0 + $1.width }
        // First blanks, so that nothing old shows where the terminal draws less than we reckon.
        if isUncertain { write(String(repeating: " ", count: width) + "\r" + Self.right(place.column)) }
        for cell in cells {
            setStyle(cell.style)
            write(cell)
        }
        place.column += width
        // Where the cursor is now nobody knows: make it certain.
        if isUncertain {
            if place.column >= columns { place.column = 0 }
            write("\r" + Self.right(place.column))
        }
    }

    private mutating func write(_ cell: ScreenCell) {
        append(cell.scalar)
        for mark in cell.marks { append(mark) }
    }

    private mutating func go(to target: ScreenPlace) {
        if target == place { return }
        if target.row != place.row { goVertically(to: target.row) }
        guard target.column != place.column else { return }
        let back = place.column - target.column
        if back > 0, back <= 4, place.column < columns {
            write(String(repeating: "\u{8}", count: back))
        } else {
            write("\r" + Self.right(target.column))
        }
        place.column = target.column
    }

    private mutating func goVertically(to row: Int) {
        let reachable = min(row, extent)
        if reachable < place.row { write("\u{1B}[\(place.row - reachable)A") }
        if reachable > place.row { write("\u{1B}[\(reachable - place.row)B") }
        if row > extent {
            write("\r" + String(repeating: "\n", count: row - extent))
            extent = row
            place.column = 0
        } else if place.column >= columns {
            // A cursor that waits behind the last column moves up and down in the last column.
            place.column = columns - 1
        }
        place.row = row
    }

    private mutating func leave(lastRow: Int) {
        if place.row != lastRow { goVertically(to: lastRow) }
        write("\r\n")
        forget()
    }

    private mutating func eraseRows() {
        go(to: ScreenPlace(row: 0, column: 0))
        write("\u{1B}[J")
        shown = []
        top = 0
    }

    private mutating func setStyle(_ wanted: ScreenCell.Style) {
        let new = wanted == .text(.faint) && !showsFaintText ? .text(.plain) : wanted
        guard new != style else { return }
        if style != .text(.plain) { write("\u{1B}[0m") }
        switch new {
        case .text(let text): write(text.sgr)
        case .prompt(let index): if promptSGRs.indices.contains(index) { write(promptSGRs[index]) }
        }
        style = new
    }

    private static func right(_ count: Int) -> String {
        count > 0 ? "\u{1B}[\(count)C" : ""
    }

    private mutating func write(_ text: String) {
        output += text.utf8
    }

    private mutating func append(_ scalar: UInt32) {
        if scalar < 0x80 {
            output.append(UInt8(truncatingIfNeeded: scalar))
        } else {
            output += String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8
        }
    }

    private mutating func take() -> [UInt8] {
        defer { output = [] }
        return output
    }
}
