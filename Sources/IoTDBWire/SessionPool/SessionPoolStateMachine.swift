/// What a pool of sessions decides, apart from sockets, clocks and tasks.
///
/// Every event is a method that returns the actions the caller performs, in order; the time is always an argument.
/// Waiting callers are served first come first served: sessions are not opened *for* a caller, the one that waits
/// longest gets the next that is ready, and likewise the next failure to open one. The number of slots (sessions
/// opening, open and closing) exceeds the limit only while it is being lowered.
package struct SessionPoolStateMachine<Failure: Sendable & Equatable>: Sendable {
    /// A moment on the monotonic clock.
    package typealias Instant = ContinuousClock.Instant

    /// What the caller has to do.
    package enum Action: Sendable, Equatable {
        /// Open a session; answer with `sessionOpened` or `sessionOpenFailed`.
        case open(SessionSlot)
        /// Check an idle session; answer with `sessionHealthChecked`.
        case check(SessionSlot, HealthCheck)
        /// Hand a session to the caller that waits.
        case succeed(LeaseRequest, SessionSlot)
        /// End a caller's wait with an error.
        case fail(LeaseRequest, LeaseFailure)
        /// Close a session; answer with `sessionClosed`.
        case close(SessionSlot, SessionCloseReason)
        /// Stop what the slot is doing, without talking to the server; answer with `sessionClosed`.
        case abort(SessionSlot)
        /// Tell the owner that a session has been held for this long.
        case reportLeak(SessionSlot, Duration)
        /// Everything is closed; let those go that wait for it.
        case finishClosing
    }

    /// Why a caller gets no session.
    package enum LeaseFailure: Sendable, Equatable {
        /// Every session stayed in use until the deadline.
        case exhausted
        /// No node had answered by the deadline.
        case stillOpening
        /// A session could not be opened.
        case openFailed(Failure)
        /// The pool is closed or closing.
        case poolClosed
    }

    /// Where the pool is in its life.
    enum Phase: Sendable, Equatable {
        case running
        case closing(deadline: Instant, isAborting: Bool)
        case closed
    }

    /// Where a session is in its life.
    enum SlotState: Sendable, Equatable {
        case opening
        case idle(since: Instant)
        case checking(idleSince: Instant)
        case leased(since: Instant, isReported: Bool)
        case closing
    }

    /// A session: its state, and what its life time is counted from.
    struct Slot: Sendable, Equatable {
        var state = SlotState.opening
        var openedAt: Instant?
        /// Its share of the jitter, in 0..<1.
        var random = 0.0
    }

    /// Why sessions cannot be opened, and when to try again.
    struct Outage: Sendable, Equatable {
        var failure: Failure
        var retryAt: Instant
    }

    /// The limits in force.
    package internal(set) var limits: SessionPoolLimits
    /// Idle for less than this: a look at the socket is enough.
    let peekLimit: Duration
    /// Leases held for longer are reported once; nil reports none.
    let leakThreshold: Duration?
    /// Where the pool is in its life.
    var phase = Phase.running
    /// Every session, those being opened and closed included.
    var slots: [SessionSlot: Slot] = [:]
    /// Idle sessions; the last is the one used most recently and goes out first.
    var idle: [SessionSlot] = []
    /// Callers without a session.
    var waiters = LeaseQueue()
    /// Set from the first failed opening until one succeeds.
    var outage: Outage?
    /// Number of the next slot; none is used twice.
    var nextSlot = 0
    /// Slots that are opening or being checked: sessions that somebody will get soon.
    var coming = 0
    /// Slots that are opening.
    var opening = 0
    /// What has been done so far.
    var counters = SessionPoolStatistics()

    /// Makes an empty pool.
    package init(limits: SessionPoolLimits, peekLimit: Duration = .seconds(1), leakThreshold: Duration? = nil) {
        self.limits = limits.sensible
        self.peekLimit = peekLimit
        self.leakThreshold = leakThreshold
    }

    /// What the pool holds now and has done so far.
    package var statistics: SessionPoolStatistics {
        var statistics = counters
        statistics.maximumSessions = limits.maximumSessions
        statistics.opening = opening
        statistics.idle = idle.count
        statistics.waiting = waiters.count
        for slot in slots.values {
            switch slot.state {
            case .opening, .closing: break
            case .idle, .checking: statistics.open += 1
            case .leased:
                statistics.open += 1
                statistics.inUse += 1
            }
        }
        return statistics
    }
}
