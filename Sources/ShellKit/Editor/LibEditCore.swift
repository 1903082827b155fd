import CLibEdit
import Glibc

/// The libedit object and its callbacks.
///
/// Used by one thread at a time.
final class LibEditCore {
    /// libedit's handle; freed with the object.
    let el: OpaquePointer
    /// What other threads have left for us.
    let shared: LibEditShared
    /// False on a dumb terminal: no escape of ours is written.
    let understandsEscapes: Bool
    /// Signals while a line is being read.
    var signals: SignalMailbox?
    /// The prompt that libedit asks for again and again.
    var prompt = EditorPrompt("", keepsEscapes: false)
    /// How the line ends, when not by Enter.
    var outcome: LineEditorEvent?
    /// Where keys come from.
    let input = TerminalInput(0)
    /// Tab was the last key and left nothing to insert: the next one lists.
    var tabPosition: (length: Int, cursor: Int)?
    private let history: OpaquePointer
    /// Memory that libedit may read after the prompt callback has returned.
    private let promptBuffer: PromptBuffer

    /// Creates the handle; nil when libedit or the UTF-8 locale is not to be had.
    init?(shared: LibEditShared, environment: [String: String]) {
        // A narrow locale makes libedit crash on non-ASCII prompts.
        guard cle_use_utf8_locale() == 1, let el = cle_init("iotdb-shell") else { return nil }
        guard let history = history_winit() else {
            el_end(el)
            return nil
        }
        self.el = el
        self.history = history
        self.shared = shared
        understandsEscapes = Terminal(descriptor: 1, environment: environment).understandsEscapes
        promptBuffer = PromptBuffer()
    }

    deinit {
        el_end(el)
        history_wend(history)
    }

    /// The object behind a callback's handle.
    static func of(_ el: OpaquePointer?) -> LibEditCore? {
        guard let el, let data = cle_client(el) else { return nil }
        return Unmanaged<LibEditCore>.fromOpaque(data).takeUnretainedValue()
    }

    /// Sets callbacks, keys and history size.
    func configure(home: String?) {
        cle_set_client(el, Unmanaged.passUnretained(self).toOpaque())
        cle_set_signal(el, 0)
        withWide("emacs") { _ = cle_set_editor(el, $0) }
        cle_set_prompt(el, { LibEditCore.promptText($0) }, Int32(EditorPrompt.bracket))
        cle_set_getc(el, { LibEditCore.of($0)?.readCharacter($1) ?? 0 })
        cle_history_size(history, Int32(HistoryFile.defaultLimit))
        cle_history_unique(history, 1)
        cle_use_history(el, history)
        bindConvenienceKeys()
        sourceEditrc(home: home)
        bindCommands()
    }

    /// Reads a line with the terminal in raw mode; afterwards it is as it was.
    func readLine(prompt text: String, initialText: String) -> LineEditorEvent {
        takeNewEntries()
        prompt = EditorPrompt(text, keepsEscapes: understandsEscapes)
        promptBuffer.set(prompt.characters)
        outcome = nil
        tabPosition = nil
        let state = TerminalState(descriptor: 0)
        let signals = SignalMailbox([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])
        self.signals = signals
        el_resize(el)
        // Raw mode before the prompt is shown: what is typed ahead must not stop in the kernel's line buffer.
        cle_prepare_terminal(el, 1)
        write(prompt.leading.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
        setBracketedPaste(true)
        let line = nextLine()
        setBracketedPaste(false)
        state?.restore()
        showMessagesBetweenLines()
        self.signals = nil
        signals.stop()
        return ending(line)
    }

    /// Writes through libedit's stream.
    func write(_ text: String) {
        guard !text.isEmpty else { return }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { chars in
                if let base = chars.baseAddress { cle_write(base, chars.count) }
            }
        }
    }

    /// Switches the terminal's paste markers.
    func setBracketedPaste(_ isOn: Bool) {
        if understandsEscapes { write(isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l") }
    }

    private func nextLine() -> String? {
        var count: Int32 = 0
        guard let text = el_wgets(el, &count), count > 0 else { return nil }
        return String(wide: UnsafeBufferPointer(start: text, count: Int(count)))
    }

    /// What has happened, from the text and the callbacks' notes.
    private func ending(_ line: String?) -> LineEditorEvent {
        if let outcome { return outcome }
        guard var line else {
            write("\n")
            return .endOfInput
        }
        if line.hasSuffix("\n") { line.removeLast() }
        return .line(line)
    }

    private func takeNewEntries() {
        let entries = shared.state.withLock { state in
            defer { state.newEntries = [] }
            return state.newEntries
        }
        for entry in entries { withWide(entry) { _ = cle_history_enter(history, $0) } }
    }

    /// Messages that came too late to be shown above the line.
    private func showMessagesBetweenLines() {
        for message in takeMessages() { write(message + "\n") }
    }

    /// The messages that wait.
    func takeMessages() -> [String] {
        shared.state.withLock { state in
            defer { state.messages = [] }
            return state.messages
        }
    }

    private static func promptText(_ el: OpaquePointer?) -> UnsafeMutablePointer<wchar_t> {
        (of(el)?.promptBuffer ?? PromptBuffer.empty).pointer
    }

    /// The user's own key bindings. Only from the home directory, and only from a regular file: a FIFO would hang us.
    private func sourceEditrc(home: String?) {
        guard let home, home.hasPrefix("/") else { return }
        var status = stat()
        let path = home + "/.editrc"
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        el_source(el, path)
    }
}
