// What the examples about events use of swift-log, swift-metrics and swift-distributed-tracing, with their signatures:
// this package has no outside packages.

/// Stands for `Logger` of swift-log.
struct Logger: Sendable {
    func info(_ message: String) {}
    func warning(_ message: String) {}
}

/// Stands for `Timer` of swift-metrics.
struct Timer: Sendable {
    init(label: String, dimensions: [(String, String)]) {}
    func record(duration: Duration) {}
}

/// Stands for the clock of swift-distributed-tracing.
enum DefaultTracerClock {
    struct Timestamp {
        let nanosecondsSinceEpoch: UInt64
    }
}

/// Stands for `Span` of swift-distributed-tracing.
final class Span {
    enum Kind { case client }
    struct Status {
        enum Code { case error }
        let code: Code
    }

    var attributes: [String: String] = [:]
    func setStatus(_ status: Status) {}
    func end() {}
}

/// Stands for `startSpan` of swift-distributed-tracing.
func startSpan(_ name: String, at instant: DefaultTracerClock.Timestamp, ofKind kind: Span.Kind) -> Span { Span() }
