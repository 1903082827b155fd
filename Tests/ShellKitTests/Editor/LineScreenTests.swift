import Foundation
import IoTDBTesting
import Testing

@testable import ShellKit

/// What the terminal shows is what is in the line, after each of many random edits.
///
/// The editor runs on a pseudo terminal; what it writes is replayed on a screen. Ctrl-G does nothing but ring, so the
/// bell says that all keys before it are shown. `EDITOR_EDITS` sets the number of edits; a failure names its seed.
@Suite struct LineScreenTests {
    struct Window: CustomTestStringConvertible, Sendable {
        var term: String
        var columns: Int
        var rows = 24
        var features = ""
        var emoji = TerminalScreen.Emoji.byScalar
        var testDescription: String { "\(term) \(columns)×\(rows) \(features) \(emoji)" }
    }

    static let windows: [Window] = {
        let terms = ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100"]
        var windows = terms.flatMap { term in [40, 80, 110].map { Window(term: term, columns: $0) } }
        for (columns, rows) in [(80, 24), (40, 10), (200, 50), (110, 24)] {
            windows.append(Window(term: "xterm-256color", columns: columns, rows: rows, features: "colour,suggest"))
        }
        windows.append(Window(term: "xterm-256color", columns: 40, features: "colour", emoji: .joined))
        windows.append(Window(term: "xterm-256color", columns: 80, emoji: .joined))
        return windows
    }()

    private static let editCount = ProcessInfo.processInfo.environment["EDITOR_EDITS"].flatMap { Int($0) } ?? 420

    @Test(arguments: windows.indices)
    func showsWhatIsInTheLine(_ index: Int) throws {
        let window = Self.windows[index]
        let seed = UInt64(1000 + index)
        try Self.edit(window, seed: seed, count: Self.editCount / Self.windows.count)
    }

    private static func edit(_ window: Window, seed: UInt64, count: Int) throws {
        let session = try EditedScreen(window)
        var edits = RandomEdits(seed: seed, isSuggesting: window.features.contains("suggest"))
        for number in 0..<count {
            let step = edits.next()
            try session.type(step.keys)
            if let fault = session.fault(for: step.line) {
                Issue.record("\(window) seed \(seed) edit \(number) \(step.keys.debugDescription): \(fault)")
                return
            }
            if session.rowCount(of: step.line) > 4 || number % 40 == 39 { try session.enter(edits.enter()) }
        }
    }
}

/// The editor's fixture and the screen it has made.
final class EditedScreen {
    private let window: LineScreenTests.Window
    private let terminal: PseudoTerminal
    private var screen: TerminalScreen
    private var taken = 0
    /// The row of the prompt, counted from the first that ever was, and what stands above it.
    private var origin = 0
    private var above: [String] = []

    init(_ window: LineScreenTests.Window) throws {
        self.window = window
        terminal = try PseudoTerminal(
            builtProduct("editor-fixture"),
            environment: ["TERM": window.term, "FIXTURE": window.features],
            columns: window.columns,
            rows: window.rows
        )
        screen = TerminalScreen(columns: window.columns, rows: window.rows, emoji: window.emoji)
        try awaitPrompt()
    }

    /// Types, and waits until the screen is up to date.
    func type(_ keys: String) throws {
        try terminal.send(keys + "\u{7}")
        try terminal.expect("\u{7}")
        feed()
    }

    /// Enters the line, which must be the expected one.
    func enter(_ line: LineBuffer) throws {
        try terminal.send("\r")
        let escaped = line.string.unicodeScalars.map {
            $0.value < 0x20 || $0.value == 0x7F ? "\\x\($0.value)" : String($0)
        }
        try terminal.expect("GOT <\(escaped.joined())> ")
        try awaitPrompt()
    }

    func rowCount(of line: LineBuffer) -> Int { expected(line).rows.count }

    /// How the screen differs from the line; nil when it does not.
    func fault(for line: LineBuffer) -> String? {
        let expected = expected(line)
        let all = screen.scrolledOut + screen.rows
        let (row, column) = (screen.scrolledOut.count + screen.cursor.row - origin, screen.cursor.column)
        if (row, column) != expected.cursor { return report("cursor at \((row, column))", expected, line) }
        for (index, cells) in expected.rows.enumerated() {
            if let fault = fault(all[origin + index], cells, index, expected) { return report(fault, expected, line) }
        }
        for cells in all[(origin + expected.rows.count)...] where !TerminalScreen.text(cells).isEmpty {
            return report("\(TerminalScreen.text(cells)) below the line", expected, line)
        }
        if all[..<origin].map(TerminalScreen.text) != above { return report("rows above changed", expected, line) }
        if !screen.unknown.isEmpty { return "unknown sequences \(screen.unknown)" }
        return nil
    }

    private func fault(
        _ cells: [TerminalScreen.Cell],
        _ wanted: [ExpectedScreen.Cell],
        _ row: Int,
        _ expected: ExpectedScreen
    ) -> String? {
        for column in cells.indices {
            guard column < wanted.count else {
                // What a suggestion adds is faint and on the last row.
                let isSuggestion = row == expected.rows.count - 1 && cells[column].sgr == "2"
                if isSuggestion || cells[column].text == " " { continue }
                return "\(cells[column]) at row \(row), column \(column) behind the text"
            }
            if wanted[column].isFluid, window.emoji == .joined { continue }
            if cells[column].text != wanted[column].text {
                return "\(cells[column]) instead of \(wanted[column]) at row \(row), column \(column)"
            }
            if let fault = colourFault(cells[column], wanted[column]) { return fault }
        }
        return nil
    }

    private func colourFault(_ cell: TerminalScreen.Cell, _ wanted: ExpectedScreen.Cell) -> String? {
        guard let index = wanted.index, !wanted.isFluid else { return nil }
        let sgr = window.features.contains("colour") ? ["35", "32", "4;31", ""][index / 3 % 4] : ""
        return cell.sgr == sgr ? nil : "\(cell) of scalar \(index) is not coloured \(sgr)"
    }

    private func report(_ what: String, _ expected: ExpectedScreen, _ line: LineBuffer) -> String {
        let rows = expected.rows.map { $0.map(\.text).joined() }.joined(separator: "\n")
        return """
            \(what)
            line \(line.string.debugDescription), cursor \(line.cursor)
            expected (cursor \(expected.cursor)):
            \(rows)
            on the screen:
            \(screen.description)
            """
    }

    private func expected(_ line: LineBuffer) -> ExpectedScreen {
        ExpectedScreen(prompt: "test> ", text: line.text, cursor: line.cursor, columns: window.columns)
    }

    private func awaitPrompt() throws {
        try terminal.expect("test>")
        try type("")
        origin = screen.scrolledOut.count + screen.cursor.row
        above = (screen.scrolledOut + screen.rows)[..<origin].map(TerminalScreen.text)
    }

    private func feed() {
        screen.feed(terminal.transcript[taken...])
        taken = terminal.transcript.count
    }
}
