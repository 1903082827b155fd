import IoTDBWire
import Platform

/// One line on a terminal that tells how far something has come; drawn over itself.
///
/// Shown when that takes longer than half a second, at most ten times a second. From any thread.
package final class ProgressDisplay: Sendable {
    private struct State {
        var next = ContinuousClock.now
        var isShown = false
    }

    /// What passes before anything is shown.
    static let patience = Duration.milliseconds(500)
    /// What passes between two drawings.
    private static let interval = Duration.milliseconds(100)

    private let descriptor: Int32
    private let state = Lock(State())

    /// A line on standard error; nothing is drawn when that is no terminal.
    package init(descriptor: Int32 = 2) {
        self.descriptor = isatty(descriptor) == 1 ? descriptor : -1
    }

    /// Whether anything can be drawn.
    package var isUsable: Bool { descriptor >= 0 }

    /// Draws the line anew when it is time.
    ///
    /// - Parameters:
    ///   - start: when the work began.
    ///   - text: is given the time since then.
    package func update(since start: ContinuousClock.Instant, _ text: (Duration) -> String) {
        guard descriptor >= 0 else { return }
        let now = ContinuousClock.now
        guard now - start >= Self.patience else { return }
        let isDue = state.withLock { state in
            guard now >= state.next else { return false }
            state = State(next: now + Self.interval, isShown: true)
            return true
        }
        if isDue { write("\r" + text(now - start) + "\u{1B}[K") }
    }

    /// Takes the line away.
    package func clear() {
        guard descriptor >= 0 else { return }
        let wasShown = state.withLock { state in
            defer { state.isShown = false }
            return state.isShown
        }
        if wasShown { write("\r\u{1B}[K") }
    }

    /// A sink before whose bytes the line goes away; the sink itself where no line is drawn, or its bytes go elsewhere.
    ///
    /// - Parameter descriptor: what the sink writes to.
    func clearing(_ sink: any OutputSink, descriptor: Int32) -> any OutputSink {
        isUsable && isatty(descriptor) == 1 ? ClearingSink(sink: sink, line: self) : sink
    }

    /// `1200000 rows, 45 %, 812000 rows/s, 2 s left`.
    ///
    /// - Parameters:
    ///   - count: of what is done.
    ///   - unit: what is counted, in the plural.
    ///   - rate: what is counted in a second, where it is called otherwise.
    ///   - fraction: of the work that is done; nil when nobody knows how much there is.
    ///   - elapsed: since it began.
    static func text(
        _ count: Int,
        _ unit: String,
        rate: String? = nil,
        fraction: Double?,
        elapsed: Duration
    ) -> String {
        let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
        var text = "\(count) \(unit)"
        if let fraction { text += ", \(Int(fraction * 100)) %" }
        text += ", \(Int(Double(count) / seconds)) \(rate ?? unit)/s"
        if let fraction, fraction > 0.01 { text += ", \(Int((seconds / fraction - seconds).rounded(.up))) s left" }
        return text
    }

    private func write(_ text: String) {
        var text = text
        // A terminal that takes nothing more is no reason to end anything.
        text.withUTF8 { _ = Platform.write(descriptor, $0.baseAddress, $0.count) }
    }
}

/// Takes a progress line away before anything else is written to the terminal.
private struct ClearingSink: OutputSink {
    let sink: any OutputSink
    let line: ProgressDisplay

    func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        line.clear()
        try sink.write(bytes)
    }

    func finish(isWhole: Bool) throws(OutputError) { try sink.finish(isWhole: isWhole) }
}
