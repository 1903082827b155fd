package import CivilTime
package import IoTDBWire

/// A pattern for times in the letters of Java's `DateTimeFormatter`, with quoted text and punctuation between them.
///
/// All letters count that need no language: names are English, weeks and the names of zones are left out.
package struct TimePattern: Sendable, Equatable {
    /// The pattern as the user wrote it.
    package let source: String
    private let parts: [Part]

    private enum Part: Sendable, Equatable {
        case literal(String)
        case field(UInt8, width: Int)
    }

    /// Longest pattern, in bytes.
    private static let maximumLength = 256

    /// The letters, and how many of each may stand together.
    private static let letters: [UInt8: ClosedRange<Int>] = [
        UInt8(ascii: "G"): 1...5, UInt8(ascii: "u"): 1...10, UInt8(ascii: "y"): 1...10, UInt8(ascii: "D"): 1...3,
        UInt8(ascii: "M"): 1...5, UInt8(ascii: "L"): 1...5, UInt8(ascii: "d"): 1...2, UInt8(ascii: "Q"): 1...5,
        UInt8(ascii: "q"): 1...5, UInt8(ascii: "E"): 1...5, UInt8(ascii: "a"): 1...1, UInt8(ascii: "h"): 1...2,
        UInt8(ascii: "K"): 1...2, UInt8(ascii: "k"): 1...2, UInt8(ascii: "H"): 1...2, UInt8(ascii: "m"): 1...2,
        UInt8(ascii: "s"): 1...2, UInt8(ascii: "S"): 1...9, UInt8(ascii: "A"): 1...19, UInt8(ascii: "n"): 1...19,
        UInt8(ascii: "N"): 1...19, UInt8(ascii: "V"): 2...2, UInt8(ascii: "O"): 1...4, UInt8(ascii: "X"): 1...5,
        UInt8(ascii: "x"): 1...5, UInt8(ascii: "Z"): 1...5,
    ]

    /// Reads a pattern.
    /// - Throws: what of the pattern has no meaning here.
    package init(_ source: String) throws(TimePatternError) {
        guard !source.utf8.isEmpty else { throw TimePatternError("a time pattern cannot be empty") }
        guard source.utf8.count <= Self.maximumLength else {
            throw TimePatternError("a time pattern has at most \(Self.maximumLength) bytes")
        }
        var parts: [Part] = []
        var rest = Array(source.utf8)[...]
        while let first = rest.first {
            let part = try Self.takePart(first, &rest)
            if case .literal(let text) = part, case .literal(let before) = parts.last {
                parts[parts.count - 1] = .literal(before + text)
            } else {
                parts.append(part)
            }
        }
        self.source = source
        self.parts = parts
    }

    private static func takePart(_ first: UInt8, _ rest: inout ArraySlice<UInt8>) throws(TimePatternError) -> Part {
        switch first {
        case UInt8(ascii: "'"):
            return .literal(try takeQuoted(&rest))
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            let run = rest.prefix { $0 == first }
            rest = rest.dropFirst(run.count)
            guard let widths = letters[first], widths.contains(run.count),
                !(first == UInt8(ascii: "O") && run.count % 3 != 1)
            else {
                throw TimePatternError(
                    "\"\(String(decoding: run, as: UTF8.self))\" has no meaning in a time pattern; \(known)"
                )
            }
            return .field(first, width: run.count)
        case _ where "{}[]#".utf8.contains(first):
            let mark = String(decoding: [first], as: UTF8.self)
            throw TimePatternError("\"\(mark)\" must be quoted in a time pattern: '\(mark)'")
        default:
            let text = rest.prefix { !isSpecial($0) }
            rest = rest.dropFirst(text.count)
            return .literal(String(decoding: text, as: UTF8.self))
        }
    }

    private static let known =
        "the letters are G u y D M L d Q q E a h K k H m s S A n N VV O X x Z, other text stands in '…'"

    private static func isSpecial(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || "'{}[]#".utf8.contains(byte)
    }

    /// Text between quotes; two quotes stand for one, also outside.
    private static func takeQuoted(_ rest: inout ArraySlice<UInt8>) throws(TimePatternError) -> String {
        let quote = UInt8(ascii: "'")
        rest = rest.dropFirst()
        if rest.first == quote {
            rest = rest.dropFirst()
            return "'"
        }
        var text: [UInt8] = []
        while let next = rest.popFirst() {
            if next != quote {
                text.append(next)
            } else if rest.first == quote {
                text.append(rest.removeFirst())
            } else {
                return String(decoding: text, as: UTF8.self)
            }
        }
        throw TimePatternError("a quote (') of the time pattern is not closed")
    }

    /// Appends an instant: a number of the precision's units since 1970-01-01T00:00:00Z, in a zone.
    package func append(
        _ time: Int64,
        precision: TimestampPrecision,
        zone: TimeZoneID,
        to text: inout TextBuffer
    ) {
        let instant = LocalInstant(time, precision, zone.offsets)
        for part in parts {
            switch part {
            case .literal(let literal): DisplayText.append(literal, to: &text)
            case .field(UInt8(ascii: "V"), _): DisplayText.append(zone.name, to: &text)
            case .field(let letter, let width): text.append(instant.text(letter, width))
            }
        }
    }
}

/// What of a time pattern has no meaning.
package struct TimePatternError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One line for the user.
    package let description: String

    init(_ description: String) { self.description = description }
}

/// The fields of an instant in a zone.
private struct LocalInstant {
    private let date: CivilDate
    private let offset: Int
    private let secondOfDay: Int64
    private let nanosecond: Int64

    init(_ time: Int64, _ precision: TimestampPrecision, _ offsets: ZoneOffsets) {
        let (second, fraction) = floorDivide(time, by: precision.unitsPerSecond)
        offset = offsets.interval(at: second).offset
        let (day, clock) = floorDivide(second + Int64(offset), by: 86_400)
        date = CivilDate(daysSince1970: day)
        secondOfDay = clock
        nanosecond = fraction * (1_000_000_000 / precision.unitsPerSecond)
    }

    private var hour: Int64 { secondOfDay / 3600 }
    private var yearOfEra: Int64 { date.year > 0 ? date.year : 1 - date.year }

    /// The text of one letter, repeated `width` times.
    func text(_ letter: UInt8, _ width: Int) -> String {
        switch letter {
        case UInt8(ascii: "G"): era(width)
        case UInt8(ascii: "u"): year(date.year, width)
        case UInt8(ascii: "y"): year(yearOfEra, width)
        case UInt8(ascii: "D"): padded(Int64(date.dayOfYear), width)
        case UInt8(ascii: "M"), UInt8(ascii: "L"): month(width)
        case UInt8(ascii: "d"): padded(Int64(date.day), width)
        case UInt8(ascii: "Q"), UInt8(ascii: "q"): quarter(width)
        case UInt8(ascii: "E"): named(Self.weekdays[date.weekday - 1], width)
        case UInt8(ascii: "X"), UInt8(ascii: "x"), UInt8(ascii: "Z"), UInt8(ascii: "O"): offset(letter, width)
        default: clock(letter, width)
        }
    }

    private func clock(_ letter: UInt8, _ width: Int) -> String {
        switch letter {
        case UInt8(ascii: "a"): hour < 12 ? "AM" : "PM"
        case UInt8(ascii: "h"): padded((hour + 11) % 12 + 1, width)
        case UInt8(ascii: "K"): padded(hour % 12, width)
        case UInt8(ascii: "k"): padded((hour + 23) % 24 + 1, width)
        case UInt8(ascii: "H"): padded(hour, width)
        case UInt8(ascii: "m"): padded(secondOfDay / 60 % 60, width)
        case UInt8(ascii: "s"): padded(secondOfDay % 60, width)
        case UInt8(ascii: "S"): String(padded(nanosecond, 9).prefix(width))
        case UInt8(ascii: "A"): padded(secondOfDay * 1000 + nanosecond / 1_000_000, width)
        case UInt8(ascii: "n"): padded(nanosecond, width)
        default: padded(secondOfDay * 1_000_000_000 + nanosecond, width)
        }
    }

    private func era(_ width: Int) -> String {
        let isBefore = date.year <= 0
        switch width {
        case 4: return isBefore ? "Before Christ" : "Anno Domini"
        case 5: return isBefore ? "B" : "A"
        default: return isBefore ? "BC" : "AD"
        }
    }

    /// Two letters mean the last two digits; four or more a sign for years that need more digits.
    private func year(_ year: Int64, _ width: Int) -> String {
        if width == 2 { return padded(floorDivide(year, by: 100).remainder, 2) }
        let digits = padded(Int64(year.magnitude), width)
        if year < 0 { return "-" + digits }
        return width >= 4 && digits.utf8.count > width ? "+" + digits : digits
    }

    private func month(_ width: Int) -> String {
        width <= 2 ? padded(Int64(date.month), width) : named(Self.months[date.month - 1], width)
    }

    private func quarter(_ width: Int) -> String {
        let number = (date.month + 2) / 3
        switch width {
        case 3: return "Q\(number)"
        case 4: return "\(["1st", "2nd", "3rd", "4th"][number - 1]) quarter"
        case 5: return "\(number)"
        default: return padded(Int64(number), width)
        }
    }

    /// Four letters mean the whole name, five its first letter, fewer its first three.
    private func named(_ name: String, _ width: Int) -> String {
        width == 4 ? name : String(name.prefix(width == 5 ? 1 : 3))
    }

    private func offset(_ letter: UInt8, _ width: Int) -> String {
        let magnitude = Int64(offset.magnitude)
        let (hours, minutes, seconds) = (magnitude / 3600, magnitude / 60 % 60, magnitude % 60)
        if letter == UInt8(ascii: "O") || (letter == UInt8(ascii: "Z") && width == 4) {
            return offset == 0 ? "GMT" : "GMT" + sign + localized(hours, minutes, seconds, isShort: width == 1)
        }
        let usesZ = letter == UInt8(ascii: "X") || (letter == UInt8(ascii: "Z") && width == 5)
        if offset == 0, usesZ { return "Z" }
        let form = letter == UInt8(ascii: "Z") ? (width == 5 ? 5 : 2) : width
        let colon = form == 3 || form == 5 ? ":" : ""
        var text = sign + padded(hours, 2)
        if form > 1 || minutes != 0 { text += colon + padded(minutes, 2) }
        if form > 3, seconds != 0 { text += colon + padded(seconds, 2) }
        return text
    }

    private func localized(_ hours: Int64, _ minutes: Int64, _ seconds: Int64, isShort: Bool) -> String {
        let hourText = padded(hours, isShort ? 1 : 2)
        let rest = seconds == 0 ? "" : ":" + padded(seconds, 2)
        return isShort && minutes == 0 && seconds == 0 ? hourText : hourText + ":" + padded(minutes, 2) + rest
    }

    private var sign: String { offset < 0 ? "-" : "+" }

    private func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
}
