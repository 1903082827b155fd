import Platform

/// Asks for a password on the terminal itself, so that redirected input and output do not matter.
package enum PasswordPrompt {
    /// Longer answers are cut; the server's own limit is far below.
    static let longestAnswer = 1024

    /// The answer without its line end; nil when there is no terminal, at the end of input, or after a signal.
    ///
    /// Blocks the calling thread. Echo is back on however it ends; a signal that arrives meanwhile is sent again
    /// after that, to do what it would have done; Ctrl-Z suspends, and then the question is asked again.
    package static func read(_ prompt: String, showsAnswer: Bool = false) -> String? {
        // Non-blocking: a signal makes the terminal forget an answer that `poll` has seen already.
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let state = TerminalState(descriptor: descriptor) else { return nil }
        let signals = SignalMailbox([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP])
        if !showsAnswer { state.withoutEcho() }
        _ = writeAll(descriptor, Array(prompt.utf8))
        let answer = readAnswer(descriptor, signals)
        state.restore()
        signals.stop()
        // Enter ends the line; nothing else does.
        if answer == nil { _ = writeAll(descriptor, [0x0A]) }
        guard let signal = signals.take() else { return answer }
        Interrupts.raiseHere(signal)
        // Back from being suspended, the question stands again.
        return signal == SIGTSTP ? read(prompt, showsAnswer: showsAnswer) : nil
    }

    private static func readAnswer(_ descriptor: Int32, _ signals: SignalMailbox) -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while waitForInput(descriptor, signals.descriptor) {
            let count = Platform.read(descriptor, &byte, 1)
            if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard count == 1 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
            if byte == 0x0A || byte == 0x0D { return String(decoding: bytes, as: UTF8.self) }
            if bytes.count < longestAnswer { bytes.append(byte) }
        }
        return nil
    }

    /// False when a signal came first.
    private static func waitForInput(_ descriptor: Int32, _ wake: Int32) -> Bool {
        var entries = [
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&entries, 2, -1) < 0 && errno == EINTR {}
        return entries[0].revents == 0
    }
}
