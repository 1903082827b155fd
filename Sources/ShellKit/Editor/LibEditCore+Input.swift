import CLibEdit
import Glibc

/// Characters and signals: libedit asks here for every key.
extension LibEditCore {
    /// A paste counts as over after this much silence, in milliseconds: a forged end marker comes at once.
    private static let pasteSilence: Int32 = 50

    /// libedit's way to get a character: 1 and the character, or 0 at the end of input.
    func readCharacter(_ character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        while true {
            switch waitForInput(timeout: -1) {
            case .input:
                switch input.read() {
                case .scalar(let scalar):
                    character?.pointee = wchar_t(bitPattern: scalar)
                    return 1
                case .nothing: continue
                case .end: return 0
                }
            case .woken:
                switch handleWakeUp() {
                case .goOn: continue
                case .interrupt:
                    character?.pointee = 3
                    return 1
                case .end: return 0
                }
            case .silence: return 0
            }
        }
    }

    /// Reads a bracketed paste whole; nil when a signal or the end of input came first.
    func readPaste() -> [UInt32]? {
        var filter = PasteFilter()
        var isEnded = false
        while true {
            switch waitForInput(timeout: isEnded ? Self.pasteSilence : -1) {
            case .silence: return filter.text
            case .input:
                switch input.read() {
                case .scalar(let scalar): if filter.feed(scalar) { isEnded = true }
                case .nothing: continue
                case .end: return nil
                }
            case .woken:
                switch handleWakeUp() {
                case .goOn: continue
                case .interrupt:
                    abandonLine()
                    return nil
                case .end: return nil
                }
            }
        }
    }

    private enum Readiness {
        case input
        case woken
        case silence
    }

    private func waitForInput(timeout: Int32) -> Readiness {
        if input.holdsInput { return .input }
        var entries = [
            pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: shared.mailbox.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: input.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = poll(&entries, nfds_t(entries.count), timeout)
            if count == 0 { return .silence }
            if count < 0 && errno == EINTR { continue }
            return entries[0].revents != 0 || entries[1].revents != 0 ? .woken : .input
        }
    }

    private enum WakeUp {
        case goOn
        case interrupt
        case end
    }

    private func handleWakeUp() -> WakeUp {
        _ = shared.mailbox.take()
        showMessages()
        switch signals?.take() {
        case nil: return .goOn
        case SIGINT:
            input.forget()
            return .interrupt
        case SIGWINCH: redraw { el_resize(el) }
        case SIGTSTP: suspend()
        case SIGCONT:
            cle_prepare_terminal(el, 1)
            setBracketedPaste(true)
            redraw {}
        case .some(let signal):
            outcome = .terminated(signal: signal)
            write("\r\n")
            return .end
        }
        return .goOn
    }
}
