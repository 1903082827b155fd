/// Keeps statements apart, so that no more than so many are sent in a second.
struct Throttle {
    private let interval: Duration
    private var next: ContinuousClock.Instant

    /// - Parameter rate: statements a second, above 0.
    init(rate: Double, now: ContinuousClock.Instant) {
        interval = .nanoseconds(Int64(min(1e18, 1e9 / rate)))
        next = now
    }

    /// When the next statement may be sent, which is taken for it.
    mutating func take(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        // Time that was not used is not saved up.
        let turn = max(next, now)
        next = turn + interval
        return turn
    }
}
