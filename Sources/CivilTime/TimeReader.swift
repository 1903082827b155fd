/// Reads instants and ranges as people write them, in the zone of a session and the precision of a server.
package struct TimeReader: Sendable {
    /// The zone of times without an offset.
    package let zone: ZoneOffsets
    /// 1000 for milliseconds, 1 000 000 and 1 000 000 000 for servers with finer times.
    package let unitsPerSecond: Int64
    /// What `now` means, in units since 1970-01-01T00:00:00Z.
    package let now: Int64

    /// A reader.
    package init(zone: ZoneOffsets, unitsPerSecond: Int64, now: Int64) {
        self.zone = zone
        self.unitsPerSecond = unitsPerSecond
        self.now = now
    }

    /// An instant in units: a number of them, `now`, `today`, `yesterday`, or a date and time such as `2024-01-31`,
    /// `2024-01-31 10:00` or `2024-01-31T10:00:00.5+08:00`; each with a duration behind `+` or `-`, as in `now-1h`,
    /// where a blank stands before the sign of a date's.
    package func instant(_ text: some StringProtocol) throws(TimeTextError) -> Int64 {
        let text = Self.trimmed(String(text))
        if let time = try single(text) { return time }
        guard let sign = text.utf8.lastIndex(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }),
            let span = TimeSpan(Self.trimmed(String(text[text.utf8.index(after: sign)...])))
        else { throw TimeTextError("\"\(text)\" is not a time; \(Self.examples)") }
        let base = Self.trimmed(String(text[..<sign]))
        guard !base.isEmpty, let start = try single(base) else {
            throw TimeTextError("\"\(text)\" is not a time; \(Self.examples)")
        }
        return try moved(start, by: span, backwards: text.utf8[sign] == UInt8(ascii: "-"))
    }

    /// A range: `last 1d`, `since TIME`, `until TIME`, or `A..B`, where either end may be missing.
    package func range(_ text: some StringProtocol) throws(TimeTextError) -> TimeRange {
        let text = Self.trimmed(String(text))
        let words = text.utf8.split(maxSplits: 1) { $0 == 0x20 || $0 == 9 }
        if words.count == 2 {
            let rest = String(Substring(words[1]))
            switch String(Substring(words[0])).lowercased() {
            case "last": return TimeRange(start: try moved(now, by: try span(rest), backwards: true), end: nil)
            case "since", "from": return TimeRange(start: try instant(rest), end: nil)
            case "until", "before": return TimeRange(start: nil, end: try instant(rest))
            default: break
            }
        }
        guard let dots = Self.place(ofDots: text) else {
            throw TimeTextError("\"\(text)\" is not a range of time; write last 1d, since TIME or TIME..TIME")
        }
        let (first, last) = (Self.trimmed(String(text[..<dots])), Self.trimmed(String(text[dots...].dropFirst(2))))
        let range = TimeRange(
            start: first.isEmpty ? nil : try instant(first),
            end: last.isEmpty ? nil : try instant(last)
        )
        if let start = range.start, let end = range.end, start > end {
            throw TimeTextError("the range \"\(text)\" ends before it starts")
        }
        return range
    }

    /// A duration.
    package func span(_ text: some StringProtocol) throws(TimeTextError) -> TimeSpan {
        guard let span = TimeSpan(Self.trimmed(String(text))), !span.isZero else {
            throw TimeTextError("\"\(text)\" is not a duration; write 10ms, 30s, 15m, 1h30m, 1d, 1w, 1mo or 1y")
        }
        return span
    }

    /// An instant some time later, or earlier. Months keep the day of the month where there is one, as on the server;
    /// all else has its length.
    package func moved(_ time: Int64, by span: TimeSpan, backwards: Bool = false) throws(TimeTextError) -> Int64 {
        let sign: Int64 = backwards ? -1 : 1
        var start = time
        if span.months != 0 {
            guard let shifted = monthsLater(time, sign * span.months) else { throw Self.tooFar }
            start = shifted
        }
        let units = span.nanoseconds / (1_000_000_000 / unitsPerSecond)
        let (moved, overflows) = start.addingReportingOverflow(sign * units)
        guard !overflows else { throw Self.tooFar }
        return moved
    }

    private func monthsLater(_ time: Int64, _ months: Int64) -> Int64? {
        // More months than any 64-bit time has between its ends.
        guard months.magnitude < 10_000_000_000 else { return nil }
        let (second, fraction) = floorDivide(time, by: unitsPerSecond)
        let (day, clock) = floorDivide(second + Int64(zone.interval(at: second).offset), by: 86_400)
        let date = CivilDate(daysSince1970: day)
        let (year, month) = floorDivide(date.year * 12 + Int64(date.month - 1) + months, by: 12)
        let last = CivilDate.length(ofMonth: Int(month) + 1, year: year)
        let moved = CivilDate(year: year, month: Int(month) + 1, day: min(date.day, last))
        return units(zone.second(ofLocal: moved.daysSince1970 * 86_400 + clock), fraction)
    }

    /// An instant without arithmetic; nil for a text that is none.
    private func single(_ text: String) throws(TimeTextError) -> Int64? {
        if let time = Int64(text) { return time }
        if let time = try word(text) { return time }
        return try civil(text)
    }

    private func word(_ text: String) throws(TimeTextError) -> Int64? {
        let daysBack: Int64
        switch text.lowercased() {
        case "now", "now()": return now
        case "today": daysBack = 0
        case "yesterday": daysBack = 1
        default: return nil
        }
        let second = floorDivide(now, by: unitsPerSecond).quotient
        let day = floorDivide(second + Int64(zone.interval(at: second).offset), by: 86_400).quotient
        return try checked(units(zone.second(ofLocal: (day - daysBack) * 86_400), 0))
    }

    private func civil(_ text: String) throws(TimeTextError) -> Int64? {
        guard let parts = CivilTimeText(text) else { return nil }
        let second = parts.offset.map { parts.localSecond - Int64($0) } ?? zone.second(ofLocal: parts.localSecond)
        return try checked(units(second, parts.nanosecond / (1_000_000_000 / unitsPerSecond)))
    }

    private func checked(_ time: Int64?) throws(TimeTextError) -> Int64 {
        guard let time else { throw Self.tooFar }
        return time
    }

    private func units(_ second: Int64, _ fraction: Int64) -> Int64? {
        let (whole, isTooLong) = second.multipliedReportingOverflow(by: unitsPerSecond)
        let (sum, overflows) = whole.addingReportingOverflow(fraction)
        return isTooLong || overflows ? nil : sum
    }

    /// The two dots between the ends of a range; dates may have dots themselves, but no two in a row.
    private static func place(ofDots text: String) -> String.Index? {
        let bytes = text.utf8
        return bytes.indices.first { bytes[$0...].starts(with: "..".utf8) }
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (9...13).contains($0) }
        guard let first = text.utf8.firstIndex(where: { !isBlank($0) }),
            let last = text.utf8.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }

    private static let examples = "write 2024-01-31, 2024-01-31T10:00:00, a number since 1970, now or now-1h"
    private static let tooFar = TimeTextError("the time is too far away for this server's precision")
}

/// Instants from a start on, up to but without an end, in units of the server.
package struct TimeRange: Sendable, Hashable {
    /// The first instant; nil where the range has no start.
    package let start: Int64?
    /// The first instant behind it; nil where it has no end.
    package let end: Int64?

    /// A range.
    package init(start: Int64?, end: Int64?) {
        self.start = start
        self.end = end
    }
}

/// A text that is no time, range or duration.
package struct TimeTextError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One line for the user.
    package let description: String

    init(_ description: String) { self.description = description }
}
