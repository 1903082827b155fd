extension SessionPoolStateMachine {
    /// How a borrower gave a session back.
    package enum ReturnedState: Sendable, Equatable {
        /// As it was lent: nothing open, nothing unread, nothing changed.
        case reusable
        /// Anything else; it is closed.
        case broken
    }

    /// A session was opened; `random` in 0..<1 shortens its life.
    package mutating func sessionOpened(_ slot: SessionSlot, now: Instant, random: Double) -> [Action] {
        guard case .opening? = slots[slot]?.state else { return [] }
        coming -= 1
        opening -= 1
        counters.opened += 1
        outage = nil
        guard phase == .running else { return [close(slot, .poolClosed)] }
        slots[slot]?.openedAt = now
        slots[slot]?.random = random
        return deliver(slot, now: now, idleSince: now) + serveWaiters(now: now)
    }

    /// A session could not be opened.
    ///
    /// No other is tried before `retryAt`; nil: at once. With `failsAll` nobody who waits now can do better than the
    /// first.
    package mutating func sessionOpenFailed(
        _ slot: SessionSlot,
        _ failure: Failure,
        retryAt: Instant?,
        failsAll: Bool = false,
        now: Instant
    ) -> [Action] {
        guard case .opening? = slots[slot]?.state else { return [] }
        coming -= 1
        opening -= 1
        counters.openFailures += 1
        slots[slot] = nil
        guard phase == .running else { return finishIfEmpty() }
        outage = Outage(failure: failure, retryAt: retryAt ?? now)
        let failed = failsAll ? waiters.removeAll() : waiters.popFirst().map { [$0] } ?? []
        for waiter in failed { countWait(of: waiter, until: now) }
        return failed.map { .fail($0.request, .openFailed(failure)) } + serveWaiters(now: now)
    }

    /// A session was checked; one that passed is handed out.
    package mutating func sessionHealthChecked(_ slot: SessionSlot, isHealthy: Bool, now: Instant) -> [Action] {
        guard case .checking(let idleSince)? = slots[slot]?.state else { return [] }
        coming -= 1
        guard phase == .running else { return [close(slot, .poolClosed)] }
        guard isHealthy else { return [close(slot, .healthCheck)] + serveWaiters(now: now) }
        return deliver(slot, now: now, idleSince: idleSince) + serveWaiters(now: now)
    }

    /// A borrower gave a session back; false for a session that is not lent out.
    package mutating func released(_ slot: SessionSlot, _ state: ReturnedState, now: Instant) -> [Action]? {
        guard case .leased? = slots[slot]?.state else { return nil }
        guard phase == .running else { return [close(slot, .poolClosed)] }
        switch state {
        case .broken:
            return [close(slot, .broken)] + serveWaiters(now: now)
        case .reusable:
            return keep(slot, now: now)
        }
    }

    /// A session is closed; its place is free again.
    package mutating func sessionClosed(_ slot: SessionSlot, now: Instant) -> [Action] {
        switch slots[slot]?.state {
        case .closing:
            slots[slot] = nil
        case .opening, .idle, .checking, .leased, nil:
            return []
        }
        return phase == .running ? serveWaiters(now: now) : finishIfEmpty()
    }

    /// Keeps a session that came back: the next caller's check finds out whether it still lives.
    private mutating func keep(_ slot: SessionSlot, now: Instant) -> [Action] {
        if let expiry = expiry(of: slots[slot]), expiry <= now {
            return [close(slot, .lifetime)] + serveWaiters(now: now)
        }
        if liveCount > limits.maximumSessions { return [close(slot, .sessionLimit)] }
        if waiters.count <= coming && idle.count >= limits.maximumIdle { return [close(slot, .idleLimit)] }
        slots[slot]?.state = .idle(since: now)
        idle.append(slot)
        return serveWaiters(now: now)
    }
}
