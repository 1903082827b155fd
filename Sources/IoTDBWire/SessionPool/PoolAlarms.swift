/// Decides when a pool starts a sleep to be woken by.
///
/// A sleep is never cancelled: the runtime keeps a cancelled one until its time has come, and a pool changes its mind
/// with every lease. One that ends too early finds nothing to do, and the next is started then. None is long, so that
/// little is left behind by a pool that is let go of.
struct PoolAlarms {
    /// Longest sleep.
    private static var longest: Duration { .seconds(60) }

    /// When the sleeps end that are going on, the latest first: one is only started where none ends as early.
    private var pending: [ContinuousClock.Instant] = []

    /// Until when to sleep for something to do at `time`; nil when nothing is to be done, or a sleep ends by then.
    mutating func alarm(for time: ContinuousClock.Instant?, now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard let time else { return nil }
        if let earliest = pending.last, earliest <= time { return nil }
        let alarm = min(time, now + Self.longest)
        // A sleep that ends within the longest one's time may still be later than this one.
        pending.append(alarm)
        return alarm
    }

    /// A sleep has ended.
    mutating func fired(_ time: ContinuousClock.Instant) {
        if let index = pending.lastIndex(of: time) { pending.remove(at: index) }
    }
}
