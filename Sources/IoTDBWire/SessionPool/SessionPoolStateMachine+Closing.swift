extension SessionPoolStateMachine {
    /// The owner closes the pool: callers that wait fail, idle sessions close, borrowers have until the deadline.
    package mutating func closeRequested(now: Instant, deadline: Instant) -> [Action] {
        switch phase {
        case .closed:
            return [.finishClosing]
        case .closing(let earlier, let isAborting):
            // A second, more impatient call shortens the wait; it never prolongs it.
            guard !isAborting, deadline < earlier else { return [] }
            phase = .closing(deadline: deadline, isAborting: false)
        case .running:
            phase = .closing(deadline: deadline, isAborting: false)
        }
        var actions: [Action] = waiters.removeAll().map { waiter in
            countWait(of: waiter, until: now)
            return .fail(waiter.request, .poolClosed)
        }
        for slot in idle { actions.append(close(slot, .poolClosed)) }
        idle.removeAll()
        if now >= deadline { actions += abortAll() }
        return actions + finishIfEmpty()
    }

    /// The owner changes limits; what exceeds them goes as soon as nobody uses it.
    package mutating func limitsChanged(_ limits: SessionPoolLimits, now: Instant) -> [Action] {
        self.limits = limits.sensible
        guard phase == .running else { return [] }
        var actions: [Action] = []
        // The sessions unused for longest go first.
        while let slot = idle.first, let reason = excess {
            idle.removeFirst()
            actions.append(close(slot, reason))
        }
        return actions + serveWaiters(now: now)
    }

    /// Stops everything that is still going on; each slot answers with `sessionClosed`.
    mutating func abortAll() -> [Action] {
        if case .closing(let deadline, _) = phase { phase = .closing(deadline: deadline, isAborting: true) }
        coming = 0
        opening = 0
        idle.removeAll()
        return slots.keys.sorted { $0.number < $1.number }.map { slot in
            slots[slot]?.state = .closing
            return .abort(slot)
        }
    }

    /// Ends the closing once the last slot is gone.
    mutating func finishIfEmpty() -> [Action] {
        guard case .closing = phase, slots.isEmpty else { return [] }
        phase = .closed
        return [.finishClosing]
    }

    /// Sessions that are there to stay: opening or open, but not closing.
    var liveCount: Int { slots.values.count { $0.state != .closing } }

    /// Whether an idle session is one too many, and by which limit.
    private var excess: SessionCloseReason? {
        if liveCount > limits.maximumSessions { return .sessionLimit }
        return idle.count > limits.maximumIdle ? .idleLimit : nil
    }
}
