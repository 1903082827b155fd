/// The rule at the end of a time zone file for all later times, in the form of POSIX's `TZ`, for example `CET-1CEST,M3.5.0,M10.5.0/3`.
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
