import CLibEdit
import Glibc
import IoTDBWire

/// Keys and the commands behind them.
extension LibEditCore {
    /// A sequence no keyboard sends; ends a dropped line.
    private static let abandonKey = "\u{1B}[77777~"

    /// What libedit's emacs map lacks.
    ///
    /// Bound before `.editrc`, so that the user's choice wins.
    func bindConvenienceKeys() {
        let keys = [
            ("\\e[1;5C", "em-next-word"), ("\\e[5C", "em-next-word"), ("\\e[1;3C", "em-next-word"),
            ("\\e[1;5D", "ed-prev-word"), ("\\e[5D", "ed-prev-word"), ("\\e[1;3D", "ed-prev-word"),
            ("\\e[H", "ed-move-to-beg"), ("\\e[1~", "ed-move-to-beg"), ("\\e[7~", "ed-move-to-beg"),
            ("\\e[F", "ed-move-to-end"), ("\\e[4~", "ed-move-to-end"), ("\\e[8~", "ed-move-to-end"),
            ("\\e[3~", "ed-delete-next-char"), ("^R", "em-inc-search-prev"),
        ]
        for (key, command) in keys { bind(key, command) }
    }

    /// Our own commands.
    ///
    /// Bound after `.editrc`: without these the shell would not keep its promises.
    func bindCommands() {
        add("iotdb-interrupt", "Drop the line") { LibEditCore.of($0)?.interrupt($1) ?? UInt8(CC_ERROR) }
        add("iotdb-abandon", "Leave a dropped line") { el, _ in LibEditCore.of(el)?.abandon() ?? UInt8(CC_ERROR) }
        add("iotdb-delete-or-end", "Delete a character or end the input") { el, _ in
            LibEditCore.of(el)?.deleteOrEnd() ?? UInt8(CC_ERROR)
        }
        add("iotdb-complete", "Complete the word") { el, _ in LibEditCore.of(el)?.complete() ?? UInt8(CC_ERROR) }
        add("iotdb-paste", "Insert a paste") { el, _ in LibEditCore.of(el)?.paste() ?? UInt8(CC_ERROR) }
        bind("^C", "iotdb-interrupt")
        bind("^D", "iotdb-delete-or-end")
        bind("^I", "iotdb-complete")
        bind("\\e[200~", "iotdb-paste")
        bind("\\e[77777~", "iotdb-abandon")
    }

    private func bind(_ key: String, _ command: String) {
        withWide(key) { key in
            withWide(command) { command in
                _ = cle_bind(el, key, command)
                // 0x69 is the `i` of our own commands: these also work in vi's command mode.
                if command.pointee == 0x69 { _ = cle_bind_alternative(el, key, command) }
            }
        }
    }

    private func add(_ name: String, _ help: String, _ command: @escaping cle_command_fn) {
        withWide(name) { name in withWide(help) { _ = cle_add_command(el, name, $0, command) } }
    }

    /// Goes to the end of the text, so that `^C` and the next prompt do not overwrite any of it.
    private func interrupt(_ character: Int32) -> UInt8 {
        abandonLine()
        return UInt8(CC_CURSOR)
    }

    /// Makes libedit drop the line with its next command.
    func abandonLine() {
        if let line = el_wline(el)?.pointee { el_cursor(el, Int32(clamping: line.lastchar - line.cursor)) }
        withWide(Self.abandonKey) { el_wpush(el, $0) }
    }

    private func abandon() -> UInt8 {
        outcome = .interrupted
        write("^C\r\n")
        return UInt8(CC_EOF)
    }

    private func deleteOrEnd() -> UInt8 {
        guard let line = el_wline(el)?.pointee else { return UInt8(CC_ERROR) }
        if line.lastchar == line.buffer { return UInt8(CC_EOF) }
        guard line.cursor < line.lastchar else { return UInt8(CC_ERROR) }
        el_cursor(el, 1)
        el_deletestr(el, 1)
        return UInt8(CC_REFRESH)
    }

    private func paste() -> UInt8 {
        guard let text = readPaste() else { return UInt8(outcome == nil ? CC_CURSOR : CC_EOF) }
        insert(text)
        return UInt8(CC_REFRESH)
    }

    private func insert(_ scalars: [UInt32]) {
        let wide = scalars.map { wchar_t(bitPattern: $0) } + [0]
        wide.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { _ = el_winsertstr(el, base) }
        }
    }

    private func complete() -> UInt8 {
        guard let line = el_wline(el)?.pointee else { return UInt8(CC_ERROR) }
        let before = String(wide: UnsafeBufferPointer(start: line.buffer, count: line.cursor - line.buffer))
        guard let responder = shared.state.withLock({ $0.responder }) else { return UInt8(CC_ERROR) }
        guard case .ready(let result) = responder(CompletionRequest(textBeforeCursor: before)) else {
            return UInt8(CC_ERROR)
        }
        let position = (length: line.lastchar - line.buffer, cursor: line.cursor - line.buffer)
        let isSecond = tabPosition.map { $0 == position } ?? false
        tabPosition = nil
        switch CompletionStep(result, typed: before) {
        case .none: return UInt8(CC_ERROR)
        case .replace(let count, let text):
            el_deletestr(el, Int32(clamping: count))
            insert(text.unicodeScalars.map(\.value))
            return UInt8(CC_REFRESH)
        case .list(let candidates):
            guard isSecond else {
                tabPosition = position
                return UInt8(CC_ERROR)
            }
            list(candidates)
            return UInt8(CC_NORM)
        }
    }

    /// Shows the candidates below the line; the line is drawn again below them.
    private func list(_ candidates: [String]) {
        moveBelowLine()
        write(ColumnList.text(candidates, columns: columns))
        cle_refresh(el)
    }
}
