import IoTDBWire
import Platform

/// One line on a terminal that tells how far a transfer has come; drawn over itself.
///
/// Shown when a transfer takes longer than half a second, at most ten times a second.
final class ProgressLine: Sendable {
    private struct State {
        var next: ContinuousClock.Instant
        var isShown = false
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
        let isDue = state.withLock { state in
            guard now >= state.next else { return false }
            state = State(next: now + .milliseconds(100), isShown: true)
            return true
        }
        if isDue { write("\r" + Self.text(rows: rows, fraction: fraction, elapsed: now - start) + more() + "\u{1B}[K") }
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
    static func text(rows: Int, fraction: Double?, elapsed: Duration) -> String {
        let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
        var text = "\(rows) rows"
        if let fraction { text += ", \(Int(fraction * 100)) %" }
        text += ", \(Int(Double(rows) / seconds)) rows/s"
        if let fraction, fraction > 0.01 { text += ", \(Int((seconds / fraction - seconds).rounded(.up))) s left" }
        return text
    }

    private func write(_ text: String) {
        var text = text
        // A terminal that takes nothing more is no reason to end a transfer.
        text.withUTF8 { _ = Platform.write(descriptor, $0.baseAddress, $0.count) }
    }
}
