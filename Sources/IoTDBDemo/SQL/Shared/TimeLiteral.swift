import CivilTime

/// Reads the date literals that ``DateTimeScanner`` finds, and durations.
enum TimeLiteral {
    /// Milliseconds since 1970 of a date literal; without an offset it is a local time of the zone. Nil for impossible
    /// dates.
    static func milliseconds(_ text: String, zone: TimeZoneID) -> Int64? {
        guard let time = CivilTimeText(text) else { return nil }
        let second = time.offset.map { time.localSecond - Int64($0) } ?? zone.offsets.second(ofLocal: time.localSecond)
        return second * 1000 + time.nanosecond / 1_000_000
    }

    /// Milliseconds of a duration such as `1d12h`; nil when the text is none. Years and months have no fixed length.
    static func duration(_ text: String) throws(StatementError) -> Int64? {
        var total: Int64 = 0
        var rest = Substring(text)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let number = Int64(digits), !unit.isEmpty else { return nil }
            if ["y", "mo", "us", "ns"].contains(unit.lowercased()) { throw .unsupported("the duration \(text)") }
            guard let length = units[unit.lowercased()] else { return nil }
            let (part, tooLong) = number.multipliedReportingOverflow(by: length)
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !tooLong, !overflow else { throw .unsupported("the duration \(text)") }
            total = sum
        }
        return total
    }

    private static let units: [String: Int64] = [
        "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
    ]
}
