import IoTDBWire
import Platform

/// The pager where the machine has none: a window of text, then a question.
final class BuiltInPager: OutputSink {
    private struct State {
        /// Rows that may be written before the next question.
        var room: Int
        var isLeft = false
    }

    private static let question: StaticString = "-- more -- (Space: page, Enter: line, q: quit)"

    private let rows: Int
    private let columns: Int
    private let terminal: any OutputSink
    private let state: Lock<State>

    init(size: Terminal.Size, terminal: any OutputSink) {
        rows = max(1, size.rows - 1)
        columns = max(1, size.columns)
        self.terminal = terminal
        state = Lock(State(room: max(1, size.rows - 1)))
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        var rest = bytes
        while !rest.isEmpty {
            var state = state.withLock { $0 }
            guard !state.isLeft else { throw .hasEnough(target: "pager") }
            if state.room <= 0 { state = try ask() }
            guard !state.isLeft else { throw .hasEnough(target: "pager") }
            let end = end(ofRows: state.room, in: rest)
            try terminal.write(UnsafeRawBufferPointer(rebasing: rest[..<end.offset]))
            self.state.withLock { $0.room = state.room - end.rows }
            rest = UnsafeRawBufferPointer(rebasing: rest[end.offset...])
        }
    }

    /// Where so many rows of the screen end, or the bytes do.
    ///
    /// A line that is wider than the window takes several rows; it is shown whole or left for the next page.
    private func end(ofRows limit: Int, in bytes: UnsafeRawBufferPointer) -> (offset: Int, rows: Int) {
        var (offset, taken) = (0, 0)
        while taken < limit, let end = bytes[offset...].firstIndex(of: 0x0A) {
            let line = bytes[offset..<end]
            let height = line.count <= columns ? 1 : (WindowFit.columns(of: line) + columns - 1) / columns
            if taken > 0, taken + height > limit { return (offset, limit) }
            offset = end + 1
            taken += max(1, height)
        }
        return taken >= limit ? (offset, taken) : (bytes.count, taken)
    }

    private func ask() throws(OutputError) -> State {
        try say(Self.question)
        var new = State(room: rows)
        switch Self.key() {
        case UInt8(ascii: " "): break
        case 0x0A, 0x0D, UInt8(ascii: "j"): new.room = 1
        case _: new.isLeft = true
        }
        // Takes the question away again.
        try say("\r\u{1b}[K")
        state.withLock { $0 = new }
        return new
    }

    private func say(_ text: StaticString) throws(OutputError) {
        try terminal.write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The next key; nil when there is no terminal, or when a signal came first.
    private static func key() -> UInt8? {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let state = TerminalState(descriptor: descriptor) else { return nil }
        let signals = SignalMailbox([SIGINT, SIGTERM, SIGHUP, SIGQUIT])
        state.singleKeys()
        defer {
            state.restore()
            signals.stop()
        }
        var entries = [
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&entries, 2, -1) < 0 && errno == EINTR {}
        guard entries[0].revents == 0 else { return nil }
        var byte: UInt8 = 0
        return read(descriptor, &byte, 1) == 1 ? byte : nil
    }
}
