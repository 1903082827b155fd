import Glibc
package import IoTDBWire

/// Instants as the time that has passed since, or will pass until: `3 min 12 s ago`, `in 2 h 5 min`, `now`.
package struct RelativeTime: Sendable {
    private let now: Int64
    private let unitsPerSecond: UInt64

    /// - Parameter now: what is counted from, in the unit of the precision; nil for the system's clock.
    package init(now: Int64?, precision: TimestampPrecision) {
        let units: Int64 =
            switch precision {
            case .milliseconds: 1000
            case .microseconds: 1_000_000
            case .nanoseconds: 1_000_000_000
            }
        self.now = now ?? Self.clock(unitsPerSecond: units)
        unitsPerSecond = UInt64(units)
    }

    private static func clock(unitsPerSecond units: Int64) -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * units + Int64(time.tv_nsec) / (1_000_000_000 / units)
    }

    /// Appends an instant.
    package func append(_ time: Int64, to text: inout TextBuffer) {
        let isPast = time <= now
        let distance = isPast ? UInt64(bitPattern: now &- time) : UInt64(bitPattern: time &- now)
        guard distance > 0 else { return text.append("now") }
        if !isPast { text.append("in ") }
        append(distance: distance, to: &text)
        if isPast { text.append(" ago") }
    }

    /// The two largest units; below a minute seconds with what the server's unit has.
    private func append(distance: UInt64, to text: inout TextBuffer) {
        let (seconds, fraction) = distance.quotientAndRemainder(dividingBy: unitsPerSecond)
        switch seconds {
        case 0..<60: appendSeconds(seconds, fraction, to: &text)
        case 60..<3600: append(seconds / 60, " min", seconds % 60, " s", to: &text)
        case 3600..<86_400: append(seconds / 3600, " h", seconds / 60 % 60, " min", to: &text)
        default: append(seconds / 86_400, " d", seconds / 3600 % 24, " h", to: &text)
        }
    }

    private func appendSeconds(_ seconds: UInt64, _ fraction: UInt64, to text: inout TextBuffer) {
        NumberText.append(Int64(seconds), to: &text)
        if fraction > 0 {
            text.append(".")
            let digits = NumberText.digitCount(unitsPerSecond) - 1
            text.write(atMost: digits) { writer in
                writer.put(fraction, digits: digits)
                writer.removeTrailing(UInt8(ascii: "0"), downTo: 1)
            }
        }
        text.append(" s")
    }

    private func append(
        _ large: UInt64,
        _ largeUnit: StaticString,
        _ small: UInt64,
        _ smallUnit: StaticString,
        to text: inout TextBuffer
    ) {
        NumberText.append(Int64(large), to: &text)
        text.append(largeUnit)
        guard small > 0 else { return }
        text.append(" ")
        NumberText.append(Int64(small), to: &text)
        text.append(smallUnit)
    }
}
