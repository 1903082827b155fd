package import IoTDBWire

/// Writes instants as `2024-01-01T00:00:00.000+08:00`, the fraction always before the offset.
///
/// Integer arithmetic only; holds for every 64-bit number. Keeps the offset of the current interval and the text of the current day, so
/// that times close to each other cost little.
package struct TimeFormatter: Sendable {
    private let precision: TimestampPrecision
    private let offsets: ZoneOffsets
    private var interval = ZoneInterval(start: 0, end: 0, offset: 0)
    private var offsetText = TextBuffer(capacity: 64)
    private var day = Int64.min
    private var dayText = TextBuffer(capacity: 64)

    package init(precision: TimestampPrecision, zone: TimeZoneID) {
        self.precision = precision
        offsets = zone.offsets
    }

    /// Appends one instant, a count of the precision's unit since 1970-01-01T00:00:00Z.
    @inline(__always)
    package mutating func append(_ time: Int64, to text: inout TextBuffer) {
        // A constant divisor per case lets the compiler multiply instead of dividing.
        switch precision {
        case .milliseconds: append(floorDivide(time, by: 1000), digits: 3, to: &text)
        case .microseconds: append(floorDivide(time, by: 1_000_000), digits: 6, to: &text)
        case .nanoseconds: append(floorDivide(time, by: 1_000_000_000), digits: 9, to: &text)
        }
    }

    @inline(__always)
    private mutating func append(_ time: (quotient: Int64, remainder: Int64), digits: Int, to text: inout TextBuffer) {
        if !interval.contains(time.quotient) { enter(time.quotient) }
        let local = floorDivide(time.quotient + Int64(interval.offset), by: 86_400)
        if local.quotient != day { enter(day: local.quotient) }
        text.append(dayText, from: 0, to: dayText.count)
        text.write(atMost: 18) { target in
            let seconds = UInt64(local.remainder)
            NumberText.write(seconds / 3600, digits: 2, to: target)
            target[2] = UInt8(ascii: ":")
            NumberText.write(seconds / 60 % 60, digits: 2, to: target + 3)
            target[5] = UInt8(ascii: ":")
            NumberText.write(seconds % 60, digits: 2, to: target + 6)
            target[8] = UInt8(ascii: ".")
            NumberText.write(UInt64(time.remainder), digits: digits, to: target + 9)
            return 9 + digits
        }
        text.append(offsetText, from: 0, to: offsetText.count)
    }

    @inline(never)
    private mutating func enter(_ second: Int64) {
        interval = offsets.interval(at: second)
        offsetText.truncate()
        OffsetText.append(interval.offset, to: &offsetText)
    }

    @inline(never)
    private mutating func enter(day: Int64) {
        self.day = day
        dayText.truncate()
        let date = CivilDate(daysSince1970: day)
        date.append(to: &dayText)
        dayText.append(UInt8(ascii: "T"))
    }
}

extension CivilDate {
    /// Appends `2024-01-31`; years above 9999 get a plus sign, years below 0 a minus sign, as ISO 8601 has them.
    func append(to text: inout TextBuffer) {
        if year < 0 { text.append(UInt8(ascii: "-")) }
        if year > 9999 { text.append(UInt8(ascii: "+")) }
        let yearDigits = max(4, NumberText.digitCount(year.magnitude))
        let (magnitude, month, day) = (year.magnitude, UInt64(month), UInt64(day))
        text.write(atMost: 32) { target in
            NumberText.write(magnitude, digits: yearDigits, to: target)
            var at = target + yearDigits
            at[0] = UInt8(ascii: "-")
            NumberText.write(month, digits: 2, to: at + 1)
            at[3] = UInt8(ascii: "-")
            NumberText.write(day, digits: 2, to: at + 4)
            at += 6
            return at - target
        }
    }
}
