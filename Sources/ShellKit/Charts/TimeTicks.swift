import CivilTime
import IoTDBWire

/// Chooses the round instants that are marked on a time axis, in a zone.
struct TimeTicks: Sendable {
    /// Unit of the times.
    let precision: TimestampPrecision
    /// The zone whose clock and calendar are round.
    let zone: TimeZoneID

    /// Marks from the first to the last instant of a range, as many as have room.
    ///
    /// - Parameter width: Columns that the labels, with two blanks between them, may take.
    func ticks(_ range: ClosedRange<Int64>, width: Int) -> [AxisTick<Int64>] {
        // Not the difference of two rounded numbers: nanoseconds of today differ by less than their rounding.
        let length = Double(UInt64(bitPattern: range.upperBound &- range.lowerBound))
        for step in steps() {
            let room = Double(width) / Double(step.labelWidth + 2)
            guard length / step.length(precision) + 1 <= max(1, room) else { continue }
            return instants(step, range).map { AxisTick(position: $0, label: label(of: $0, step)) }
        }
        return []
    }

    /// A distance between marks.
    private enum Step {
        /// A number of units below a second.
        case units(Int64, digits: Int)
        case seconds(Int64)
        case days(Int64)
        case months(Int64)
        case years(Int64)

        /// Its length in units, for years and months about.
        func length(_ precision: TimestampPrecision) -> Double {
            let second = Double(precision.unitsPerSecond)
            return switch self {
            case .units(let count, _): Double(count)
            case .seconds(let count): Double(count) * second
            case .days(let count): Double(count) * 86_400 * second
            case .months(let count): Double(count) * 30.4 * 86_400 * second
            case .years(let count): Double(count) * 365.2 * 86_400 * second
            }
        }

        var labelWidth: Int {
            switch self {
            case .units(_, let digits): 9 + digits
            case .seconds(let count): count < 60 ? 8 : 5
            case .days: 5
            case .months: 7
            case .years(let count): count < 5000 ? 4 : 10
            }
        }
    }

    /// All distances, ascending.
    private func steps() -> [Step] {
        var steps: [Step] = []
        var unit: Int64 = 1
        var digits = precision.fractionDigits
        while digits > 0 {
            for factor in [1, 2, 5] as [Int64] { steps.append(.units(unit * factor, digits: digits)) }
            unit *= 10
            digits -= 1
        }
        for count in [1, 2, 5, 10, 15, 30] as [Int64] { steps.append(.seconds(count)) }
        for count in [1, 2, 5, 10, 15, 30] as [Int64] { steps.append(.seconds(count * 60)) }
        for count in [1, 2, 3, 6, 12] as [Int64] { steps.append(.seconds(count * 3600)) }
        for count in [1, 2, 7, 14] as [Int64] { steps.append(.days(count)) }
        for count in [1, 2, 3, 6] as [Int64] { steps.append(.months(count)) }
        var years: Int64 = 1
        for _ in 0..<9 {
            for factor in [1, 2, 5] as [Int64] { steps.append(.years(years * factor)) }
            years *= 10
        }
        return steps
    }

    private func instants(_ step: Step, _ range: ClosedRange<Int64>) -> [Int64] {
        let second = precision.unitsPerSecond
        let first = floorDivide(range.lowerBound, by: second).quotient
        let last = floorDivide(range.upperBound, by: second).quotient
        let seconds: [Int64]
        switch step {
        case .units(let count, _): return multiples(of: count, in: range)
        case .seconds(let count): seconds = clockSeconds(count, first, last)
        case .days(let count): seconds = midnights(first, last) { nextDay($0, count) }
        case .months(let count): seconds = midnights(first, last) { nextMonth($0, count) }
        case .years(let count): seconds = midnights(first, last) { nextMonth($0, count * 12) }
        }
        return seconds.compactMap {
            let (time, overflow) = $0.multipliedReportingOverflow(by: second)
            return !overflow && range.contains(time) ? time : nil
        }
    }

    private func multiples(of count: Int64, in range: ClosedRange<Int64>) -> [Int64] {
        var found: [Int64] = []
        let remainder = floorDivide(range.lowerBound, by: count).remainder
        var time = remainder == 0 ? range.lowerBound : range.lowerBound.addingSaturating(count - remainder)
        while time <= range.upperBound, found.count < 1000 {
            found.append(time)
            let (next, overflow) = time.addingReportingOverflow(count)
            if overflow { break }
            time = next
        }
        return found
    }

    /// Seconds at which the zone's clock shows a multiple of `count` seconds after midnight.
    ///
    /// Taken from each stretch of one offset, so that an hour which comes twice is marked twice, and one that does not
    /// come is not.
    private func clockSeconds(_ count: Int64, _ first: Int64, _ last: Int64) -> [Int64] {
        var found: [Int64] = []
        var at = first
        while at <= last, found.count < 1000 {
            let interval = zone.offsets.interval(at: at)
            let offset = Int64(interval.offset)
            let end = min(last, interval.end == .max ? .max : interval.end - 1)
            let remainder = floorDivide(at + offset, by: count).remainder
            var next = remainder == 0 ? at : at + count - remainder
            while next <= end, found.count < 1000 {
                found.append(next)
                next += count
            }
            guard end < last else { break }
            at = end + 1
        }
        return found
    }

    /// First instants of days of the calendar, each reckoned from the one before.
    private func midnights(_ first: Int64, _ last: Int64, next: (Int64) -> Int64) -> [Int64] {
        var found: [Int64] = []
        var day = next(localDay(first) - 1)
        while found.count < 1000 {
            let second = zone.offsets.second(ofLocal: day * 86_400)
            if second > last { break }
            if second >= first { found.append(second) }
            day = next(day)
        }
        return found
    }

    private func localDay(_ second: Int64) -> Int64 {
        floorDivide(second + Int64(zone.offsets.interval(at: second).offset), by: 86_400).quotient
    }

    /// The next day whose number is a multiple, for weeks counted from a Monday (1970-01-05).
    private func nextDay(_ day: Int64, _ count: Int64) -> Int64 {
        let origin: Int64 = count % 7 == 0 ? 4 : 0
        return (floorDivide(day - origin, by: count).quotient + 1) * count + origin
    }

    /// The first day of the next month whose number, counted from year 0, is a multiple.
    private func nextMonth(_ day: Int64, _ count: Int64) -> Int64 {
        let date = CivilDate(daysSince1970: day)
        let month = (floorDivide(date.year * 12 + Int64(date.month - 1), by: count).quotient + 1) * count
        let (year, index) = floorDivide(month, by: 12)
        return CivilDate(year: year, month: Int(index) + 1, day: 1).daysSince1970
    }

    private func label(of time: Int64, _ step: Step) -> String {
        let (second, fraction) = floorDivide(time, by: precision.unitsPerSecond)
        let (day, clock) = floorDivide(second + Int64(zone.offsets.interval(at: second).offset), by: 86_400)
        let date = CivilDate(daysSince1970: day)
        let monthAndDay = "\(Self.pair(Int64(date.month)))-\(Self.pair(Int64(date.day)))"
        let minutes = "\(Self.pair(clock / 3600)):\(Self.pair(clock / 60 % 60))"
        switch step {
        case .units(_, let digits):
            let all = String(fraction)
            let padded = String(repeating: "0", count: precision.fractionDigits - all.utf8.count) + all
            return "\(minutes):\(Self.pair(clock % 60)).\(padded.prefix(digits))"
        case .seconds(let count):
            if count < 60 { return "\(minutes):\(Self.pair(clock % 60))" }
            return clock == 0 ? monthAndDay : minutes
        case .days: return monthAndDay
        case .months: return "\(date.year)-\(Self.pair(Int64(date.month)))"
        case .years: return "\(date.year)"
        }
    }

    private static func pair(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension Int64 {
    /// The sum, or the nearest number there is.
    func addingSaturating(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
