/// Reads the date literals that ``DateTimeScanner`` finds, and durations.
enum TimeLiteral {
    /// Milliseconds since 1970 of a date literal; without an offset it is a local time of the zone. Nil for impossible
    /// dates.
    static func milliseconds(_ text: String, zone: ZoneRules) -> Int64? {
        var numbers: [Int64] = []
        var digits = 0
        var fraction: Int64 = 0
        var sign: Character?
        var isFraction = false
        var number: Int64 = 0
        for character in text + " " {
            if let digit = character.wholeNumberValue {
                number = number * 10 + Int64(digit)
                digits += 1
            } else if digits > 0 {
                if isFraction {
                    fraction = scaled(number, digits)
                    isFraction = false
                } else {
                    numbers.append(number)
                }
                (number, digits) = (0, 0)
            }
            if numbers.count == 6, character == "." { isFraction = true }
            if numbers.count >= 6, character == "+" || character == "-" { sign = character }
        }
        return assemble(numbers, fraction, sign, zone)
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

    /// Milliseconds of a fraction of up to nine digits; more than three are cut.
    private static func scaled(_ number: Int64, _ digits: Int) -> Int64 {
        var value = number
        for _ in digits..<max(3, digits) { value *= 10 }
        for _ in 3..<max(3, digits) { value /= 10 }
        return value
    }

    private static func assemble(_ parts: [Int64], _ fraction: Int64, _ sign: Character?, _ zone: ZoneRules) -> Int64? {
        guard parts.count >= 3, let days = CalendarDate.days(year: parts[0], month: parts[1], day: parts[2]) else {
            return nil
        }
        var seconds = days * 86_400
        if parts.count >= 6 {
            guard parts[3] < 24, parts[4] < 60, parts[5] < 60 else { return nil }
            seconds += parts[3] * 3600 + parts[4] * 60 + parts[5]
        }
        if let sign, parts.count == 8 {
            guard parts[6] <= 18, parts[7] < 60 else { return nil }
            let offset = parts[6] * 3600 + parts[7] * 60
            return (seconds - (sign == "-" ? -offset : offset)) * 1000 + fraction
        }
        return zone.utc(ofLocal: seconds) * 1000 + fraction
    }
}

/// Dates of the proleptic Gregorian calendar.
enum CalendarDate {
    /// Days since 1970-01-01; nil for a date that does not exist.
    static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
        guard (1...12).contains(month), day >= 1, day <= length(year: year, month: month) else { return nil }
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Days of a month.
    static func length(year: Int64, month: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The stored number of a `yyyy-MM-dd` text; the server takes any day up to 31, also one that its month lacks.
    static func stored(_ text: String) -> Int32? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }),
            let year = Int32(parts[0]), let month = Int32(parts[1]), let day = Int32(parts[2]),
            year >= 1000, (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // The server stores 30 February as the last day of the month.
        let last = Int32(length(year: Int64(year), month: Int64(month)))
        return year * 10_000 + month * 100 + min(day, last)
    }
}
