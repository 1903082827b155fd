package import CivilTime
package import IoTDBWire

/// Reads the times of an import file.
///
/// Keeps the day and the zone's interval of the last time: times close to each other cost little.
package struct TimeFieldParser: Sendable {
    /// What the times look like.
    package enum Format: Sendable, Equatable {
        /// Whole numbers in the server's unit, else ISO 8601.
        case automatic
        /// Whole numbers of a unit, given as how many make a second.
        case epoch(unitsPerSecond: Int64)
        /// ISO 8601 only.
        case iso
        /// A pattern of letters such as `dd.MM.yyyy HH:mm:ss.SSS`.
        case pattern(TimeFieldPattern)
    }

    /// Why a time is refused.
    package enum Fault: Error, Sendable, Equatable {
        /// Not of the format.
        case unreadable
        /// It has a fraction that the server's unit cannot hold.
        case tooFine
        /// Beyond what 64 bits of the server's unit hold.
        case outOfRange
    }

    private let format: Format
    /// How many of the server's units make a second.
    private let unitsPerSecond: Int64
    private let offsets: ZoneOffsets
    private var interval = ZoneInterval(start: 0, end: 0, offset: 0)
    /// The last day, as `yyyy-MM-dd` in 64 and 16 bits, and its number.
    private var dayText: (UInt64, UInt16) = (0, 0)
    private var dayNumber: Int64 = 0

    /// - Parameter zone: of times without an offset.
    package init(_ format: Format, precision: TimestampPrecision, zone: TimeZoneID) {
        self.format = format
        unitsPerSecond = precision.unitsPerSecond
        offsets = zone.offsets
    }

    /// The time in the server's unit.
    @inline(__always)
    package mutating func time(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int64 {
        switch format {
        case .automatic:
            // A fast look: the usual ISO time has a dash at its fifth place, where a number has a digit.
            if bytes.count >= 10, bytes[4] == UInt8(ascii: "-") { return try isoTime(bytes) }
            if let number = DecimalParser.integer(bytes) { return number }
            return try isoTime(bytes)
        case .iso: return try isoTime(bytes)
        case .epoch(let unit): return try epochTime(bytes, unit)
        case .pattern(let pattern):
            guard let civil = pattern.read(bytes) else { throw .unreadable }
            return try time(civil)
        }
    }

    private func epochTime(_ bytes: UnsafeRawBufferPointer, _ unit: Int64) throws(Fault) -> Int64 {
        guard let number = DecimalParser.integer(bytes) else { return try fractionalTime(bytes, unit) }
        if unit <= unitsPerSecond {
            let (time, overflow) = number.multipliedReportingOverflow(by: unitsPerSecond / unit)
            guard !overflow else { throw .outOfRange }
            return time
        }
        let (time, rest) = number.quotientAndRemainder(dividingBy: unit / unitsPerSecond)
        guard rest == 0 else { throw .tooFine }
        return time
    }

    /// `1700000000.25`, when the server's unit holds the fraction.
    private func fractionalTime(_ bytes: UnsafeRawBufferPointer, _ unit: Int64) throws(Fault) -> Int64 {
        guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")),
            let whole = DecimalParser.integer(UnsafeRawBufferPointer(rebasing: bytes[..<dot]))
        else { throw .unreadable }
        let scale = max(1, unitsPerSecond / unit)
        var (fraction, place): (Int64, Int64) = (0, scale)
        for byte in bytes[(dot + 1)...] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { throw .unreadable }
            place /= 10
            guard place > 0 || byte == UInt8(ascii: "0") else { throw .tooFine }
            fraction += Int64(byte - UInt8(ascii: "0")) * place
        }
        guard unit <= unitsPerSecond else { throw .tooFine }
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: scale)
        let (time, carry) = scaled.addingReportingOverflow(bytes.first == UInt8(ascii: "-") ? -fraction : fraction)
        guard !overflow, !carry else { throw .outOfRange }
        return time
    }

    /// `2024-01-31T12:34:56.789+01:00` and its shorter forms.
    private mutating func isoTime(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int64 {
        var reader = TimeFieldReader(bytes)
        var moment = CivilMoment()
        if bytes.count >= 10, bytes[7] == UInt8(ascii: "-") {
            let head = bytes.loadUnaligned(as: UInt64.self)
            let tail = bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
            if (head, tail) == dayText, bytes[4] == UInt8(ascii: "-") {
                moment.day = dayNumber
                reader.skip(10)
            } else {
                moment.day = try reader.day()
                if reader.position == 10, bytes[4] == UInt8(ascii: "-") {
                    (dayText, dayNumber) = ((head, tail), moment.day)
                }
            }
        } else {
            moment.day = try reader.day()
        }
        try reader.clock(into: &moment)
        guard reader.isAtEnd else { throw .unreadable }
        return try time(moment)
    }

    @inline(__always)
    private mutating func time(_ moment: CivilMoment) throws(Fault) -> Int64 {
        let (days, overflow) = moment.day.multipliedReportingOverflow(by: 86_400)
        guard !overflow else { throw .outOfRange }
        // Seconds of a day and an offset: no overflow, since the days are those of a year of nine digits at most.
        let local = days + moment.second
        let second = local - Int64(moment.offset ?? offset(atLocal: local))
        let (fraction, rest) = moment.nanosecond.quotientAndRemainder(dividingBy: 1_000_000_000 / unitsPerSecond)
        guard rest == 0 else { throw .tooFine }
        let (scaled, tooLarge) = (second + (second < 0 ? 1 : 0)).multipliedReportingOverflow(by: unitsPerSecond)
        let (time, carry) = scaled.addingReportingOverflow(fraction - (second < 0 ? unitsPerSecond : 0))
        guard !tooLarge, !carry else { throw .outOfRange }
        return time
    }

    /// The offset in force at a local time; in the hour that a change leaves out the one before it, in the hour that it
    /// repeats the first.
    @inline(__always)
    private mutating func offset(atLocal local: Int64) -> Int {
        let second = local - Int64(interval.offset)
        // A day from the interval's ends no change is near.
        if second > interval.start &+ 86_400, second < interval.end &- 86_400, interval.start < interval.end {
            return interval.offset
        }
        return slowOffset(atLocal: local)
    }

    @inline(never)
    private mutating func slowOffset(atLocal local: Int64) -> Int {
        let before = offsets.interval(at: local - 86_400)
        let after = offsets.interval(at: local + 86_400)
        // Between the two lies a change at most; a local time that both could have is the earlier instant.
        interval = before
        if local - Int64(before.offset) < before.end { return before.offset }
        if local - Int64(after.offset) < after.start { return before.offset }
        interval = after
        return after.offset
    }
}

/// A time as calendar and clock show it.
struct CivilMoment: Sendable, Equatable {
    /// Days since 1970-01-01.
    var day: Int64 = 0
    /// Seconds since midnight.
    var second: Int64 = 0
    /// Of the second.
    var nanosecond: Int64 = 0
    /// Seconds east of Greenwich, where the text says so.
    var offset: Int?
}

/// Reads the parts of a time, one after the other.
struct TimeFieldReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skip(_ count: Int) { position = min(position + count, bytes.count) }

    /// Takes a byte when it comes next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Takes a number of so many digits.
    @inline(__always)
    mutating func number(_ digits: ClosedRange<Int>) throws(TimeFieldParser.Fault) -> Int64 {
        var (value, count): (Int64, Int) = (0, 0)
        while count < digits.upperBound, let byte = next {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value * 10 + Int64(digit)
            count += 1
            position += 1
        }
        guard count >= digits.lowerBound else { throw .unreadable }
        return value
    }

    /// Takes `2024-01-31`, also with `/`; years of more than four digits, or before year 0, have a sign.
    mutating func day() throws(TimeFieldParser.Fault) -> Int64 {
        let isNegative = take(UInt8(ascii: "-"))
        let hasSign = isNegative || take(UInt8(ascii: "+"))
        let year = try number(hasSign ? 4...9 : 4...4)
        guard let separator = next, separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") else {
            throw .unreadable
        }
        position += 1
        let month = try number(1...2)
        guard take(separator) else { throw .unreadable }
        return try Self.day(isNegative ? -year : year, month, try number(1...2))
    }

    /// The number of a day, when the month has it.
    static func day(_ year: Int64, _ month: Int64, _ day: Int64) throws(TimeFieldParser.Fault) -> Int64 {
        guard (1...12).contains(month), (1...31).contains(day) else { throw .unreadable }
        let number = CivilDate(year: year, month: Int(month), day: Int(day)).daysSince1970
        // 30 February is 1 or 2 March.
        guard day <= 28 || CivilDate(daysSince1970: number).day == Int(day) else { throw .unreadable }
        return number
    }

    /// Takes `T12:34:56.789+01:00`, or less of it.
    @inline(__always)
    mutating func clock(into moment: inout CivilMoment) throws(TimeFieldParser.Fault) {
        guard let separator = next else { return }
        guard separator | 0x20 == UInt8(ascii: "t") || separator == UInt8(ascii: " ") else { throw .unreadable }
        position += 1
        let hour = try number(1...2)
        guard take(UInt8(ascii: ":")) else { throw .unreadable }
        let minute = try number(2...2)
        var second: Int64 = 0
        if take(UInt8(ascii: ":")) {
            second = try number(2...2)
            if take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) { moment.nanosecond = try fraction() }
        }
        guard hour < 24, minute < 60, second < 60 else { throw .unreadable }
        moment.second = hour * 3600 + minute * 60 + second
        moment.offset = try offset()
    }

    /// Takes up to nine digits behind the point, as nanoseconds; zeros behind them are passed over.
    mutating func fraction() throws(TimeFieldParser.Fault) -> Int64 {
        let start = position
        var value = try number(1...9)
        for _ in (position - start)..<9 { value *= 10 }
        while take(UInt8(ascii: "0")) {}
        if let byte = next, byte >= UInt8(ascii: "1"), byte <= UInt8(ascii: "9") { throw .tooFine }
        return value
    }

    /// Takes `Z`, `+01:00`, `+0100`, `+01` or `+08:05:43`, a blank before it allowed; nil when there is none.
    @inline(__always)
    mutating func offset() throws(TimeFieldParser.Fault) -> Int? {
        guard next != nil else { return nil }
        _ = take(UInt8(ascii: " "))
        if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
        let isNegative = take(UInt8(ascii: "-"))
        guard isNegative || take(UInt8(ascii: "+")) else { throw .unreadable }
        var seconds = try number(2...2) * 3600
        if !isAtEnd {
            let hasColon = take(UInt8(ascii: ":"))
            seconds += try number(2...2) * 60
            if hasColon, take(UInt8(ascii: ":")) { seconds += try number(2...2) }
        }
        guard seconds <= 18 * 3600 else { throw .unreadable }
        return Int(isNegative ? -seconds : seconds)
    }
}
