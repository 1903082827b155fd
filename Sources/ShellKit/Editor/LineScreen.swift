import Platform

/// The rows of the terminal that the edited line takes.
///
/// Everything that reaches the terminal while a line is edited goes through here, so that its place is certain.
struct LineScreen {
    /// Of lines longer than this a piece around the cursor is shown: laying out all of it would take longer than a key.
    private static let longestShown = 20_000

    private var painter = ScreenPainter()
    private let showsFaintText: Bool
    private var prompt = EditorPrompt()
    private var rightPrompt: [ScreenCell] = []
    private var size = Terminal.Size(columns: 80, rows: 24)

    /// Creates a screen of which nothing is known.
    ///
    /// - Parameter showsFaintText: whether notes and suggestions are faint.
    init(showsFaintText: Bool) { self.showsFaintText = showsFaintText }

    /// Begins a line: shows the rows above it and switches the terminal's paste markers on.
    ///
    /// - Parameter rightPrompt: shown at the right end of the line's row while there is room.
    mutating func begin(_ prompt: EditorPrompt, rightPrompt: [ScreenCell] = []) {
        self.prompt = prompt
        self.rightPrompt = rightPrompt
        painter = ScreenPainter()
        painter.promptSGRs = prompt.sgrs
        painter.showsFaintText = showsFaintText
        measure()
        write(freshRow() + prompt.leading.map { $0 + "\r\n" }.joined() + Self.pasteMarkersOn)
    }

    /// Brings the line up to date.
    mutating func show(_ content: LineFrame.Content) {
        write(painter.paint(frame(content)))
    }

    /// Shows the line as it is left, and the cursor below it; the terminal sends pastes without markers again.
    mutating func finish(_ content: LineFrame.Content) {
        var content = content
        content.showsCursor = false
        write(painter.finish(frame(content)) + Array(Self.pasteMarkersOff.utf8))
    }

    /// Leaves what is shown and writes rows below it; the line is drawn again below these.
    mutating func showBelow(_ rows: String) {
        write(painter.moveBelow() + Array(rows.utf8))
    }

    /// Writes rows in place of the line, which is drawn again below them.
    mutating func showAbove(_ rows: String) {
        write(painter.erase() + Array(rows.utf8))
    }

    /// Clears the whole screen; the line is drawn again at its top.
    mutating func clear() {
        painter.forget()
        write("\u{1B}[H\u{1B}[2J")
    }

    /// Takes the window's new size, `content` being what is shown.
    mutating func resize(_ content: LineFrame.Content) {
        measure()
        write(painter.erase(reflowedTo: frame(content)))
    }

    /// Hands the terminal over, below what is shown.
    mutating func suspend() {
        write(painter.moveBelow() + Array(Self.pasteMarkersOff.utf8))
    }

    /// Takes the terminal back; the line is drawn where the cursor then is.
    mutating func resume() {
        painter.forget()
        measure()
        write("\r" + Self.pasteMarkersOn)
    }

    /// Rings.
    func beep() {
        write("\u{7}")
    }

    /// Columns of the window.
    var columns: Int { size.columns }
    /// Rows of the window.
    var rows: Int { size.rows }

    /// Moves the cursor to the start of an empty row, wherever it is.
    ///
    /// It may be behind an echo of what was typed ahead, or behind what a program wrote without a line end. As many
    /// blanks as the window has columns end in the next row then, else in the same.
    private func freshRow() -> String {
        guard Terminal(descriptor: 1, environment: [:]).size == size else { return "" }
        return String(repeating: " ", count: size.columns) + "\r\u{1B}[J"
    }

    private mutating func measure() {
        size = Terminal(descriptor: 1, environment: [:]).size ?? Terminal.Size(columns: 80, rows: 24)
        painter.height = size.rows
    }

    private func frame(_ content: LineFrame.Content) -> LineFrame {
        var content = content
        content.prompt = prompt.cells
        content.rightPrompt = content.showsCursor ? rightPrompt : []
        let line = content.line
        if line.text.count > Self.longestShown {
            let start = max(0, line.cursor - Self.longestShown / 2)
            let end = min(line.text.count, start + Self.longestShown)
            content.line = LineBuffer(Array(line.text[start..<end]), cursor: line.cursor - start)
            content.styles = []
        }
        return LineFrame(content, columns: size.columns)
    }

    private static let pasteMarkersOn = "\u{1B}[?2004h"
    private static let pasteMarkersOff = "\u{1B}[?2004l"

    private func write(_ text: String) {
        write(Array(text.utf8))
    }

    private func write(_ bytes: [UInt8]) {
        if !bytes.isEmpty { _ = writeAll(1, bytes) }
    }
}
