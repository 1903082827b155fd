/// The offsets of one time zone at all times.
package struct ZoneOffsets: Sendable {
    /// Seconds at which the offset changes, ascending.
    private let transitions: [Int64]
    /// Offsets between the transitions: one more than there are transitions.
    private let offsets: [Int]
    /// Rule for the time after the last transition.
    private let rule: PosixZoneRule?

    /// A zone with one offset for ever.
    package init(fixed offset: Int) {
        transitions = []
        offsets = [offset]
        rule = nil
    }

    /// A zone from a table, or nil when the table is not ascending or its sizes do not match.
    init?(transitions: [Int64], offsets: [Int], rule: PosixZoneRule?) {
        guard offsets.count == transitions.count + 1 else { return nil }
        guard zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        self.transitions = transitions
        self.offsets = offsets
        self.rule = rule
    }

    /// A zone that follows a rule at all times.
    init(rule: PosixZoneRule) {
        transitions = []
        offsets = [rule.standardOffset]
        self.rule = rule
    }

    /// The offset at all times; nil when it changes.
    var fixed: Int? {
        guard Set(offsets).count == 1, rule == nil || rule?.daylight == nil && rule?.standardOffset == offsets[0] else {
            return nil
        }
        return offsets[0]
    }

    /// The interval around a second since 1970-01-01T00:00:00Z.
    package func interval(at second: Int64) -> ZoneInterval {
        let index = transitionCount(upTo: second)
        let start = index == 0 ? Int64.min : transitions[index - 1]
        if index == transitions.count, let rule {
            let found = rule.interval(at: second)
            return ZoneInterval(start: max(start, found.start), end: found.end, offset: found.offset)
        }
        let end = index == transitions.count ? Int64.max : transitions[index]
        return ZoneInterval(start: start, end: end, offset: offsets[index])
    }

    /// The second at which clocks show a local time, both counted from 1970-01-01T00:00:00.
    ///
    /// As on the server a time that clocks leap over is read with the offset before the gap, and one that they show
    /// twice is the earlier.
    package func second(ofLocal local: Int64) -> Int64 {
        let earlier = interval(at: local - 86_400).offset
        let first = local - Int64(earlier)
        if interval(at: first).offset == earlier { return first }
        let later = interval(at: local + 86_400).offset
        let second = local - Int64(later)
        return interval(at: second).offset == later ? second : first
    }

    /// Number of transitions that have happened at a second, by binary search.
    private func transitionCount(upTo second: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= second { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
