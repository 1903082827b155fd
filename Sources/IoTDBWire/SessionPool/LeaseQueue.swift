/// Callers that wait for a session, first come first served; cancelling one takes constant time.
struct LeaseQueue: Sendable {
    /// One waiting caller.
    struct Waiter: Sendable, Hashable {
        let request: LeaseRequest
        let since: ContinuousClock.Instant
        let deadline: ContinuousClock.Instant
        /// Whether it found neither an idle session nor room for a new one.
        var isCounted = false
    }

    /// In order of arrival; nil where one left before its turn.
    private var entries: [Waiter?] = []
    /// Index of the first entry that can be a waiter.
    private var head = 0
    /// Entries taken off the front so far, so that positions stay valid.
    private var base = 0
    /// Position of each waiter, counted from the first that ever came.
    private var positions: [LeaseRequest: Int] = [:]
    /// No deadline is before this one; a bound, not always reached.
    private(set) var earliestDeadline: ContinuousClock.Instant?

    /// Callers that wait.
    var count: Int { positions.count }
    /// Whether nobody waits.
    var isEmpty: Bool { positions.isEmpty }

    /// Puts a caller at the end.
    mutating func append(_ waiter: Waiter) {
        positions[waiter.request] = base + entries.count
        entries.append(waiter)
        earliestDeadline = min(earliestDeadline ?? waiter.deadline, waiter.deadline)
    }

    /// Takes the caller that waits longest.
    mutating func popFirst() -> Waiter? {
        while head < entries.count {
            let entry = entries[head]
            entries[head] = nil
            head += 1
            guard let entry else { continue }
            positions[entry.request] = nil
            compact()
            return entry
        }
        compact()
        return nil
    }

    /// Takes a caller out of the middle; nil when it does not wait.
    mutating func remove(_ request: LeaseRequest) -> Waiter? {
        guard let position = positions.removeValue(forKey: request) else { return nil }
        let waiter = entries[position - base]
        entries[position - base] = nil
        compact()
        return waiter
    }

    /// Notes that a caller really has to wait.
    mutating func markCounted(_ request: LeaseRequest) {
        guard let position = positions[request] else { return }
        entries[position - base]?.isCounted = true
    }

    /// Removes the waiters whose deadline has come, in order.
    mutating func removeExpired(at now: ContinuousClock.Instant) -> [Waiter] {
        guard let bound = earliestDeadline, bound <= now else { return [] }
        let waiting = entries[head...].compactMap { $0 }
        let expired = waiting.filter { $0.deadline <= now }
        for waiter in expired { _ = remove(waiter.request) }
        earliestDeadline = waiting.lazy.map(\.deadline).filter { $0 > now }.min()
        return expired
    }

    /// Takes everybody, in order.
    mutating func removeAll() -> [Waiter] {
        let waiting = entries[head...].compactMap { $0 }
        self = LeaseQueue()
        return waiting
    }

    /// Drops the used-up front once it is the larger half, so that the queue stays as long as its waiters.
    private mutating func compact() {
        if positions.isEmpty {
            base += entries.count
            entries.removeAll(keepingCapacity: true)
            head = 0
            earliestDeadline = nil
        } else if head > 32 && head > entries.count / 2 {
            entries.removeFirst(head)
            base += head
            head = 0
        }
    }
}
