import CivilTime
package import IoTDBWire

/// Lengths of time in units of the server.
package enum SpanText {
    /// A length as a duration: `1h30m`, `1s500ms`; in its two largest units where nanoseconds do not reach.
    package static func text(_ length: Int64, _ precision: TimestampPrecision) -> String {
        let (nanoseconds, overflow) = length.multipliedReportingOverflow(by: 1_000_000_000 / precision.unitsPerSecond)
        if overflow || length < 0 {
            return AgeText.length(from: 0, to: length, unitsPerSecond: precision.unitsPerSecond)
        }
        return TimeSpan(nanoseconds: nanoseconds).description
    }

    /// Reads a duration of a fixed length above zero, such as `90s` or `1h30m`.
    package static func length(_ text: String, _ precision: TimestampPrecision) throws(SeriesError) -> Int64 {
        guard let span = TimeSpan(text), !span.isZero else {
            throw SeriesError("\"\(text)\" is no duration; write one such as 10s, 15m, 1h30m or 1d")
        }
        guard let units = span.units(perSecond: precision.unitsPerSecond) else {
            let reason =
                span.months > 0 ? "months have no fixed length" : "the server's times are in \(precision.rawValue)"
            throw SeriesError("\"\(text)\": \(reason)")
        }
        return units
    }

    /// A length as a duration of the server's SQL, in the largest unit that is whole: `90m`, `250ms`.
    package static func sql(_ length: Int64, _ precision: TimestampPrecision) -> String {
        let names: [(String, Int64)] = [("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
        for (name, seconds) in names {
            let (unit, overflow) = seconds.multipliedReportingOverflow(by: precision.unitsPerSecond)
            if !overflow, length % unit == 0 { return "\(length / unit)\(name)" }
        }
        let small: [(String, Int64)] =
            switch precision {
            case .milliseconds: [("ms", 1)]
            case .microseconds: [("ms", 1000), ("us", 1)]
            case .nanoseconds: [("ms", 1_000_000), ("us", 1000), ("ns", 1)]
            }
        for (name, unit) in small where length % unit == 0 { return "\(length / unit)\(name)" }
        return "\(length)"
    }
}
