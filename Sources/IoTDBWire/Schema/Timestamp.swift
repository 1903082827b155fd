/// A point in time, which servers of any ``TimestampPrecision`` can be told.
///
/// ```swift
/// let rows = try await session.query("SELECT * FROM plant WHERE time >= \(Timestamp.now - .seconds(3600))")
/// ```
public struct Timestamp: Sendable, Hashable, Comparable, Codable {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public let seconds: Int64
    /// Nanoseconds in that second, 0 to 999 999 999.
    public let nanoseconds: Int32

    /// Makes a point in time; nanoseconds beyond a second are carried over.
    public init(seconds: Int64, nanoseconds: Int64 = 0) {
        let (carry, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let whole = rest < 0 ? carry - 1 : carry
        self.seconds = seconds.addingReportingOverflow(whole).partialValue
        self.nanoseconds = Int32(rest < 0 ? rest + 1_000_000_000 : rest)
    }

    /// Reads a cell: a number of units since 1970.
    public init(_ count: Int64, in precision: TimestampPrecision) {
        let units = precision.unitsPerSecond
        let (quotient, remainder) = count.quotientAndRemainder(dividingBy: units)
        self.init(seconds: quotient, nanoseconds: remainder * (1_000_000_000 / units))
    }

    /// The number of units since 1970, rounded down.
    ///
    /// - Throws: ``IoTDBError/Code/invalidArgument`` where it does not fit: nanoseconds end in 2262.
    public func count(in precision: TimestampPrecision) throws(IoTDBError) -> Int64 {
        let units = precision.unitsPerSecond
        let part = Int64(nanoseconds) / (1_000_000_000 / units)
        // Seconds are rounded down: those of the earliest count would not fit by themselves.
        let isBefore = seconds < 0
        let (whole, isTooLarge) = (isBefore ? seconds + 1 : seconds).multipliedReportingOverflow(by: units)
        let (count, isOver) = whole.addingReportingOverflow(isBefore ? part - units : part)
        guard !isTooLarge, !isOver else {
            throw IoTDBError(.invalidArgument, "\(seconds) s since 1970 do not fit into \(precision.rawValue)")
        }
        return count
    }

    /// The system's clock now.
    public static var now: Timestamp { SystemClock.now }

    /// Whether one is before the other.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// A later point in time.
    public static func + (left: Timestamp, right: Duration) -> Timestamp {
        let (seconds, attoseconds) = right.components
        return Timestamp(
            seconds: left.seconds.addingReportingOverflow(seconds).partialValue,
            nanoseconds: Int64(left.nanoseconds) + attoseconds / 1_000_000_000
        )
    }

    /// An earlier point in time.
    public static func - (left: Timestamp, right: Duration) -> Timestamp { left + (Duration.zero - right) }

    /// The time between two points.
    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        .seconds(left.seconds.subtractingReportingOverflow(right.seconds).partialValue)
            + .nanoseconds(Int64(left.nanoseconds) - Int64(right.nanoseconds))
    }
}

extension TimestampPrecision {
    /// Units in a duration, rounded toward zero, for ranges and windows: `precision.units(.seconds(60))`.
    ///
    /// The largest number stands for what does not fit.
    public func units(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        let (whole, isTooLarge) = seconds.multipliedReportingOverflow(by: unitsPerSecond)
        let (sum, isOver) = whole.addingReportingOverflow(attoseconds / (1_000_000_000_000_000_000 / unitsPerSecond))
        return isTooLarge || isOver ? (seconds < 0 ? .min : .max) : sum
    }
}
