/// What one call of `LineEditor.readLine(prompt:)` ended with.
package enum LineEditorEvent: Sendable, Equatable {
    /// A line, without its line end; a paste or a recalled entry may hold `\n` inside.
    case line(String)
    /// Ctrl-C: what had been typed is gone.
    case interrupted
    /// Ctrl-D on an empty line, or the input is at its end.
    case endOfInput
    /// Ctrl-X Ctrl-E: the line should go to the user's own editor and come back as `initialText` of the next call.
    case editExternally(String)
    /// SIGTERM, SIGHUP or SIGQUIT arrived; the terminal is restored, the owner should leave with 128 + the number.
    case terminated(signal: Int32)
}

/// Where the shell's lines come from: libedit, a pipe, or a test's script.
///
/// Only one `readLine` may be under way at a time; the other calls may come from any thread at any time.
package protocol LineEditor: AnyObject, Sendable {
    /// Reads one line. The prompt may hold SGR escapes; rows before its last one are printed once.
    func readLine(prompt: String) async throws(LineEditorError) -> LineEditorEvent
    /// The same with a text that is there already, the cursor behind it.
    func readLine(prompt: String, initialText: String) async throws(LineEditorError) -> LineEditorEvent
    /// Gives the terminal back, which stays ready for keys between two lines so that what is typed ahead is not echoed;
    /// to be called before anything else reads or writes there.
    func releaseTerminal()
    /// Whether Ctrl-C was pressed behind the line that was read last, when keys did not send signals yet; such a key
    /// means what the line begins, and is gone then.
    func takeInterrupt() -> Bool
    /// Replaces what answers Tab, by a provider that always has its answer at once.
    func setCompletionProvider(_ provider: @escaping CompletionProvider)
    /// Replaces what answers Tab.
    func setCompletionResponder(_ responder: @escaping CompletionResponder)
    /// Replaces what colours the line.
    func setHighlighter(_ highlighter: @escaping LineHighlighter)
    /// Makes an entry reachable with the arrow keys and Ctrl-R; several rows are one entry.
    func addHistory(_ entry: String)
    /// Shows a message above the line that is being edited, or at once when none is.
    func printMessage(_ message: String)
    /// Whether the line is coloured while it is typed.
    var isHighlighting: Bool { get set }
    /// Whether the rest of a matching history entry is shown behind the line.
    var isSuggesting: Bool { get set }
    /// What is shown at the right end of the next line's row while there is room; empty for nothing.
    var rightPrompt: String { get set }
}

/// For editors that draw nothing.
extension LineEditor {
    package func readLine(prompt: String, initialText: String) async throws(LineEditorError) -> LineEditorEvent {
        try await readLine(prompt: prompt)
    }

    package func releaseTerminal() {}
    package func takeInterrupt() -> Bool { false }
    package func setCompletionResponder(_ responder: @escaping CompletionResponder) {}
    package func setHighlighter(_ highlighter: @escaping LineHighlighter) {}

    package var isHighlighting: Bool {
        get { false }
        set { _ = newValue }
    }

    package var isSuggesting: Bool {
        get { false }
        set { _ = newValue }
    }

    package var rightPrompt: String {
        get { "" }
        set { _ = newValue }
    }
}

/// Why no line could be read.
package struct LineEditorError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What happened, ready to be shown.
    package let description: String

    /// Creates an error from its text.
    package init(_ description: String) {
        self.description = description
    }
}
