/// What bounds a query: its time, and the size of its pages.
struct QueryLimits: Sendable {
    /// How much longer than the server the client waits: its own time-out answer comes up to 0.3 s late.
    static let grace = Duration.seconds(1)

    /// Time on the server from its start to its last page, as it is sent: no limit is the largest number, because 0 means the server's 60 s.
    let milliseconds: Int64
    /// When the client stops waiting for the last page: some time after the server should have.
    let deadline: Deadline
    /// Chooses the size of the next page.
    var governor: FetchSizeGovernor

    /// The limits of a query that starts now.
    init(_ limit: Duration?, _ governor: FetchSizeGovernor) {
        milliseconds = Self.milliseconds(limit)
        deadline = limit.map { Deadline.after($0 + Self.grace) } ?? .never
        self.governor = governor
    }

    private static func milliseconds(_ limit: Duration?) -> Int64 {
        guard let (seconds, attoseconds) = limit?.components else { return .max }
        // One second less than what fits, so that the fraction does too.
        guard seconds < Int64.max / 1000 else { return .max }
        guard seconds >= 0 else { return 1 }
        return max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
