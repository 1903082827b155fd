import CLibEdit
import IoTDBWire
import Platform

/// Edits a line: libedit turns keys into changes of the line, this draws it and does what libedit does not.
///
/// Used by one thread at a time. On a dumb terminal libedit draws, and what needs drawing is left out.
final class LibEditCore {
    private let handle: LibEditHandle
    /// What other threads have left for us.
    private let shared: LibEditShared
    /// The terminal, where the line is drawn by us.
    private var screen: LineScreen?
    /// Whether the terminal shows faint text as such.
    private let showsFaintText: Bool
    /// Whether it shows reverse video.
    private let showsReverse: Bool
    private let keyboard: KeyReader
    private var state = EditState()
    /// The terminal's settings before the first line, while it is kept in raw mode between lines; nil when it is not.
    private var held: TerminalState?
    /// How the line ends, when not by Enter.
    private var outcome: LineEditorEvent?
    /// Text that the line begins with, until it does.
    private var initialText = ""
    /// Pastes whose key libedit has not come to yet.
    private var pastes: [[UInt32]] = []
    private var search: HistorySearch?
    private var completion = CompletionTab()
    /// The prompt that libedit asks for where it draws.
    private let promptBuffer = PromptBuffer()

    /// Creates the object; nil when libedit or the UTF-8 locale is not to be had.
    init?(shared: LibEditShared, environment: [String: String]) {
        let understandsEscapes = Terminal(descriptor: 1, environment: environment).understandsEscapes
        guard let handle = LibEditHandle(draws: !understandsEscapes) else { return nil }
        self.handle = handle
        self.shared = shared
        let usesColor = Terminal(descriptor: 1, environment: environment).usesColor(.auto)
        showsReverse = understandsEscapes && environment["TERM"]?.hasPrefix("vt") == false
        showsFaintText = showsReverse && usesColor
        screen = understandsEscapes ? LineScreen(showsFaintText: showsFaintText) : nil
        keyboard = KeyReader(shared.mailbox)
    }

    /// Sets callbacks and keys.
    func configure(home: String?) {
        handle.setOwner(self)
        handle.setCallbacks(
            prompt: { (LibEditCore.of($0)?.promptBuffer ?? PromptBuffer.empty).pointer },
            key: { LibEditCore.of($0)?.readKey($1) ?? 0 }
        )
        KeyBindings.addCommands(to: handle)
        let editrc = home.flatMap(KeyBindings.editrcPath)
        if let editrc { handle.source(editrc) }
        let keys = KeyBindings.bind(handle, editrc: editrc, hasScreen: screen != nil)
        keyboard.leave(toUser: keys)
    }

    /// Reads a line with the terminal in raw mode, which it keeps until ``release()``.
    func readLine(prompt text: String, initialText: String) -> LineEditorEvent {
        takeNewEntries()
        state.begin()
        (outcome, self.initialText, pastes, search) = (nil, initialText, [], nil)
        completion = CompletionTab()
        let terminal = held ?? TerminalState(descriptor: 0)
        if held == nil { keyboard.begin() }
        // Raw mode before the prompt is shown: what is typed ahead must not stop in the kernel's line buffer.
        handle.setRawMode(true)
        let prompt = EditorPrompt(text, keepsEscapes: screen != nil)
        promptBuffer.set(prompt.characters)
        if screen == nil { write(prompt.leading.map { $0 + "\r\n" }.joined()) }
        screen?.begin(prompt, rightPrompt: rightPrompt)
        let line = handle.read()
        // What comes before the next line must not be echoed into the rows above it.
        handle.setRawMode(true)
        // Ctrl-C is meant for what the line has begun.
        TerminalState(descriptor: 0)?.withSignals()
        held = terminal
        finish(line)
        for message in takeMessages() { write(Self.rows(message)) }
        return event(line)
    }

    /// Gives the terminal and its signals back.
    func release() {
        guard let held = held.take() else { return }
        handle.setRawMode(false)
        held.restore()
        keyboard.end()
    }

    /// Whether Ctrl-C was pressed behind the line that was read last.
    func takeInterrupt() -> Bool { keyboard.takeInterrupt() }

    /// A message for a terminal in raw mode.
    static func rows(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\r\n" }.joined()
    }

    /// The object behind a callback's handle.
    static func of(_ el: OpaquePointer?) -> LibEditCore? {
        LibEditHandle.owner(el, as: LibEditCore.self)
    }

    private func takeNewEntries() {
        let entries = shared.state.withLock { state in
            defer { state.newEntries = [] }
            return state.newEntries
        }
        for entry in entries where entry.utf8.count <= EntryHistory.largestEntry {
            state.history.add(entry)
            handle.addHistory(entry)
        }
    }

    /// What stands at the right end, faint where the terminal can.
    private var rightPrompt: [ScreenCell] {
        let text = shared.state.withLock { $0.rightPrompt }
        return EditorPrompt(text, keepsEscapes: false).cells.map { cell in
            var cell = cell
            cell.style = .text(.faint)
            return cell
        }
    }

    /// What has happened, from the text and the callbacks' notes.
    private func event(_ line: String?) -> LineEditorEvent {
        if let outcome { return outcome }
        guard var line else { return .endOfInput }
        if line.hasSuffix("\n") { line.removeLast() }
        return .line(line)
    }

    private func finish(_ text: String?) {
        var content = content()
        if var text {
            if text.hasSuffix("\n") { text.removeLast() }
            content.line = LineBuffer(text)
            content.styles = styles(of: content.line)
        }
        content.suggestion = []
        content.note = nil
        if outcome == .interrupted { content.tail = [0x5E, 0x43] }
        screen?.finish(content)
        guard screen == nil else { return }
        if outcome == .interrupted { write("^C") }
        if outcome != nil || text == nil { write("\r\n") }
    }

    private func write(_ text: String) {
        _ = writeAll(1, Array(text.utf8))
    }
}

// MARK: Keys

extension LibEditCore {
    /// libedit's way to get a key: 1 and the key, or 0 when the line is over.
    private func readKey(_ key: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        if !initialText.isEmpty {
            handle.line = LineBuffer(initialText)
            initialText = ""
            if screen == nil { handle.refresh() }
        }
        while outcome == nil {
            switch keyboard.next(beforeWaiting: { draw() }) {
            case .key(let scalar):
                key?.pointee = wchar_t(bitPattern: scalar)
                return 1
            case .paste(let text):
                pastes.append(text)
                key?.pointee = wchar_t(bitPattern: KeyCode.paste.rawValue)
                return 1
            case .unknownKey: screen?.beep()
            case .interrupt: outcome = .interrupted
            case .suspend: suspend()
            case .resumed: resume()
            case .resized: resize()
            case .woken:
                showMessages()
                takeCompletion()
            case .terminated(let signal): outcome = .terminated(signal: signal)
            case .end: return 0
            }
        }
        return 0
    }

    private func suspend() {
        screen?.suspend()
        if screen == nil { write("\r\n") }
        handle.setRawMode(false)
        Interrupts.shared.suspendHandling(of: SIGTSTP)
        Interrupts.raiseHere(SIGTSTP)
        Interrupts.shared.resumeHandling(of: SIGTSTP)
        keyboard.forgetResumption()
        resume()
    }

    /// Takes the terminal back: somebody else may have changed it.
    private func resume() {
        handle.setRawMode(false)
        handle.setRawMode(true)
        handle.resize()
        screen?.resume()
        if screen == nil { handle.refresh() }
    }

    private func resize() {
        handle.resize()
        let content = content()
        screen?.resize(content)
        if screen == nil { handle.refresh() }
    }
}

// MARK: Drawing

extension LibEditCore {
    /// Brings the screen up to date; called when no key is waiting.
    private func draw() {
        if search == nil { state.note(handle.line) }
        let wishes = handle.takeWishes()
        if wishes.clear { screen?.clear() }
        let content = content()
        screen?.show(content)
        if wishes.bell { screen?.beep() }
    }

    private func content() -> LineFrame.Content {
        if let search {
            var content = LineFrame.Content(prompt: [], line: search.line, styles: styles(of: search.line))
            if let match = search.match, showsReverse {
                content.styles += Array(repeating: .plain, count: max(0, match.upperBound - content.styles.count))
                for index in match { content.styles[index] = .match }
            }
            content.note = search.note
            return content
        }
        let line = handle.line
        var content = LineFrame.Content(prompt: [], line: line, styles: styles(of: line))
        content.suggestion = suggestion(for: line)
        content.note = completion.note(for: line)
        return content
    }

    private func styles(of line: LineBuffer) -> [TextStyle] {
        let (isOn, highlighter) = shared.state.withLock { ($0.isHighlighting, $0.highlighter) }
        guard isOn, screen != nil, let highlighter, !line.text.isEmpty, line.text.count <= 20_000 else { return [] }
        var styles = [TextStyle](repeating: .plain, count: line.text.count)
        for span in highlighter(line.string, line.cursor) {
            for index in span.range.clamped(to: styles.indices) { styles[index] = span.style }
        }
        return styles
    }

    private func suggestion(for line: LineBuffer) -> [UInt32] {
        guard showsFaintText, line.isAtEnd, !line.text.isEmpty, line.text.count <= 20_000 else { return [] }
        guard shared.state.withLock({ $0.isSuggesting }) else { return [] }
        return state.history.suggestion(for: Array(line.string.utf8)) ?? []
    }

    /// Shows the messages that wait above the line.
    private func showMessages() {
        let messages = takeMessages()
        guard !messages.isEmpty else { return }
        let rows = messages.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        let text = rows.map { $0 + "\r\n" }.joined()
        screen?.showAbove(text)
        guard screen == nil else { return }
        write("\r\n" + text)
        handle.refresh()
    }

    private func takeMessages() -> [String] {
        shared.state.withLock { state in
            defer { state.messages = [] }
            return state.messages
        }
    }
}

// MARK: Commands

extension LibEditCore {
    /// Does a command of the line.
    func perform(_ command: EditCommand) -> UInt8 {
        let line = handle.line
        guard let new = state.perform(command, on: line, suggestion: suggestion(for: line)) else {
            return UInt8(CC_ERROR)
        }
        handle.line = new
        return UInt8(CC_REFRESH)
    }

    /// Ctrl-C that came as a character.
    func interrupt() -> UInt8 {
        outcome = .interrupted
        return UInt8(CC_EOF)
    }

    /// Ctrl-D.
    func deleteOrEnd() -> UInt8 {
        handle.line.text.isEmpty ? UInt8(CC_EOF) : perform(.deleteNext)
    }

    /// Ctrl-X Ctrl-E.
    func editExternally() -> UInt8 {
        outcome = .editExternally(handle.line.string)
        return UInt8(CC_EOF)
    }

    /// Ctrl-V: the next key as a character, whatever it does.
    func insertLiterally() -> UInt8 {
        keyboard.takesSignalKeysLiterally = true
        defer { keyboard.takesSignalKeysLiterally = false }
        guard let key = handle.readKey() else { return UInt8(CC_EOF) }
        guard key >= 0xA0 || key < 0x80, key != 0 else {
            handle.push(key)
            return UInt8(CC_NORM)
        }
        return insert([key == 0x0D ? 0x0A : key])
    }

    /// A paste has come.
    func insertPaste() -> UInt8 {
        guard !pastes.isEmpty else { return UInt8(CC_ERROR) }
        return insert(pastes.removeFirst())
    }

    private func insert(_ text: [UInt32]) -> UInt8 {
        var line = handle.line
        line.insert(text)
        handle.line = line
        return UInt8(CC_REFRESH)
    }

    /// Ctrl-R and Ctrl-S.
    func searchHistory(reverse: Bool) -> UInt8 {
        var search = HistorySearch(from: handle.line, reverse: reverse)
        defer { self.search = nil }
        while true {
            self.search = search
            guard let key = handle.readKey() else { return UInt8(CC_EOF) }
            switch search.take(key, in: state.history) {
            case .searching: if search.hasFailed { screen?.beep() }
            case .cancelled: return UInt8(CC_REFRESH)
            case .accepted(let key):
                if let position = search.position { _ = state.history.move(to: position, from: handle.line.text) }
                handle.line = search.line
                // Esc alone only ends the search; with a key behind it it is a part of that key.
                if key != 0x1B || keyboard.hasKey || handle.isVi { handle.push(key) }
                return UInt8(CC_REFRESH)
            }
        }
    }
}

// MARK: Completion

extension LibEditCore {
    /// Tab.
    func complete() -> UInt8 {
        let line = handle.line
        guard let responder = shared.state.withLock({ $0.responder }) else { return UInt8(CC_ERROR) }
        if completion.isFetching(for: line) { return UInt8(CC_NORM) }
        let request = CompletionRequest(
            textBeforeCursor: line.stringBeforeCursor,
            textAfterCursor: line.stringAfterCursor
        )
        switch responder(request) {
        case .ready(let result): return apply(completion.take(result, for: line))
        case .pending(let answer):
            fetch(answer, number: completion.begin(for: line))
            guard keyboard.waitForWakeUp(milliseconds: 100), let result = arrivedResult() else {
                completion.showsNote = true
                return UInt8(CC_NORM)
            }
            return apply(completion.take(result, for: line))
        }
    }

    private func fetch(_ answer: @escaping @Sendable () async -> CompletionResult, number: Int) {
        let shared = shared
        shared.state.withLock { $0.arrived = nil }
        Task.detached {
            let result = await answer()
            shared.state.withLock { $0.arrived = (number, result) }
            shared.mailbox.wake()
        }
    }

    /// The answer to the completion that is under way, if it has come.
    private func arrivedResult() -> CompletionResult? {
        shared.state.withLock { state in
            guard let arrived = state.arrived, arrived.number == completion.number else { return nil }
            state.arrived = nil
            return arrived.result
        }
    }

    /// An answer that came late: shown if the line is still the one it was asked for.
    private func takeCompletion() {
        guard let result = arrivedResult(), search == nil else { return }
        let line = handle.line
        guard completion.isFetching(for: line) else { return }
        if apply(completion.takeLate(result, for: line)) == UInt8(CC_ERROR) { screen?.beep() }
        if screen == nil { handle.refresh() }
    }

    private func apply(_ step: CompletionTab.Step) -> UInt8 {
        switch step {
        case .nothing: return UInt8(CC_ERROR)
        case .line(let line):
            handle.line = line
            return UInt8(CC_REFRESH)
        case .list(let names):
            let list = ColumnList.text(names, columns: screen?.columns ?? 80, rows: screen?.rows ?? 24)
            // The line above the list stays there: without what was only for the moment.
            var content = content()
            (content.suggestion, content.note, content.showsCursor) = ([], nil, false)
            screen?.show(content)
            screen?.showBelow(list)
            if screen == nil {
                write("\r\n" + list)
                handle.refresh()
            }
            return UInt8(CC_NORM)
        }
    }
}
