import CLibEdit
import Glibc

/// What is written around libedit's own drawing.
extension LibEditCore {
    /// Erases the edited line, does something, and has libedit draw the line again where the cursor then is.
    func redraw(_ body: () -> Void) {
        erase()
        body()
        cle_refresh(el)
    }

    /// Shows the messages that wait above the line.
    func showMessages() {
        let messages = takeMessages()
        guard !messages.isEmpty else { return }
        redraw {
            for message in messages {
                write(
                    message.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") + "\r\n"
                )
            }
        }
    }

    /// Gives the terminal back while the process is stopped; goes on when it is continued.
    func suspend() {
        moveBelowLine()
        setBracketedPaste(false)
        cle_prepare_terminal(el, 0)
        Interrupts.shared.suspendHandling(of: SIGTSTP)
        Interrupts.raiseHere(SIGTSTP)
        Interrupts.shared.resumeHandling(of: SIGTSTP)
        cle_prepare_terminal(el, 1)
        setBracketedPaste(true)
        cle_refresh(el)
    }

    /// Puts the cursor on a fresh row; libedit's next refresh takes that for its origin.
    func moveBelowLine() {
        guard let line = el_wline(el)?.pointee else { return }
        let below = row(of: line.lastchar - line.buffer) - row(of: line.cursor - line.buffer)
        write(String(repeating: "\n", count: max(below, 0)) + "\r\n")
    }

    private func erase() {
        guard understandsEscapes else {
            write("\r\n")
            return
        }
        guard let line = el_wline(el)?.pointee else { return }
        let up = row(of: line.cursor - line.buffer)
        write("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J")
    }

    /// The row of a position in the line, counted from the prompt's.
    private func row(of position: Int) -> Int {
        guard let line = el_wline(el)?.pointee else { return 0 }
        let text = UnsafeBufferPointer(start: line.buffer, count: position)
        let scalars = text.lazy.map { UInt32(bitPattern: $0) }
        return EditorLayout.row(promptWidth: prompt.width, text: scalars, columns: columns)
    }

    /// Columns of the window; 80 when it does not say.
    var columns: Int { Terminal(descriptor: 1, environment: [:]).size?.columns ?? 80 }
}
