/// A date, or a date and a time, in the spellings that the server takes, and shorter ones: `2024-01-31`,
/// `2024/1/31 10:00`, `2024.01.31T10:00:00.5+08:00`.
package struct CivilTimeText: Sendable, Equatable {
    /// Seconds since 1970-01-01T00:00:00 on the clocks of the place.
    package let localSecond: Int64
    /// Nanoseconds of the second; digits behind the ninth are cut.
    package let nanosecond: Int64
    /// The offset that the text names, in seconds.
    package let offset: Int?

    /// Reads a text; nil when it is no date, or one that does not exist.
    package init?(_ text: some StringProtocol) {
        var reader = DigitReader(rest: Array(text.utf8)[...])
        guard let year = reader.number(digits: 4...4), let separator = reader.take(anyOf: "-/."),
            let month = reader.number(digits: 1...2), reader.take(separator),
            let day = reader.number(digits: 1...2), day >= 1, day <= CivilDate.length(ofMonth: month, year: Int64(year))
        else { return nil }
        var clock = Clock()
        if !reader.rest.isEmpty {
            guard reader.take(anyOf: "Tt ") != nil, let read = Clock(&reader), reader.rest.isEmpty else { return nil }
            clock = read
        }
        localSecond = CivilDate(year: Int64(year), month: month, day: day).daysSince1970 * 86_400 + clock.second
        nanosecond = clock.nanosecond
        offset = clock.offset
    }
}

/// A time of day.
private struct Clock {
    var second: Int64 = 0
    var nanosecond: Int64 = 0
    var offset: Int?

    init() {}

    init?(_ reader: inout DigitReader) {
        guard let hour = reader.number(digits: 1...2), hour < 24, reader.take(UInt8(ascii: ":")),
            let minute = reader.number(digits: 1...2), minute < 60
        else { return nil }
        second = Int64(hour * 3600 + minute * 60)
        if reader.take(UInt8(ascii: ":")) {
            guard let value = reader.number(digits: 1...2), value < 60 else { return nil }
            second += Int64(value)
            if reader.take(anyOf: ".,") != nil {
                guard let fraction = reader.fraction() else { return nil }
                nanosecond = fraction
            }
        }
        guard !reader.rest.isEmpty else { return }
        guard let read = Self.offset(&reader) else { return nil }
        offset = read
    }

    /// `Z`, `+08:00`, `+0800` or `+08`.
    private static func offset(_ reader: inout DigitReader) -> Int? {
        if reader.take(anyOf: "Zz") != nil { return 0 }
        guard let sign = reader.take(anyOf: "+-"), let hours = reader.number(digits: 1...2) else { return nil }
        var minutes = 0
        if !reader.rest.isEmpty {
            _ = reader.take(UInt8(ascii: ":"))
            guard let value = reader.number(digits: 2...2), value < 60 else { return nil }
            minutes = value
        }
        let seconds = hours * 3600 + minutes * 60
        guard seconds <= 18 * 3600 else { return nil }
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
}

/// Takes numbers and signs from the front of a text.
private struct DigitReader {
    var rest: ArraySlice<UInt8>

    mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    mutating func take(anyOf bytes: String) -> UInt8? {
        guard let first = rest.first, bytes.utf8.contains(first) else { return nil }
        rest.removeFirst()
        return first
    }

    /// A number of so many digits.
    mutating func number(digits: ClosedRange<Int>) -> Int? {
        let found = rest.prefix { (0x30...0x39).contains($0) }.prefix(digits.upperBound)
        guard found.count >= digits.lowerBound else { return nil }
        rest = rest.dropFirst(found.count)
        return found.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Digits behind a decimal point, in nanoseconds.
    mutating func fraction() -> Int64? {
        let found = rest.prefix { (0x30...0x39).contains($0) }
        guard !found.isEmpty else { return nil }
        rest = rest.dropFirst(found.count)
        let digits = found.prefix(9).reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        return (min(found.count, 9)..<9).reduce(digits) { value, _ in value * 10 }
    }
}
