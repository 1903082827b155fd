package import IoTDBWire

/// Lengths of time as people write them: `90s`, `1h 30m`, `2d 4h`.
package enum SpanText {
    /// A length in its two largest units: `3d 4h`, `1m 5s`, `1.5s`, `250ms`; negative ones with a minus.
    package static func text(_ length: Int64, _ precision: TimestampPrecision) -> String {
        let sign = length < 0 ? "-" : ""
        let second = UInt64(precision.unitsPerSecond)
        let (seconds, fraction) = length.magnitude.quotientAndRemainder(dividingBy: second)
        if seconds < 60 { return sign + short(seconds, fraction, precision) }
        let names: [(String, UInt64)] = [("y", 31_536_000), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
        guard let first = names.firstIndex(where: { seconds >= $0.1 }) else { return "0s" }
        let (large, rest) = seconds.quotientAndRemainder(dividingBy: names[first].1)
        guard first + 1 < names.count, rest / names[first + 1].1 > 0 else { return "\(sign)\(large)\(names[first].0)" }
        return "\(sign)\(large)\(names[first].0) \(rest / names[first + 1].1)\(names[first + 1].0)"
    }

    /// How long ago an instant is: `5m 3s ago`, `now`, `in 2h`.
    package static func age(of time: Int64, now: Int64, _ precision: TimestampPrecision) -> String {
        let (difference, overflow) = now.subtractingReportingOverflow(time)
        let length = overflow ? (now < time ? Int64.min + 1 : Int64.max) : difference
        if length == 0 { return "now" }
        return length < 0 ? "in " + text(-length, precision) : text(length, precision) + " ago"
    }

    /// Below a minute: seconds with up to three digits behind the point, or the largest unit that is whole.
    private static func short(_ seconds: UInt64, _ fraction: UInt64, _ precision: TimestampPrecision) -> String {
        if fraction == 0 { return "\(seconds)s" }
        let nanoseconds = fraction * (1_000_000_000 / UInt64(precision.unitsPerSecond))
        if seconds > 0 { return trimmed(seconds, nanoseconds / 1_000_000) + "s" }
        if nanoseconds >= 1_000_000 { return trimmed(nanoseconds / 1_000_000, nanoseconds / 1000 % 1000) + "ms" }
        if nanoseconds >= 1000 { return trimmed(nanoseconds / 1000, nanoseconds % 1000) + "us" }
        return "\(nanoseconds)ns"
    }

    private static func trimmed(_ whole: UInt64, _ thousandths: UInt64) -> String {
        if thousandths == 0 { return "\(whole)" }
        var digits = String(thousandths + 1000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    /// Reads `90s`, `1h30m`, `1.5h`, `1d`, `2w`, `500ms`, `10us`, `5ns`; nil for anything else, zero, or what is no whole
    /// number of the precision's units. A month (`mo`) and a year (`y`) have no fixed length and are not read.
    package static func length(_ text: String, _ precision: TimestampPrecision) -> Int64? {
        var rest = text.lowercased()[...]
        var nanoseconds = 0.0
        guard !rest.isEmpty, rest.utf8.count <= 40 else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            guard let number = Double(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            guard let length = units[String(unit)] else { return nil }
            rest = rest.dropFirst(unit.count)
            while rest.first == " " { rest.removeFirst() }
            nanoseconds += number * length
        }
        let units = nanoseconds / (1e9 / Double(precision.unitsPerSecond))
        return units >= 1 && units < 9e18 && units.rounded() == units ? Int64(units) : nil
    }

    /// Nanoseconds of each unit, named as in the server's durations.
    private static let units: [String: Double] = [
        "w": 604_800e9, "d": 86_400e9, "h": 3_600e9, "m": 60e9, "s": 1e9, "ms": 1e6, "us": 1e3, "ns": 1,
    ]

    /// A length as a duration of the server's SQL, in the largest unit that is whole: `15m`, `90s`, `250ms`.
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
