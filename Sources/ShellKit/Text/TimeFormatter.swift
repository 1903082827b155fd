package import CivilTime
package import IoTDBWire

/// Writes instants as `2024-01-01T00:00:00.000+08:00`, the fraction always before the offset; or as
/// `2024-01-01 00:00:00.000`.
///
/// Integer arithmetic only; holds for every 64-bit number. Keeps the offset of the current interval and the text of the
/// current day, so that times close to each other cost little.
package struct TimeFormatter: Sendable {
    private let precision: TimestampPrecision
    private let offsets: ZoneOffsets
    private let isLocal: Bool
    private var interval = ZoneInterval(start: 0, end: 0, offset: 0)
    private var offsetText = ShortText()
    private var day = Int64.min
    private var dayText = ShortText()

    /// Room that one text needs while it is written.
    static let maximumLength = 2 * ShortText.size + 18

    /// - Parameter isLocal: whether only the clock on the wall is written, without its offset.
    package init(precision: TimestampPrecision, zone: TimeZoneID, isLocal: Bool = false) {
        self.precision = precision
        self.isLocal = isLocal
        offsets = zone.offsets
    }

    /// Appends one instant, a count of the precision's unit since 1970-01-01T00:00:00Z.
    package mutating func append(_ time: Int64, to text: inout TextBuffer) {
        text.write(atMost: Self.maximumLength) { write(time, to: &$0) }
    }

    /// Writes one instant; needs room for ``maximumLength`` bytes.
    @inline(__always)
    mutating func write(_ time: Int64, to writer: inout TextWriter) {
        // A constant divisor per case lets the compiler multiply instead of dividing.
        switch precision {
        case .milliseconds: write(floorDivide(time, by: 1000), digits: 3, to: &writer)
        case .microseconds: write(floorDivide(time, by: 1_000_000), digits: 6, to: &writer)
        case .nanoseconds: write(floorDivide(time, by: 1_000_000_000), digits: 9, to: &writer)
        }
    }

    @inline(__always)
    private mutating func write(
        _ time: (quotient: Int64, remainder: Int64),
        digits: Int,
        to writer: inout TextWriter
    ) {
        if time.quotient < interval.start || time.quotient >= interval.end { enter(time.quotient) }
        let local = floorDivide(time.quotient + Int64(interval.offset), by: 86_400)
        if local.quotient != day { enter(day: local.quotient) }
        writer.put(dayText)
        writer.putClock(ofSecond: UInt64(local.remainder))
        writer.put(UInt64(time.remainder), digits: digits)
        writer.put(offsetText)
    }

    @inline(never)
    private mutating func enter(_ second: Int64) {
        interval = offsets.interval(at: second)
        var text = TextBuffer()
        if !isLocal { text.append(OffsetText.text(interval.offset)) }
        offsetText = ShortText(text)
    }

    @inline(never)
    private mutating func enter(day: Int64) {
        self.day = day
        var text = TextBuffer()
        CivilDate(daysSince1970: day).append(to: &text)
        text.append(UInt8(ascii: isLocal ? " " : "T"))
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
        text.write(atMost: 32) { writer in
            writer.put(magnitude, digits: yearDigits)
            writer.put(UInt8(ascii: "-"))
            writer.put(month, digits: 2)
            writer.put(UInt8(ascii: "-"))
            writer.put(day, digits: 2)
        }
    }
}

/// Division that rounds towards minus infinity, inlined where a cell is written.
@inline(__always)
func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
