/// A session as the pool's decisions see it: only its number.
///
/// The pool keeps the ``Session`` behind it.
package struct SessionSlot: Hashable, Sendable {
    /// Unique in its pool.
    package let number: Int

    /// Names one by its number.
    package init(number: Int) { self.number = number }
}

/// One caller's wish for a session.
package struct LeaseRequest: Hashable, Sendable {
    /// Unique in its pool.
    package let number: Int

    /// Names one by its number.
    package init(number: Int) { self.number = number }
}

/// How a session is checked before it is handed out.
package enum HealthCheck: Hashable, Sendable {
    /// Look, without waiting, whether the peer closed the socket or sent something unasked.
    case peek
    /// Call the server and wait for its answer.
    case ping
}

/// Why the pool closes a session.
public enum SessionCloseReason: Hashable, Sendable {
    /// More sessions were idle than the limit allows.
    case idleLimit
    /// More sessions were open than the limit allows, after the limit was lowered.
    case sessionLimit
    /// It was idle for too long.
    case idleTimeout
    /// It reached its life time.
    case lifetime
    /// The borrower left it in a state that cannot be handed to the next one.
    case broken
    /// It did not pass its health check.
    case healthCheck
    /// The pool closes.
    case poolClosed
}
