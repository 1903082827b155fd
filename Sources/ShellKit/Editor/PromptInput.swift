/// The lines of one input at the prompt, until it is complete.
struct PromptInput {
    private var lines: [String] = []
    /// Whether the lines held a whole statement or command.
    private var hasBegun = false

    init() {}

    /// The number of the next line, from 1.
    var nextNumber: Int { lines.reduce(1) { $0 + $1.utf8.count { $0 == 0x0A } + 1 } }

    /// Takes a line, or several at once from a paste or the history.
    mutating func add(_ line: String) { lines.append(line) }

    /// A statement or command of the lines is being carried out.
    mutating func begin() { hasBegun = true }

    /// The whole input as one history entry; nil where there is nothing to remember. Nothing is left.
    mutating func takeEntry() -> String? {
        let entry = lines.joined(separator: "\n")
        lines = []
        hasBegun = false
        return entry.trimmingBlanks().isEmpty ? nil : entry
    }

    /// The input as it is, when the user drops its end but a part of it was carried out.
    mutating func takePartialEntry() -> String? { hasBegun ? takeEntry() : nil }
}
