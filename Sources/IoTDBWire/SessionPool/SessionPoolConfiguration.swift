import Platform

/// How a ``SessionPool`` opens, keeps and lends sessions.
///
/// A value: two pools made from one configuration share nothing.
public struct SessionPoolConfiguration: Sendable, Hashable {
    /// How each session is opened.
    public var session: SessionConfiguration
    /// Limits to start with; ``SessionPool/setLimits(_:)`` changes them later.
    public var limits: SessionPoolLimits
    /// How long a caller waits for a session.
    ///
    /// Default: 60 s.
    public var acquireTimeout: Duration = .seconds(60)
    /// Sessions idle for less are only looked at before they are handed out, without asking the server.
    ///
    /// Default: 1 s.
    public var pingAfterIdle: Duration = .seconds(1)
    /// How long the server has for answering the ping of a health check.
    ///
    /// Default: 5 s.
    public var pingTimeout: Duration = .seconds(5)
    /// Sessions lent out for longer are reported as ``SessionPoolEvent/suspectedLeak(heldFor:)``; nil reports none.
    ///
    /// Default: nil.
    public var leakDetectionThreshold: Duration?

    /// How long a result of a call on the pool may hold its session before it is read to its end.
    ///
    /// Then the session goes back to the pool, and reading on throws ``IoTDBError/Code/incompleteResult``. Default:
    /// nil, no limit. Results of sessions that were lent out are left alone.
    public var resultTimeLimit: Duration?

    /// Makes a configuration.
    ///
    /// - Parameters:
    ///   - session: how each session is opened.
    ///   - maximumSessions: most sessions open at one time; 0 or less means five for each processor.
    public init(_ session: SessionConfiguration = SessionConfiguration(), maximumSessions: Int = 0) {
        self.session = session
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        limits = SessionPoolLimits(maximumSessions: maximumSessions > 0 ? maximumSessions : processors * 5)
    }
}

/// What a pool does beside answering calls, for logs.
public enum SessionPoolEvent: Sendable, Hashable {
    /// Something happened to one of the sessions.
    case session(SessionEvent)
    /// An idle or returned session is closed.
    ///
    /// The node is nil for one that was never connected.
    case sessionClosed(node: String?, reason: SessionCloseReason)
    /// A session has been lent out for so long that its borrower may have forgotten it.
    case suspectedLeak(heldFor: Duration)
}
