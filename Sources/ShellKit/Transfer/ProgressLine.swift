import IoTDBWire
import Platform

/// One line on a terminal that tells how far a transfer has come; drawn over itself.
///
/// Shown when a transfer takes longer than half a second, at most ten times a second.
final class ProgressLine: Sendable {
    private struct State {
        var next: ContinuousClock.Instant
        var isShown = false
        /// How much was done when the line was first asked for: an import that goes on passes over a part at once.
        var first: (fraction: Double, time: ContinuousClock.Instant)?
    }

    private let descriptor: Int32
    private let start = ContinuousClock.now
    private let state: Lock<State>

    /// A line on standard error; nothing is drawn when that is no terminal.
    init(descriptor: Int32 = 2) {
        self.descriptor = isatty(descriptor) == 1 ? descriptor : -1
        state = Lock(State(next: .now + .milliseconds(500)))
    }

    /// Draws the line anew when it is time.
    ///
    /// - Parameters:
    ///   - fraction: of the work that is done; nil when nobody knows how much there is.
    ///   - more: is said behind the counts.
    func update(rows: Int, fraction: Double?, _ more: @autoclosure () -> String = "") {
        guard descriptor >= 0 else { return }
        let now = ContinuousClock.now
        let shown = state.withLock { state -> State? in
            if state.first == nil, let fraction { state.first = (fraction, now) }
            guard now >= state.next else { return nil }
            state.next = now + .milliseconds(100)
            state.isShown = true
            return state
        }
        guard let shown else { return }
        let left = fraction.flatMap { fraction in
            shown.first.flatMap { Self.secondsLeft(since: $0.fraction, fraction, elapsed: now - $0.time) }
        }
        let text = Self.text(rows: rows, fraction: fraction, secondsLeft: left, elapsed: now - start)
        write("\r" + text + more() + "\u{1B}[K")
    }

    /// Takes the line away.
    func clear() {
        let wasShown = state.withLock { state in
            defer { state.isShown = false }
            return state.isShown
        }
        if wasShown { write("\r\u{1B}[K") }
    }

    /// `1200000 rows, 45 %, 812000 rows/s, 2 s left`.
    static func text(rows: Int, fraction: Double?, secondsLeft: Int?, elapsed: Duration) -> String {
        var text = "\(rows) rows"
        if let fraction { text += ", \(Int(fraction * 100)) %" }
        text += ", \(Int(Double(rows) / max(0.001, seconds(elapsed)))) rows/s"
        if let secondsLeft { text += ", \(secondsLeft) s left" }
        return text
    }

    /// What the rest takes at the speed so far; nil as long as too little is done to tell.
    static func secondsLeft(since first: Double, _ fraction: Double, elapsed: Duration) -> Int? {
        guard fraction - first > 0.01 else { return nil }
        return Int((seconds(elapsed) * (1 - fraction) / (fraction - first)).rounded(.up))
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private func write(_ text: String) {
        var text = text
        // A terminal that takes nothing more is no reason to end a transfer.
        text.withUTF8 { _ = Platform.write(descriptor, $0.baseAddress, $0.count) }
    }
}
