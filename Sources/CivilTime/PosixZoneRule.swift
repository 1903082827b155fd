/// The rule at the end of a time zone file for all later times, in the form of POSIX's `TZ`, for example
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// Source: POSIX.1-2024, *Base Definitions* 8.3, with the extensions of RFC 9636 (times from −167 to 167 hours).
struct PosixZoneRule: Sendable, Equatable {
    /// Seconds to add to UTC in standard time.
    let standardOffset: Int
    /// Daylight saving time, when the zone has it.
    let daylight: Daylight?

    /// Daylight saving time and when it begins and ends.
    struct Daylight: Sendable, Equatable {
        /// Seconds to add to UTC.
        let offset: Int
        let start: Change
        let end: Change
    }

    /// Time of the change in each year, local time of the offset before it.
    struct Change: Sendable, Equatable {
        let day: Day
        /// Seconds after local midnight; negative and above 24 hours are legal.
        let seconds: Int
    }

    /// The ways to name a day of the year.
    enum Day: Sendable, Equatable {
        /// `Jn`, 1 to 365, never counting 29 February.
        case withoutLeapDay(Int)
        /// `n`, 0 to 365, counting 29 February.
        case dayOfYear(Int)
        /// `Mm.w.d`: weekday d (0 = Sunday) of week w (5 = last) of month m.
        case weekday(month: Int, week: Int, day: Int)
    }

    /// The interval of one offset around a second.
    func interval(at second: Int64) -> ZoneInterval {
        guard let daylight else { return ZoneInterval(start: .min, end: .max, offset: standardOffset) }
        let year = CivilDate(daysSince1970: floorDivide(second, by: 86_400).quotient).year
        var changes: [(at: Int64, offset: Int)] = []
        for year in (year - 2)...(year + 2) {
            changes.append((daylight.start.second(in: year, offsetBefore: standardOffset), daylight.offset))
            changes.append((daylight.end.second(in: year, offsetBefore: daylight.offset), standardOffset))
        }
        changes.sort { $0.at < $1.at }
        let next = changes.firstIndex { $0.at > second } ?? changes.count - 1
        let previous = changes[max(0, next - 1)]
        return ZoneInterval(start: previous.at, end: changes[next].at, offset: previous.offset)
    }
}

extension PosixZoneRule.Change {
    /// When the change happens in a year, in seconds since 1970-01-01T00:00:00Z.
    fileprivate func second(in year: Int64, offsetBefore: Int) -> Int64 {
        day.daysSince1970(in: year) * 86_400 + Int64(seconds - offsetBefore)
    }
}

extension PosixZoneRule.Day {
    fileprivate func daysSince1970(in year: Int64) -> Int64 {
        let newYear = CivilDate(year: year, month: 1, day: 1).daysSince1970
        switch self {
        case .dayOfYear(let day):
            return newYear + Int64(day)
        case .withoutLeapDay(let day):
            return newYear + Int64(day - 1) + (CivilDate.isLeap(year) && day >= 60 ? 1 : 0)
        case .weekday(let month, let week, let day):
            let first = CivilDate(year: year, month: month, day: 1).daysSince1970
            // 1970-01-01 was a Thursday, day 4.
            let weekdayOfFirst = floorDivide(first + 4, by: 7).remainder
            let found = first + (Int64(day) - weekdayOfFirst + 7) % 7 + Int64(week - 1) * 7
            let nextYear = month == 12 ? year + 1 : year
            let nextMonth = CivilDate(year: nextYear, month: month % 12 + 1, day: 1).daysSince1970
            return found >= nextMonth ? found - 7 : found
        }
    }
}

extension PosixZoneRule {
    /// Reads a rule; nil when it is not one.
    ///
    /// - Parameter default: when daylight saving time begins and ends where the text names it without saying so. Zone
    ///   files always say so; in `TZ` it may be left out, and the C library then takes the rule of the United States.
    init?(_ text: some StringProtocol, default changes: (start: Change, end: Change)? = nil) {
        var reader = Reader(rest: Substring(text).utf8[...])
        guard reader.skipName(), let west = reader.time(limit: 24) else { return nil }
        standardOffset = -west
        if reader.rest.isEmpty {
            daylight = nil
            return
        }
        guard reader.skipName() else { return nil }
        var offset = -west + 3600
        if let first = reader.rest.first, first != UInt8(ascii: ",") {
            guard let west = reader.time(limit: 24) else { return nil }
            offset = -west
        }
        if reader.rest.isEmpty, let changes {
            daylight = Daylight(offset: offset, start: changes.start, end: changes.end)
            return
        }
        guard let start = reader.change(), let end = reader.change(), reader.rest.isEmpty else { return nil }
        daylight = Daylight(offset: offset, start: start, end: end)
    }

    /// The rule of the United States since 2007, `,M3.2.0,M11.1.0`.
    static let unitedStates = (
        start: Change(day: .weekday(month: 3, week: 2, day: 0), seconds: 7200),
        end: Change(day: .weekday(month: 11, week: 1, day: 0), seconds: 7200)
    )
}

/// Takes the parts of a rule from the front of its text.
private struct Reader {
    var rest: Substring.UTF8View

    private mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    /// Skips a zone name: letters, or anything in angle brackets.
    mutating func skipName() -> Bool {
        if take(UInt8(ascii: "<")) {
            guard let close = rest.firstIndex(of: UInt8(ascii: ">")), rest[..<close].count >= 3 else { return false }
            rest = rest[rest.index(after: close)...]
            return true
        }
        let name = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        rest = rest[name.endIndex...]
        return name.count >= 3
    }

    /// `[+|-]hh[:mm[:ss]]` in seconds.
    mutating func time(limit hours: Int) -> Int? {
        let isNegative = take(UInt8(ascii: "-"))
        if !isNegative { _ = take(UInt8(ascii: "+")) }
        guard let hour = number(upTo: hours) else { return nil }
        var seconds = hour * 3600
        if take(UInt8(ascii: ":")) {
            guard let minute = number(upTo: 59) else { return nil }
            seconds += minute * 60
            if take(UInt8(ascii: ":")) {
                guard let second = number(upTo: 59) else { return nil }
                seconds += second
            }
        }
        return isNegative ? -seconds : seconds
    }

    /// `,day[/time]`; the time is 02:00 when absent.
    mutating func change() -> PosixZoneRule.Change? {
        guard take(UInt8(ascii: ",")), let day = day() else { return nil }
        var seconds = 7200
        if take(UInt8(ascii: "/")) {
            guard let time = time(limit: 167) else { return nil }
            seconds = time
        }
        return PosixZoneRule.Change(day: day, seconds: seconds)
    }

    private mutating func day() -> PosixZoneRule.Day? {
        if take(UInt8(ascii: "J")) {
            guard let day = number(upTo: 365), day > 0 else { return nil }
            return .withoutLeapDay(day)
        }
        guard take(UInt8(ascii: "M")) else { return number(upTo: 365).map { .dayOfYear($0) } }
        guard let month = number(upTo: 12), month > 0, take(UInt8(ascii: ".")) else { return nil }
        guard let week = number(upTo: 5), week > 0, take(UInt8(ascii: ".")) else { return nil }
        return number(upTo: 6).map { .weekday(month: month, week: week, day: $0) }
    }

    private mutating func number(upTo limit: Int) -> Int? {
        var value: Int?
        while let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            let next = (value ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
            guard next <= limit else { return nil }
            value = next
            rest.removeFirst()
        }
        return value
    }
}
