import IoTDBWire
package import ShellKit

/// A line editor that plays a list of events and notes what it was asked.
package final class ScriptedLineEditor: LineEditor {
    private struct State {
        var events: [LineEditorEvent]
        var prompts: [String] = []
        var history: [String] = []
        var messages: [String] = []
        var provider: CompletionProvider?
    }

    private let state: Lock<State>

    /// Plays the events in order, then the end of input for ever.
    package init(_ events: [LineEditorEvent]) {
        state = Lock(State(events: events))
    }

    /// Plays lines.
    package convenience init(lines: [String]) {
        self.init(lines.map { .line($0) })
    }

    /// The prompts shown so far.
    package var prompts: [String] { state.withLock { $0.prompts } }
    /// The history entries added so far.
    package var history: [String] { state.withLock { $0.history } }
    /// The messages printed so far.
    package var messages: [String] { state.withLock { $0.messages } }

    /// What Tab would offer behind this text.
    package func completions(after text: String) -> CompletionResult? {
        state.withLock { $0.provider }?(text)
    }

    /// The next event of the script.
    package func readLine(prompt: String) async throws(LineEditorError) -> LineEditorEvent {
        state.withLock { state in
            state.prompts.append(prompt)
            return state.events.isEmpty ? .endOfInput : state.events.removeFirst()
        }
    }

    /// Keeps the provider for `completions(after:)`.
    package func setCompletionProvider(_ provider: @escaping CompletionProvider) {
        state.withLock { $0.provider = provider }
    }

    /// Notes the entry.
    package func addHistory(_ entry: String) {
        state.withLock { $0.history.append(entry) }
    }

    /// Notes the message.
    package func printMessage(_ message: String) {
        state.withLock { $0.messages.append(message) }
    }
}
