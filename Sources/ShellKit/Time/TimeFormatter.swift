package import IoTDBWire

/// Writes instants as `2024-01-01T00:00:00.000+08:00`, the fraction always before the offset.
///
/// Integer arithmetic only; holds for every 64-bit number. Keeps the offset of the current interval and the text of the current day, so
/// that times close to each other cost little.
package struct TimeFormatter: Sendable {
    private let precision: TimestampPrecision
    private let offsets: ZoneOffsets
    private var interval = ZoneInterval(start: 0, end: 0, offset: 0)
    private var offsetText = ShortText()
    private var day = Int64.min
    private var dayText = ShortText()

    /// Room that one text needs while it is written.
    static let maximumLength = 2 * ShortText.size + 18

    package init(precision: TimestampPrecision, zone: TimeZoneID) {
        self.precision = precision
        offsets = zone.offsets
    }

    /// Appends one instant, a count of the precision's unit since 1970-01-01T00:00:00Z.
    package mutating func append(_ time: Int64, to text: inout TextBuffer) {
        text.write(atMost: Self.maximumLength) { write(time, to: $0) }
    }

    /// Writes one instant and returns the length of its text. The target has room for ``maximumLength`` bytes.
    @inline(__always)
    mutating func write(_ time: Int64, to target: UnsafeMutablePointer<UInt8>) -> Int {
        // A constant divisor per case lets the compiler multiply instead of dividing.
        switch precision {
        case .milliseconds: write(floorDivide(time, by: 1000), digits: 3, to: target)
        case .microseconds: write(floorDivide(time, by: 1_000_000), digits: 6, to: target)
        case .nanoseconds: write(floorDivide(time, by: 1_000_000_000), digits: 9, to: target)
        }
    }

    @inline(__always)
    private mutating func write(
        _ time: (quotient: Int64, remainder: Int64),
        digits: Int,
        to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        if !interval.contains(time.quotient) { enter(time.quotient) }
        let local = floorDivide(time.quotient + Int64(interval.offset), by: 86_400)
        if local.quotient != day { enter(day: local.quotient) }
        let length = dayText.write(to: target)
        let clock = target + length
        let seconds = UInt64(local.remainder)
        NumberText.write(seconds / 3600, digits: 2, to: clock)
        clock[2] = UInt8(ascii: ":")
        NumberText.write(seconds / 60 % 60, digits: 2, to: clock + 3)
        clock[5] = UInt8(ascii: ":")
        NumberText.write(seconds % 60, digits: 2, to: clock + 6)
        clock[8] = UInt8(ascii: ".")
        NumberText.write(UInt64(time.remainder), digits: digits, to: clock + 9)
        return length + 9 + digits + offsetText.write(to: clock + 9 + digits)
    }

    @inline(never)
    private mutating func enter(_ second: Int64) {
        interval = offsets.interval(at: second)
        var text = TextBuffer()
        OffsetText.append(interval.offset, to: &text)
        offsetText = ShortText(text)
    }

    @inline(never)
    private mutating func enter(day: Int64) {
        self.day = day
        var text = TextBuffer()
        CivilDate(daysSince1970: day).append(to: &text)
        text.append(UInt8(ascii: "T"))
        dayText = ShortText(text)
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
