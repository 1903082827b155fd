import IoTDBWire
import Platform

/// Shows output in a pager once it is taller or wider than the window; what fits goes to the terminal as it is.
///
/// Nothing is shown before the end or before the window is full: until then nobody knows which of the two it will be.
package final class PagerSink: OutputSink {
    /// How a pager is chosen and what it may fill.
    package struct Options: Sendable {
        /// The command, or nil for the one that is built in.
        package var command: String?
        /// Variables that are set for it.
        package var environment: [String: String]
        /// The window.
        package var size: Terminal.Size
        /// Whether it is started for what fits, too.
        package var isForced: Bool
        /// Makes a command of ``command`` that keeps so many rows at the top; nil where there is no such.
        package var keepingRows: (@Sendable (_ command: String, _ rows: Int) -> String)?

        /// Options.
        package init(
            command: String?,
            environment: [String: String] = [:],
            size: Terminal.Size,
            isForced: Bool = false
        ) {
            self.command = command
            self.environment = environment
            self.size = size
            self.isForced = isForced
        }
    }

    private enum State {
        case collecting(TextBuffer, WindowFit)
        case paging(any OutputSink)
        case ended
    }

    /// Bytes in which a heading is looked for.
    private static let longestHeading = 64 * 1024
    private let state: Lock<State>
    private let options: Options
    private let terminal: any OutputSink
    private let gate: OutputCancellation?

    /// A pager over a terminal's own sink.
    package init(_ options: Options, terminal: any OutputSink, gate: OutputCancellation? = nil) {
        self.options = options
        self.terminal = terminal
        self.gate = gate
        state = Lock(.collecting(TextBuffer(), WindowFit(options.size)))
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        if let pager = try pager(for: bytes) { try pager.write(bytes) }
    }

    package func finish(isWhole: Bool) throws(OutputError) {
        let before = state.withLock { state in
            defer { state = .ended }
            return state
        }
        switch before {
        case .collecting(let text, _):
            if options.isForced, text.count > 0 {
                let pager = try start(beginning: text)
                try Self.pass(text, to: pager)
                try pager.finish(isWhole: isWhole)
            } else {
                try Self.pass(text, to: terminal)
            }
        case .paging(let pager): try pager.finish(isWhole: isWhole)
        case .ended: break
        }
    }

    /// The pager that takes the bytes; nil when they were kept.
    private func pager(for bytes: UnsafeRawBufferPointer) throws(OutputError) -> (any OutputSink)? {
        switch state.withLock({ $0 }) {
        case .paging(let pager): return pager
        case .ended: throw .hasEnough(target: "pager")
        case .collecting(var text, var fit):
            guard fit.holds(bytes) else { return try begin(with: text, before: bytes) }
            text.append(bytes)
            state.withLock { $0 = .collecting(text, fit) }
            return nil
        }
    }

    private func begin(
        with text: TextBuffer,
        before bytes: UnsafeRawBufferPointer
    ) throws(OutputError)
        -> any OutputSink
    {
        var beginning = text
        beginning.append(UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.longestHeading)))
        let pager = try start(beginning: beginning)
        state.withLock { $0 = .paging(pager) }
        try Self.pass(text, to: pager)
        return pager
    }

    /// - Parameter text: what comes first, at least the heading.
    private func start(beginning text: TextBuffer) throws(OutputError) -> any OutputSink {
        guard var command = options.command else { return BuiltInPager(size: options.size, terminal: terminal) }
        if let keepingRows = options.keepingRows {
            let rows = text.withBytes(TableHeading.rows)
            if rows > 0, rows < options.size.rows - 2 { command = keepingRows(command, rows) }
        }
        return try CommandSink(command, environment: options.environment, gate: gate, isPager: true)
    }

    private static func pass(_ text: TextBuffer, to sink: any OutputSink) throws(OutputError) {
        guard text.count > 0 else { return }
        let outcome = text.withBytes { bytes in
            Result { () throws(OutputError) in try sink.write(bytes) }
        }
        try outcome.get()
    }
}
