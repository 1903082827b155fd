import CivilTime
package import IoTDBWire
import Platform

/// Instants as the time that has passed since, or will pass until: `3m 12s ago`, `in 2h 5m`, `now`.
package struct RelativeTime: Sendable {
    private let now: Int64
    private let unitsPerSecond: Int64

    /// - Parameter now: what is counted from, in the unit of the precision; nil for the system's clock.
    package init(now: Int64?, precision: TimestampPrecision) {
        unitsPerSecond =
            switch precision {
            case .milliseconds: 1000
            case .microseconds: 1_000_000
            case .nanoseconds: 1_000_000_000
            }
        self.now = now ?? WallClock.nanoseconds / (1_000_000_000 / unitsPerSecond)
    }

    /// Appends an instant.
    package func append(_ time: Int64, to text: inout TextBuffer) {
        text.append(AgeText.relative(time, now: now, unitsPerSecond: unitsPerSecond))
    }
}
