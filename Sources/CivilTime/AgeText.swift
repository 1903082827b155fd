/// How long ago something was, in the two largest units that count: `2h 5m`.
package enum AgeText {
    private static let units: [(name: String, nanoseconds: UInt64)] = [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
        ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ]

    /// The distance of two instants, however far apart: `2h 5m`, `45s`, `320ms`; `0s` for none. Smaller units are cut,
    /// not rounded.
    package static func length(from start: Int64, to end: Int64, unitsPerSecond: Int64) -> String {
        let distance = end >= start ? end.magnitudeAbove(start) : start.magnitudeAbove(end)
        let size = UInt64(1_000_000_000 / unitsPerSecond)
        guard let first = units.firstIndex(where: { $0.nanoseconds >= size && distance >= $0.nanoseconds / size })
        else {
            return "0s"
        }
        let (count, rest) = distance.quotientAndRemainder(dividingBy: units[first].nanoseconds / size)
        let text = "\(count)\(units[first].name)"
        // Below a minute one unit tells enough.
        guard first < 3 else { return text }
        let next = rest / (units[first + 1].nanoseconds / size)
        return next == 0 ? text : "\(text) \(next)\(units[first + 1].name)"
    }

    /// `3m ago`, `in 3m`, or `now`.
    package static func relative(_ time: Int64, now: Int64, unitsPerSecond: Int64) -> String {
        if time == now { return "now" }
        let length = length(from: time, to: now, unitsPerSecond: unitsPerSecond)
        return time < now ? "\(length) ago" : "in \(length)"
    }
}

extension Int64 {
    /// `self - other` for a smaller or equal number, which may not fit 64 bits with a sign.
    fileprivate func magnitudeAbove(_ other: Int64) -> UInt64 {
        UInt64(bitPattern: self) &- UInt64(bitPattern: other)
    }
}
