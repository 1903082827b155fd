/// What a ``SessionPool`` holds now and has done since it was made.
public struct SessionPoolStatistics: Sendable, Hashable {
    /// Limit on sessions.
    public internal(set) var maximumSessions = 0
    /// Sessions that are open, idle and in use together, and those just being checked.
    public internal(set) var open = 0
    /// Sessions being opened.
    public internal(set) var opening = 0
    /// Sessions that wait to be used.
    public internal(set) var idle = 0
    /// Sessions lent out.
    public internal(set) var inUse = 0
    /// Callers waiting for a session.
    public internal(set) var waiting = 0

    /// Sessions opened so far.
    public internal(set) var opened = 0
    /// Attempts to open a session that failed.
    public internal(set) var openFailures = 0
    /// Leases that had to wait because every session was in use or no node could be reached.
    public internal(set) var waited = 0
    /// Time those leases waited, all together.
    public internal(set) var waitDuration: Duration = .zero
    /// Leases that ended without a session at their deadline.
    public internal(set) var acquireTimeouts = 0
    /// Leases that were cancelled while they waited.
    public internal(set) var acquireCancellations = 0
    /// Leases that were held longer than the leak detection threshold.
    public internal(set) var suspectedLeaks = 0

    /// Sessions closed because too many were idle.
    public internal(set) var closedByIdleLimit = 0
    /// Sessions closed because the limit on sessions was lowered.
    public internal(set) var closedBySessionLimit = 0
    /// Sessions closed because they were idle for too long.
    public internal(set) var closedByIdleTimeout = 0
    /// Sessions closed because they reached their life time.
    public internal(set) var closedByLifetime = 0
    /// Sessions closed because they came back broken or changed.
    public internal(set) var closedAsBroken = 0
    /// Sessions closed because they failed their health check.
    public internal(set) var closedByHealthCheck = 0

    /// Starts at zero.
    package init() {}

    /// Counts one close.
    mutating func count(_ reason: SessionCloseReason) {
        switch reason {
        case .idleLimit: closedByIdleLimit += 1
        case .sessionLimit: closedBySessionLimit += 1
        case .idleTimeout: closedByIdleTimeout += 1
        case .lifetime: closedByLifetime += 1
        case .broken: closedAsBroken += 1
        case .healthCheck: closedByHealthCheck += 1
        case .poolClosed: break
        }
    }
}
