/// The moment at which an operation gives up, on the monotonic clock.
///
/// A deadline is handed down unchanged through every step of an operation, so the steps share one budget.
package struct Deadline: Sendable, Hashable {
    /// The moment itself; `nil` means the operation waits as long as it takes.
    package let instant: ContinuousClock.Instant?

    /// A deadline at `instant`; `nil` never passes.
    package init(instant: ContinuousClock.Instant?) {
        self.instant = instant
    }

    /// The deadline that never passes.
    package static let never = Deadline(instant: nil)

    /// The deadline `duration` from now. A negative duration has passed already.
    package static func after(_ duration: Duration) -> Deadline {
        Deadline(instant: .now + duration)
    }

    /// True once the moment has come.
    package var hasPassed: Bool {
        guard let instant else { return false }
        return instant <= .now
    }

    /// The time left, never negative; `nil` without a limit.
    package var remaining: Duration? {
        guard let instant else { return nil }
        return max(.zero, ContinuousClock.now.duration(to: instant))
    }

    /// The time left as `poll` takes it: milliseconds rounded up, at most `Int32.max`, or -1 without a limit.
    ///
    /// Rounded up because a `poll` that returns a little early would spin until the moment comes.
    package var remainingMilliseconds: Int32 {
        guard let (seconds, attoseconds) = remaining?.components else { return -1 }
        let attosecondsPerMillisecond: Int64 = 1_000_000_000_000_000
        let fraction = (attoseconds + attosecondsPerMillisecond - 1) / attosecondsPerMillisecond
        guard seconds < Int64(Int32.max) / 1000 else { return Int32.max }
        return Int32(seconds * 1000 + fraction)
    }

    /// The earlier of this deadline and `other`.
    package func earlier(of other: Deadline) -> Deadline {
        guard let mine = instant else { return other }
        guard let theirs = other.instant else { return self }
        return Deadline(instant: min(mine, theirs))
    }

    /// The deadline of the first of `count` steps that share the time left equally; `count` must be positive.
    package func share(of count: Int) -> Deadline {
        guard let remaining else { return self }
        return Deadline.after(remaining / count).earlier(of: self)
    }
}
