import SQLText

/// The texts of the prompt, from templates.
///
/// In a template `%n` is the user, `%M` host and port, `%m` the host, `%>` the port, `%/` the current database, `%~`
/// the database or, without one, the dialect, `%d` the dialect, `%R` what is open, `%T` how long the last statement
/// took, `%%` a percent sign and `%[ … %]` stand around sequences that take no room.
struct PromptTemplate {
    /// What the prompt tells.
    struct State {
        var user: String
        /// The node, as `host:port`.
        var node: String
        var isConnected: Bool
        var database: String?
        var dialect: String
        /// How long the last statement took; nil before the first.
        var lastDuration: Duration?
    }

    private let settings: PromptSettings

    init(_ settings: PromptSettings) { self.settings = settings }

    /// The prompt before a line.
    func text(_ state: State, _ continuation: StatementSplitter.Continuation) -> String {
        let first = Self.filled(settings.first, state, "")
        guard let mark = Self.mark(continuation) else { return first }
        guard settings.continuation.isEmpty else { return Self.filled(settings.continuation, state, mark) }
        // Under the last row of the first prompt, so that statements stand below each other.
        let row = first.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let end = row.hasSuffix("> ") ? 2 : 0
        let blanks = DisplayWidth.columns(of: row) - mark.count - end
        return String(repeating: " ", count: max(0, blanks)) + mark + (end > 0 ? "> " : "")
    }

    /// What stands at the right end of the first line.
    func right(_ state: State) -> String { Self.filled(settings.right, state, "") }

    private static func filled(_ template: String, _ state: State, _ mark: String) -> String {
        var text = ""
        var isCode = false
        for scalar in template.unicodeScalars {
            guard isCode else {
                if scalar == "%" { isCode = true } else { text.unicodeScalars.append(scalar) }
                continue
            }
            isCode = false
            text += value(of: scalar, state, mark)
        }
        return text
    }

    private static func value(of code: Unicode.Scalar, _ state: State, _ mark: String) -> String {
        let host = state.node.unicodeScalars.lastIndex(of: ":").map { String(state.node[..<$0]) } ?? state.node
        let port = state.node.unicodeScalars.lastIndex(of: ":").map {
            String(state.node.unicodeScalars[$0...].dropFirst())
        }
        switch code {
        case "n": return DisplayText.safe(state.user)
        case "M": return DisplayText.safe(state.node) + (state.isConnected ? "" : " (not connected)")
        case "m": return DisplayText.safe(host)
        case ">": return port ?? ""
        case "/": return DisplayText.safe(state.database ?? "")
        case "~": return DisplayText.safe(state.database ?? state.dialect)
        case "d": return state.dialect
        case "R": return mark
        // What is over before one can look up is no news.
        case "T": return state.lastDuration.flatMap { $0 < .seconds(1) ? nil : $0.clockText } ?? ""
        case "%": return "%"
        case "[", "]": return ""
        case _: return "%" + String(code)
        }
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
