/// Limits of a ``SessionPool`` that can be changed while it runs.
public struct SessionPoolLimits: Sendable, Hashable {
    /// Most sessions open at one time, those being opened and closed included; less than 1 counts as 1.
    public var maximumSessions: Int
    /// Most sessions kept idle. Default: as many as may be open.
    public var maximumIdle: Int
    /// How long an idle session is kept; nil keeps it for ever. Default: 30 minutes.
    public var idleTimeout: Duration?
    /// How long a session may be used before a fresh one replaces it; nil is for ever. Default: 1 hour.
    public var maximumLifetime: Duration?
    /// Up to this much is taken off each life time at random, so that sessions opened together do not end together.
    /// Default: 6 minutes.
    public var lifetimeJitter: Duration = .seconds(360)

    /// Makes limits; `maximumSessions` below 1 counts as 1 and a negative `maximumIdle` as 0.
    public init(
        maximumSessions: Int,
        maximumIdle: Int? = nil,
        idleTimeout: Duration? = .seconds(1800),
        maximumLifetime: Duration? = .seconds(3600)
    ) {
        self.maximumSessions = max(1, maximumSessions)
        self.maximumIdle = max(0, maximumIdle ?? self.maximumSessions)
        self.idleTimeout = idleTimeout
        self.maximumLifetime = maximumLifetime
    }

    /// The same with the least that a pool can work with.
    ///
    /// The properties can be set to anything, and a pool that may open nothing would let its callers wait for nothing.
    var sensible: SessionPoolLimits {
        var limits = self
        limits.maximumSessions = max(1, maximumSessions)
        limits.maximumIdle = max(0, maximumIdle)
        limits.lifetimeJitter = max(.zero, lifetimeJitter)
        return limits
    }

    /// The life time of one session: the maximum less a share of the jitter; `random` is in 0..<1.
    package func lifetime(random: Double) -> Duration? {
        guard let maximumLifetime else { return nil }
        return max(.zero, maximumLifetime - min(lifetimeJitter, maximumLifetime) * random)
    }
}
