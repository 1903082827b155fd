/// Pauses between attempts: doubling from a base to a cap, each drawn at random so that many clients do not move in
/// step.
package struct BackOff: Sendable, Hashable {
    /// Shortest pause, and the upper bound of the first. Default: 100 ms.
    package var base: Duration = .milliseconds(100)
    /// Upper bound of every pause. Default: 2 s, so that service returns within 2 s of the node.
    package var cap: Duration = .seconds(2)

    /// Makes pauses between two bounds.
    package init(base: Duration = .milliseconds(100), cap: Duration = .seconds(2)) {
        self.base = base
        self.cap = cap
    }

    /// The pause after so many failures in a row; `random` is in 0..<1.
    package func delay(afterFailures failures: Int, random: Double) -> Duration {
        // 20 doublings exceed any sensible cap; more would overflow.
        let bound = min(cap, base * (1 << min(max(failures - 1, 0), 20)))
        return bound <= base ? base : base + (bound - base) * random
    }
}
