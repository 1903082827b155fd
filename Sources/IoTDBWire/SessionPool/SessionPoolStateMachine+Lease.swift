extension SessionPoolStateMachine {
    /// A caller wants a session by the deadline.
    package mutating func lease(_ request: LeaseRequest, now: Instant, deadline: Instant) -> [Action] {
        switch phase {
        case .running: break
        case .closing, .closed: return [.fail(request, .poolClosed)]
        }
        waiters.append(LeaseQueue.Waiter(request: request, since: now, deadline: deadline))
        let actions = serveWaiters(now: now)
        if waiters.count > coming {
            counters.waited += 1
            waiters.markCounted(request)
        }
        return actions
    }

    /// A caller gave up; false when it was served or failed before, and nothing happens.
    package mutating func leaseCancelled(_ request: LeaseRequest, now: Instant) -> Bool {
        guard let waiter = waiters.remove(request) else { return false }
        counters.acquireCancellations += 1
        countWait(of: waiter, until: now)
        return true
    }

    /// Starts as many checks and openings as there are callers without one.
    mutating func serveWaiters(now: Instant) -> [Action] {
        guard phase == .running else { return [] }
        var actions: [Action] = []
        while waiters.count > coming {
            if let slot = idle.popLast() {
                actions.append(checkOrClose(slot, now: now))
            } else if mayOpen(now: now) {
                actions.append(openSlot())
            } else {
                break
            }
        }
        return actions
    }

    /// Gives a session that is ready to the caller that waits longest, or keeps it idle.
    mutating func deliver(_ slot: SessionSlot, now: Instant, idleSince: Instant) -> [Action] {
        guard let waiter = waiters.popFirst() else { return park(slot, now: now, idleSince: idleSince) }
        countWait(of: waiter, until: now)
        slots[slot]?.state = .leased(since: now, isReported: false)
        return [.succeed(waiter.request, slot)]
    }

    /// Starts to close a session.
    mutating func close(_ slot: SessionSlot, _ reason: SessionCloseReason) -> Action {
        slots[slot]?.state = .closing
        counters.count(reason)
        return .close(slot, reason)
    }

    /// Adds a caller's wait to the statistics.
    mutating func countWait(of waiter: LeaseQueue.Waiter, until now: Instant) {
        if waiter.isCounted { counters.waitDuration += waiter.since.duration(to: now) }
    }

    private mutating func checkOrClose(_ slot: SessionSlot, now: Instant) -> Action {
        guard case .idle(let since)? = slots[slot]?.state else {
            preconditionFailure("a slot on the idle list is idle: both are changed together")
        }
        if let reason = endOfLife(of: slot, idleSince: since, now: now) { return close(slot, reason) }
        slots[slot]?.state = .checking(idleSince: since)
        coming += 1
        return .check(slot, since.duration(to: now) < peekLimit ? .peek : .ping)
    }

    /// During an outage one attempt at a time is made, paced by `retryAt`.
    private func mayOpen(now: Instant) -> Bool {
        guard slots.count < limits.maximumSessions else { return false }
        guard let outage else { return true }
        return opening == 0 && now >= outage.retryAt
    }

    private mutating func openSlot() -> Action {
        let slot = SessionSlot(number: nextSlot)
        nextSlot += 1
        slots[slot] = Slot()
        coming += 1
        opening += 1
        return .open(slot)
    }

    private mutating func park(_ slot: SessionSlot, now: Instant, idleSince: Instant) -> [Action] {
        if let reason = endOfLife(of: slot, idleSince: idleSince, now: now) { return [close(slot, reason)] }
        if liveCount > limits.maximumSessions { return [close(slot, .sessionLimit)] }
        if idle.count >= limits.maximumIdle { return [close(slot, .idleLimit)] }
        slots[slot]?.state = .idle(since: idleSince)
        idle.append(slot)
        return []
    }

    /// Why an idle session must not be used any more, if so.
    func endOfLife(of slot: SessionSlot, idleSince: Instant, now: Instant) -> SessionCloseReason? {
        if let expiry = expiry(of: slots[slot]), expiry <= now { return .lifetime }
        if let timeout = limits.idleTimeout, idleSince.advanced(by: timeout) <= now { return .idleTimeout }
        return nil
    }

    /// When a session's life ends by the limits in force, which may have changed since it was opened.
    func expiry(of slot: Slot?) -> Instant? {
        guard let slot, let openedAt = slot.openedAt else { return nil }
        return limits.lifetime(random: slot.random).map { openedAt.advanced(by: $0) }
    }
}
