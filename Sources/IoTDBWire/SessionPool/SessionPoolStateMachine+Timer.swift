extension SessionPoolStateMachine {
    /// When `timerFired` has something to do next; nil: never.
    ///
    /// It may be earlier than needed, never later.
    package var nextTimer: Instant? {
        switch phase {
        case .closed: return nil
        case .closing(let deadline, let isAborting): return isAborting ? nil : deadline
        case .running: break
        }
        var times: [Instant] = []
        if let earliest = waiters.earliestDeadline { times.append(earliest) }
        // Without a free place the next release or close starts the attempt.
        if let outage, waiters.count > coming, opening == 0, slots.count < limits.maximumSessions {
            times.append(outage.retryAt)
        }
        for slot in slots.values { times.append(contentsOf: timer(of: slot)) }
        return times.min()
    }

    /// The time has come; `now` says how far.
    package mutating func timerFired(now: Instant) -> [Action] {
        switch phase {
        case .closed:
            return []
        case .closing(let deadline, let isAborting):
            return isAborting || now < deadline ? [] : abortAll()
        case .running:
            return failExpiredWaiters(now: now) + closeExpiredSessions(now: now) + reportLeaks(now: now)
                + serveWaiters(now: now)
        }
    }

    private func timer(of slot: Slot) -> [Instant] {
        switch slot.state {
        case .opening, .checking, .closing:
            return []
        case .idle(let since):
            return [expiry(of: slot), limits.idleTimeout.map { since.advanced(by: $0) }].compactMap { $0 }
        case .leased(let since, let isReported):
            guard !isReported, let leakThreshold else { return [] }
            return [since.advanced(by: leakThreshold)]
        }
    }

    private mutating func failExpiredWaiters(now: Instant) -> [Action] {
        waiters.removeExpired(at: now).map { waiter in
            counters.acquireTimeouts += 1
            countWait(of: waiter, until: now)
            return .fail(waiter.request, timeoutFailure)
        }
    }

    /// The true reason why nobody could be served: the network's, if there is one.
    private var timeoutFailure: LeaseFailure {
        if let outage { return .openFailed(outage.failure) }
        return opening > 0 ? .stillOpening : .exhausted
    }

    private mutating func closeExpiredSessions(now: Instant) -> [Action] {
        var actions: [Action] = []
        for slot in idle {
            guard case .idle(let since)? = slots[slot]?.state,
                let reason = endOfLife(of: slot, idleSince: since, now: now)
            else { continue }
            actions.append(close(slot, reason))
        }
        idle.removeAll { slots[$0]?.state == .closing }
        return actions
    }

    private mutating func reportLeaks(now: Instant) -> [Action] {
        guard let leakThreshold else { return [] }
        var actions: [Action] = []
        for (slot, value) in slots.sorted(by: { $0.key.number < $1.key.number }) {
            guard case .leased(let since, isReported: false) = value.state else { continue }
            let held = since.duration(to: now)
            guard held >= leakThreshold else { continue }
            slots[slot]?.state = .leased(since: since, isReported: true)
            counters.suspectedLeaks += 1
            actions.append(.reportLeak(slot, held))
        }
        return actions
    }
}
