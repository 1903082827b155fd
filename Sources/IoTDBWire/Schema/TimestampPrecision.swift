/// Unit of every timestamp that a server stores and sends (`timestamp_precision` in its answer to openSession).
public enum TimestampPrecision: String, Sendable, Hashable, CaseIterable {
    /// Milliseconds, the server's default.
    case milliseconds = "ms"
    /// Microseconds.
    case microseconds = "us"
    /// Nanoseconds.
    case nanoseconds = "ns"

    /// Decimal digits of a second: 3, 6 or 9.
    public var fractionDigits: Int {
        switch self {
        case .milliseconds: 3
        case .microseconds: 6
        case .nanoseconds: 9
        }
    }

    /// Units in one second: 10 to the power of ``fractionDigits``.
    public var unitsPerSecond: Int64 {
        switch self {
        case .milliseconds: 1_000
        case .microseconds: 1_000_000
        case .nanoseconds: 1_000_000_000
        }
    }
}
