import CLibEdit
import IoTDBWire
import Platform

/// The prompt on a terminal, edited with libedit.
///
/// Each line is read on a thread of its own, never on the cooperative pool. There should be one of these in a process:
/// libedit works on the standard streams.
package final class LibEditLineEditor: LineEditor, @unchecked Sendable {
    // Proof of @unchecked: `core` is touched only by the thread that `readLine` starts, by `releaseTerminal()` and
    // `takeInterrupt()`. `isReading` allows one of these at a time, and the lock around it orders the work of each
    // before that of the next one.
    // The rest is Sendable.
    private let core: LibEditCore
    private let shared: LibEditShared

    /// Takes over the terminal's line editing; nil when standard input or output is no terminal.
    ///
    /// Sets `LC_CTYPE` of the process (to the environment's locale, or C.UTF-8 when that is not UTF-8). The line is
    /// coloured, and suggestions are shown, where the environment wants colour.
    /// - Parameters:
    ///   - environment: gives `TERM`, `NO_COLOR` and `HOME`, below which `.editrc` is read when it is a regular file.
    package init?(environment: [String: String]) {
        guard isatty(0) == 1, isatty(1) == 1, let state = TerminalState(descriptor: 0) else { return nil }
        state.rememberAsStart()
        shared = LibEditShared(usesColor: Terminal(descriptor: 1, environment: environment).usesColor(.auto))
        guard let core = LibEditCore(shared: shared, environment: environment) else { return nil }
        self.core = core
        core.configure(home: environment["HOME"])
        state.restore()
    }

    /// Reads one line; throws when a line is being read already or no thread can be had.
    package func readLine(prompt: String) async throws(LineEditorError) -> LineEditorEvent {
        try await readLine(prompt: prompt, initialText: "")
    }

    /// Reads one line; throws when a line is being read already or no thread can be had.
    package func readLine(prompt: String, initialText: String) async throws(LineEditorError) -> LineEditorEvent {
        guard claimCore() else { throw LineEditorError("a line is being read already") }
        let event = await withCheckedContinuation { (continuation: CheckedContinuation<LineEditorEvent?, Never>) in
            let isStarted = startDetachedThread { [self] in
                let event = core.readLine(prompt: prompt, initialText: initialText)
                shared.state.withLock { $0.isReading = false }
                continuation.resume(returning: event)
            }
            if !isStarted {
                shared.state.withLock { $0.isReading = false }
                continuation.resume(returning: nil)
            }
        }
        guard let event else { throw LineEditorError("no thread for the line editor") }
        return event
    }

    /// Gives the terminal back, which stays in raw mode between two lines; does nothing while a line is read.
    package func releaseTerminal() {
        guard claimCore() else { return }
        core.release()
        shared.state.withLock { $0.isReading = false }
    }

    /// Whether Ctrl-C was pressed behind the line that was read last; false while a line is read.
    package func takeInterrupt() -> Bool {
        guard claimCore() else { return false }
        defer { shared.state.withLock { $0.isReading = false } }
        return core.takeInterrupt()
    }

    private func claimCore() -> Bool {
        shared.state.withLock { state in
            defer { state.isReading = true }
            return !state.isReading
        }
    }

    /// Replaces what answers Tab, by a provider that always has its answer at once.
    package func setCompletionProvider(_ provider: @escaping CompletionProvider) {
        setCompletionResponder { .ready(provider($0.textBeforeCursor)) }
    }

    /// Replaces what answers Tab.
    package func setCompletionResponder(_ responder: @escaping CompletionResponder) {
        shared.state.withLock { $0.responder = responder }
    }

    /// Replaces what colours the line.
    package func setHighlighter(_ highlighter: @escaping LineHighlighter) {
        shared.state.withLock { $0.highlighter = highlighter }
    }

    /// Whether the line is coloured while it is typed; in effect from the next key on.
    package var isHighlighting: Bool {
        get { shared.state.withLock { $0.isHighlighting } }
        set { shared.state.withLock { $0.isHighlighting = newValue } }
    }

    /// Whether the rest of the newest history entry that begins like the line is shown behind it.
    package var isSuggesting: Bool {
        get { shared.state.withLock { $0.isSuggesting } }
        set { shared.state.withLock { $0.isSuggesting = newValue } }
    }

    /// What is shown at the right end of the next line's row while there is room.
    package var rightPrompt: String {
        get { shared.state.withLock { $0.rightPrompt } }
        set { shared.state.withLock { $0.rightPrompt = newValue } }
    }

    /// Makes an entry reachable with the arrow keys; in effect from the next line on.
    package func addHistory(_ entry: String) {
        shared.state.withLock { $0.newEntries.append(entry) }
    }

    /// Shows a message above the edited line; between lines it goes straight to standard output.
    package func printMessage(_ message: String) {
        let isReading = shared.state.withLock { state in
            if state.isReading { state.messages.append(message) }
            return state.isReading
        }
        if isReading {
            shared.mailbox.wake()
        } else {
            // The terminal may be in raw mode still.
            _ = writeAll(1, Array(LibEditCore.rows(message).utf8))
        }
    }
}

/// What other threads hand to the one that edits.
final class LibEditShared: Sendable {
    /// All under one lock.
    struct State {
        var isReading = false
        var responder: CompletionResponder?
        var highlighter: LineHighlighter?
        var isHighlighting: Bool
        var isSuggesting: Bool
        var rightPrompt = ""
        var newEntries: [String] = []
        var messages: [String] = []
        /// The answer to the completion with this number, once it is there.
        var arrived: (number: Int, result: CompletionResult)?
    }

    let state: Lock<State>
    /// Wakes the editing thread for messages and answers; carries no signals.
    let mailbox = SignalMailbox([])

    init(usesColor: Bool) {
        state = Lock(State(isHighlighting: usesColor, isSuggesting: usesColor))
    }
}
