extension PosixZoneRule {
    /// Reads a rule; nil when it is not one.
    init?(_ text: some StringProtocol) {
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
        guard let start = reader.change(), let end = reader.change(), reader.rest.isEmpty else { return nil }
        daylight = Daylight(offset: offset, start: start, end: end)
    }
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
            guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
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
