import Platform

/// Waits for keys, signals and wake-ups, whichever comes first.
final class KeyReader {
    /// What came.
    enum Event: Equatable {
        /// A character, or a ``KeyCode``.
        case key(UInt32)
        /// A whole paste.
        case paste([UInt32])
        /// A key of the terminal that means nothing here.
        case unknownKey
        /// Ctrl-C, as a key or as a signal.
        case interrupt
        /// Ctrl-Z.
        case suspend
        /// The process was stopped and goes on.
        case resumed
        /// The window has another size.
        case resized
        /// Another thread has left something.
        case woken
        /// A signal that ends the program.
        case terminated(Int32)
        /// The terminal is gone.
        case end
    }

    /// While true, the keys of Ctrl-C, Ctrl-Z and Ctrl-\ are characters.
    var takesSignalKeysLiterally = false

    private let mailbox: SignalMailbox
    private let input = TerminalInput(0)
    private var decoder = KeyDecoder()
    private var signals: SignalMailbox?
    /// The characters that the terminal would make signals of: interrupt, quit, suspend.
    private var signalKeys: (interrupt: UInt32, quit: UInt32, suspend: UInt32) = (0x03, 0x1C, 0x1A)
    /// Ignores one continue signal: that of a stop of our own.
    private var hasResumed = false

    /// Reads standard input; the mailbox is where other threads knock.
    init(_ mailbox: SignalMailbox) {
        self.mailbox = mailbox
    }

    /// Hands sequences that the user has bound on as they come.
    func leave(toUser keys: EditrcKeys) {
        decoder.isLeftToUser = keys.bindSequence
    }

    /// Takes over the signals; called before the terminal is switched to raw mode.
    func begin() {
        signals = SignalMailbox([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])
        hasResumed = false
        var attributes = termios()
        guard tcgetattr(0, &attributes) == 0 else { return }
        withUnsafeBytes(of: attributes.c_cc) { keys in
            signalKeys = (UInt32(keys[Int(VINTR)]), UInt32(keys[Int(VQUIT)]), UInt32(keys[Int(VSUSP)]))
        }
    }

    /// Gives the signals back.
    ///
    /// Those that nobody has taken came behind the line, so they are meant for what it begins and are sent again.
    func end() {
        guard let signals = signals.take() else { return }
        signals.stop()
        while let signal = signals.take() { kill(getpid(), signal) }
    }

    /// Whether Ctrl-C was pressed behind the line, before the terminal made a signal of it.
    ///
    /// Keys before it are gone, as those that a terminal has read ahead are; those behind it belong to the next line.
    func takeInterrupt() -> Bool {
        while case .scalar(let scalar) = input.read() { decoder.feed(scalar) }
        return decoder.dropKeys(through: signalKeys.interrupt)
    }

    /// The continue signal that is on its way is that of our own stop.
    func forgetResumption() {
        hasResumed = true
    }

    /// Whether a key can be had without waiting.
    var hasKey: Bool { decoder.hasItem || input.holdsInput }

    /// The next thing that comes. `beforeWaiting` is called when nothing is there yet: time to draw.
    func next(beforeWaiting: () -> Void) -> Event {
        while true {
            if let item = decoder.next() { return event(of: item) }
            var readiness = poll(timeout: 0)
            if readiness == .silence {
                beforeWaiting()
                readiness = poll(timeout: decoder.patience ?? -1)
            }
            switch readiness {
            case .silence: decoder.silence()
            case .signalled: if let event = takeSignal() { return event }
            case .woken:
                _ = mailbox.take()
                return .woken
            case .input:
                switch input.read() {
                case .scalar(let scalar): decoder.feed(scalar)
                case .nothing: continue
                case .end: return .end
                }
            }
        }
    }

    /// Waits for another thread, but not when a key or a signal comes; true when it has knocked.
    func waitForWakeUp(milliseconds: Int32) -> Bool {
        guard !hasKey, poll(timeout: milliseconds) == .woken else { return false }
        _ = mailbox.take()
        return true
    }

    private func event(of item: KeyDecoder.Item) -> Event {
        switch item {
        case .paste(let text): return .paste(text)
        case .unknownKey: return .unknownKey
        case .key(let key):
            // A key of 0 is one that was switched off.
            guard key != 0, !takesSignalKeysLiterally else { return .key(key) }
            switch key {
            case signalKeys.interrupt: return .interrupt
            case signalKeys.quit: return .terminated(SIGQUIT)
            case signalKeys.suspend:
                // The whole foreground: whoever started us, make for example, has to stop as well.
                kill(0, SIGTSTP)
                return next {}
            case _: return .key(key)
            }
        }
    }

    private enum Readiness {
        case input
        case signalled
        case woken
        case silence
    }

    private func poll(timeout: Int32) -> Readiness {
        if input.holdsInput { return .input }
        var entries = [
            pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: input.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = Platform.poll(&entries, nfds_t(entries.count), timeout)
            if count == 0 { return .silence }
            if count < 0 && errno == EINTR { continue }
            if entries[0].revents != 0 { return .signalled }
            return entries[1].revents != 0 ? .woken : .input
        }
    }

    private func takeSignal() -> Event? {
        switch signals?.take() {
        case nil: return nil
        case SIGINT:
            input.forget()
            return .interrupt
        case SIGWINCH: return .resized
        case SIGTSTP: return .suspend
        case SIGCONT:
            defer { hasResumed = false }
            return hasResumed ? nil : .resumed
        case .some(let signal): return .terminated(signal)
        }
    }
}
