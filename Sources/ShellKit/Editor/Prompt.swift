import SQLText

/// Texts of the prompt.
enum Prompt {
    /// `root@host:6667 tree> `; while a statement is open, the same width with what is open in front of the `>`.
    static func text(
        user: String,
        node: String,
        place: String,
        _ continuation: StatementSplitter.Continuation
    ) -> String {
        let first = DisplayText.safe("\(user)@\(node) \(place)")
        guard let mark = mark(continuation) else { return first + "> " }
        let blanks = DisplayWidth.columns(of: first) - mark.count
        return String(repeating: " ", count: max(0, blanks)) + mark + "> "
    }

    /// What is open; nil when nothing is.
    private static func mark(_ continuation: StatementSplitter.Continuation) -> String? {
        switch continuation {
        case .ready: nil
        case .inStatement: "-"
        case .inSingleQuote: "'"
        case .inDoubleQuote: "\""
        case .inBackQuote: "`"
        case .inComment: "*"
        }
    }
}
