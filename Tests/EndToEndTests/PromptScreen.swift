import Foundation
import IoTDBTesting

/// The shell on a pseudo terminal, and the screen that it makes.
final class PromptScreen {
    /// The terminal.
    let terminal: PseudoTerminal
    private var screen: TerminalScreen
    private var fed = 0

    /// Starts the shell on a server of loopback and waits for its prompt.
    init(
        port: Int,
        _ arguments: [String] = [],
        home: TemporaryDirectory,
        environment: [String: String] = [:],
        columns: Int = 80,
        rows: Int = 24
    ) throws {
        terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(port)", "--timezone", "UTC"] + arguments,
            environment: ["HOME": home.path].merging(environment) { $1 },
            columns: columns,
            rows: rows
        )
        screen = TerminalScreen(columns: columns, rows: rows)
        try terminal.expect("> ")
    }

    /// Types keys and waits until a text comes.
    func type(_ keys: String, until text: String) throws {
        try terminal.send(keys)
        try terminal.expect(text)
    }

    /// Runs a line and waits for a text of its answer, then for the next prompt.
    func run(_ line: String, until text: String = "", prompt: String = "tree> ") throws {
        try terminal.send(line + "\r")
        try terminal.expect("\n")
        if !text.isEmpty { try terminal.expect(text) }
        try terminal.expect(prompt)
    }

    /// Rings: what was typed before is on the screen when the bell comes. Ctrl-G does nothing else.
    func settle() throws {
        try type("\u{7}", until: "\u{7}")
    }

    /// Waits until the screen holds a text, wherever it was drawn piece by piece.
    func waitFor(_ text: String) throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while !current().description.contains(text) {
            guard ContinuousClock.now < deadline else {
                throw ProcessTestError(description: "expected \(text) on the screen:\n\(current().description)")
            }
            terminal.watch(for: .milliseconds(5))
        }
    }

    /// Gives the terminal another size, and the screen with it, as terminals cut and fill.
    func resize(columns: Int, rows: Int) throws {
        _ = current()
        terminal.resize(columns: columns, rows: rows)
        screen.resize(columns: columns, rows: rows)
    }

    /// The screen now.
    func current() -> TerminalScreen {
        screen.feed(terminal.transcript[fed...])
        fed = terminal.transcript.count
        return screen
    }

    /// The row of the cursor.
    var row: String {
        let screen = current()
        return screen.text(row: screen.cursor.row)
    }

    /// The colours of the first place in the cursor's row where a text stands; nil where it does not.
    func sgr(of text: String) -> String? {
        let screen = current()
        let cells = screen.rows[screen.cursor.row]
        let letters = text.map(String.init)
        let starts = cells.indices.dropLast(letters.count - 1)
        let start = starts.last { cells[$0..<($0 + letters.count)].map(\.text) == letters }
        return start.map { cells[$0].sgr }
    }

    /// Leaves by Ctrl-D; the status.
    func leave() throws -> Int32 {
        try terminal.send("\u{4}")
        return try terminal.waitForExit()
    }
}
