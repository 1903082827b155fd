import IoTDBWire
package import ShellKit

/// A line editor that plays a list of events and notes what it was asked.
package final class ScriptedLineEditor: LineEditor {
    private struct State {
        var events: [LineEditorEvent]
        var prompts: [String] = []
        var initialTexts: [String] = []
        var history: [String] = []
        var messages: [String] = []
        var responder: CompletionResponder?
        var highlighter: LineHighlighter?
        var isHighlighting = false
        var isSuggesting = false
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
    /// The text each line began with.
    package var initialTexts: [String] { state.withLock { $0.initialTexts } }
    /// The history entries added so far.
    package var history: [String] { state.withLock { $0.history } }
    /// The messages printed so far.
    package var messages: [String] { state.withLock { $0.messages } }
    /// As it was set; nothing is drawn.
    package var isHighlighting: Bool {
        get { state.withLock { $0.isHighlighting } }
        set { state.withLock { $0.isHighlighting = newValue } }
    }
    /// As it was set; nothing is drawn.
    package var isSuggesting: Bool {
        get { state.withLock { $0.isSuggesting } }
        set { state.withLock { $0.isSuggesting = newValue } }
    }

    /// What Tab would offer between these texts; nil without a provider or when the answer would have to be fetched.
    package func completions(after text: String, before rest: String = "") -> CompletionResult? {
        let request = CompletionRequest(textBeforeCursor: text, textAfterCursor: rest)
        guard case .ready(let result)? = state.withLock({ $0.responder })?(request) else { return nil }
        return result
    }

    /// How the line would be coloured.
    package func highlights(of text: String) -> [HighlightSpan] {
        state.withLock { $0.highlighter }?(text, text.unicodeScalars.count) ?? []
    }

    /// The next event of the script.
    package func readLine(prompt: String) async throws(LineEditorError) -> LineEditorEvent {
        try await readLine(prompt: prompt, initialText: "")
    }

    /// The next event of the script.
    package func readLine(prompt: String, initialText: String) async throws(LineEditorError) -> LineEditorEvent {
        state.withLock { state in
            state.prompts.append(prompt)
            state.initialTexts.append(initialText)
            return state.events.isEmpty ? .endOfInput : state.events.removeFirst()
        }
    }

    /// Keeps the provider for `completions(after:)`.
    package func setCompletionProvider(_ provider: @escaping CompletionProvider) {
        setCompletionResponder { .ready(provider($0.textBeforeCursor)) }
    }

    /// Keeps the responder for `completions(after:)`.
    package func setCompletionResponder(_ responder: @escaping CompletionResponder) {
        state.withLock { $0.responder = responder }
    }

    /// Keeps the highlighter for `highlights(of:)`.
    package func setHighlighter(_ highlighter: @escaping LineHighlighter) {
        state.withLock { $0.highlighter = highlighter }
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
