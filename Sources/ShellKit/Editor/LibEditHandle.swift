import CLibEdit
import Platform

/// libedit's object, wrapped: maps of keys, the line, history for its own searches.
///
/// Used by one thread at a time.
final class LibEditHandle {
    /// What libedit wanted from the terminal since the last look, when its line is drawn by us.
    struct Wishes {
        /// To ring.
        var bell = false
        /// To clear the screen.
        var clear = false
    }

    private let el: OpaquePointer
    private let history: OpaquePointer
    /// Where libedit's own drawing goes; nil when that is the terminal.
    private let sink: UnsafeMutablePointer<cle_sink>?

    /// Creates the object; nil when libedit or the UTF-8 locale is not to be had.
    /// - Parameter draws: false when the line is drawn by us.
    init?(draws: Bool) {
        // A narrow locale makes libedit crash on non-ASCII prompts.
        guard cle_use_utf8_locale() == 1, let history = history_winit() else { return nil }
        let sink: UnsafeMutablePointer<cle_sink>? = draws ? nil : .allocate(capacity: 1)
        sink?.initialize(to: cle_sink())
        let el = sink.map { cle_init_silently("iotdb-shell", $0) } ?? cle_init("iotdb-shell")
        guard let el else {
            history_wend(history)
            Self.close(sink)
            return nil
        }
        (self.el, self.history, self.sink) = (el, history, sink)
        cle_set_signal(el, 0)
        cle_take_signal_keys(el)
        withWide("emacs") { _ = cle_set_editor(el, $0) }
        cle_history_size(history, Int32(HistoryFile.defaultLimit))
        cle_history_unique(history, 1)
        cle_use_history(el, history)
    }

    deinit {
        el_end(el)
        history_wend(history)
        Self.close(sink)
    }

    private static func close(_ sink: UnsafeMutablePointer<cle_sink>?) {
        guard let sink else { return }
        cle_close_sink(sink)
        sink.deallocate()
    }

    // MARK: Set-up

    /// Sets what the callbacks find behind their handle: an object that lives longer than this one is used.
    func setOwner(_ owner: AnyObject) {
        cle_set_client(el, Unmanaged.passUnretained(owner).toOpaque())
    }

    /// The object behind a callback's handle, which must be the one set as the owner.
    static func owner<Owner: AnyObject>(_ el: OpaquePointer?, as type: Owner.Type) -> Owner? {
        guard let el, let data = cle_client(el) else { return nil }
        return Unmanaged<Owner>.fromOpaque(data).takeUnretainedValue()
    }

    /// Sets what libedit calls for its prompt and for each key.
    func setCallbacks(prompt: @escaping cle_prompt_fn, key: @escaping cle_getc_fn) {
        cle_set_prompt(el, prompt, 1)
        cle_set_getc(el, key)
    }

    /// Makes a command known to `bind`.
    func add(_ name: String, _ help: String, _ command: @escaping cle_command_fn) {
        withWide(name) { name in withWide(help) { _ = cle_add_command(el, name, $0, command) } }
    }

    /// Binds a key, written as `bind` takes it.
    func bind(_ key: String, to command: String, inCommandMode: Bool = false) {
        withWide(key) { key in
            withWide(command) { command in
                _ = inCommandMode ? cle_bind_alternative(el, key, command) : cle_bind(el, key, command)
            }
        }
    }

    /// Reads a file of `bind` rows.
    func source(_ path: String) {
        el_source(el, path)
    }

    /// Whether the keys are vi's.
    var isVi: Bool { cle_is_vi(el) == 1 }

    // MARK: Reading

    /// Edits a line: the text with its line end, or nil at the end of input, or when a callback gave up.
    func read() -> String? {
        var count: Int32 = 0
        guard let text = el_wgets(el, &count), count > 0 else { return nil }
        return String(wide: UnsafeBufferPointer(start: text, count: Int(count)))
    }

    /// The next key, for a command that takes some itself; nil when the reading ends.
    func readKey() -> UInt32? {
        var key: wchar_t = 0
        return el_wgetc(el, &key) == 1 ? UInt32(bitPattern: key) : nil
    }

    /// Makes a key the next one.
    func push(_ key: UInt32) {
        let text: [wchar_t] = [wchar_t(bitPattern: key), 0]
        text.withUnsafeBufferPointer { if let base = $0.baseAddress { el_wpush(el, base) } }
    }

    /// The line that is being edited.
    var line: LineBuffer {
        get {
            guard let line = el_wline(el)?.pointee else { return LineBuffer() }
            let text = UnsafeBufferPointer(start: line.buffer, count: line.lastchar - line.buffer)
            return LineBuffer(text.map { UInt32(bitPattern: $0) }, cursor: line.cursor - line.buffer)
        }
        set { replace(line, by: newValue) }
    }

    /// Changes only what differs: libedit takes all that is deleted for a cut.
    private func replace(_ old: LineBuffer, by new: LineBuffer) {
        let prefix = zip(old.text, new.text).prefix { $0 == $1 }.count
        let oldRest = old.text[prefix...].reversed()
        let newRest = new.text[prefix...].reversed()
        let kept = zip(oldRest, newRest).prefix { $0 == $1 }.count
        el_cursor(el, Int32(clamping: old.text.count - kept - old.cursor))
        el_deletestr(el, Int32(clamping: old.text.count - kept - prefix))
        insert(new.text[prefix..<(new.text.count - kept)])
        el_cursor(el, Int32(clamping: new.cursor - (new.text.count - kept)))
    }

    private func insert(_ scalars: ArraySlice<UInt32>) {
        guard !scalars.isEmpty else { return }
        let wide = scalars.map { wchar_t(bitPattern: $0) } + [0]
        wide.withUnsafeBufferPointer { if let base = $0.baseAddress { _ = el_winsertstr(el, base) } }
    }

    // MARK: Terminal

    /// Switches the terminal to editing, or back to what it was.
    func setRawMode(_ isRaw: Bool) {
        cle_prepare_terminal(el, isRaw ? 1 : 0)
    }

    /// Looks at the window's size.
    func resize() {
        el_resize(el)
    }

    /// Lets libedit draw its line, where it draws.
    func refresh() {
        cle_refresh(el)
    }

    /// What libedit wanted from the terminal; nothing when it writes there itself.
    func takeWishes() -> Wishes {
        guard let sink else { return Wishes() }
        let wishes = cle_take(sink)
        return Wishes(bell: wishes & 1 != 0, clear: wishes & 2 != 0)
    }

    /// Takes an entry for libedit's own history commands, such as vi's `/`.
    func addHistory(_ entry: String) {
        withWide(entry) { _ = cle_history_enter(history, $0) }
    }
}
