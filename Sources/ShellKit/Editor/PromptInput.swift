import IoTDBWire
import SQLText

/// The lines of one input at the prompt, until it is complete.
struct PromptInput {
    private var splitter: StatementSplitter
    private var lines: [String] = []
    private var isComplete = false
    /// Whether the lines held a whole statement or command.
    private var hasBegun = false

    init(dialect: SQLDialect) { splitter = StatementSplitter(dialect: dialect) }

    /// What the next line continues.
    var continuation: StatementSplitter.Continuation { splitter.continuation }

    /// The open statement so far, for completion.
    var pendingText: String { splitter.pendingText }

    /// Whether a line that would leave the shell, or ask for help, is only text of the open statement.
    func swallows(_ line: String) -> Bool {
        guard continuation != .ready, let command = LegacyCommand.parse(Array(line.utf8)) else { return false }
        return command.name == .quit || command.name == .help
    }

    /// Takes a line, or several at once from a paste or the history.
    mutating func feed(_ line: String) -> [StatementEvent] {
        splitter.feed(line, number: lines.count + 1)
        let events = splitter.shellEvents()
        lines.append(line)
        isComplete = continuation == .ready
        if !events.isEmpty { hasBegun = true }
        return events
    }

    /// The whole input as one history entry, once it is complete.
    mutating func takeEntry() -> String? {
        isComplete ? take() : nil
    }

    /// The input as it is, when the user drops its end but a part of it was carried out.
    mutating func takeBegunEntry() -> String? {
        hasBegun ? take() : nil
    }

    private mutating func take() -> String? {
        let entry = lines.joined(separator: "\n")
        lines = []
        hasBegun = false
        return entry.trimmingBlanks().isEmpty ? nil : entry
    }
}
