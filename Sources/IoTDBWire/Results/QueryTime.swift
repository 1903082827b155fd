/// How long a server may take for a query, and how much of that it has used.
///
/// Only waiting for the server counts: while its reader pauses between two pages a query has all its time.
package struct QueryTime: Sendable, Equatable {
    /// How much longer than the server the client waits: its own time-out answer comes up to 0.3 s late.
    package static let grace = Duration.seconds(1)

    /// The limit; nil for none.
    package let limit: Duration?
    /// Time that was spent waiting, but for what began at ``waitStart``.
    private var waited = Duration.zero
    private var waitStart: ContinuousClock.Instant

    /// The time of a query that is sent now.
    package init(limit: Duration?, start: ContinuousClock.Instant) {
        self.limit = limit
        waitStart = start
    }

    /// The server is asked for another page.
    package mutating func asked(at now: ContinuousClock.Instant) { waitStart = now }

    /// What was asked for has come.
    package mutating func answered(at now: ContinuousClock.Instant) { waited += waitStart.duration(to: now) }

    /// When the client stops waiting for the answer it has asked for: some time after the server should have.
    package var deadline: Deadline {
        Deadline(instant: limit.map { waitStart + ($0 + Self.grace - waited) })
    }

    /// What is said of an error when the limit has passed; nil before.
    package func expiry(at now: ContinuousClock.Instant) -> String? {
        guard let limit, waited + waitStart.duration(to: now) >= limit else { return nil }
        return "the time limit of \(limit) has passed"
    }

    /// The limit as it is sent: none is the largest number, because 0 means the server's 60 s.
    package var milliseconds: Int64 {
        guard let (seconds, attoseconds) = limit?.components else { return .max }
        // One second less than what fits, so that the fraction does too.
        guard seconds < Int64.max / 1000 else { return .max }
        guard seconds >= 0 else { return 1 }
        return max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
