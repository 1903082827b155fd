/// A pattern for times in the letters `y u M d H m s S` of Java's `DateTimeFormatter`, with quoted text and punctuation between them.
///
/// As in the official shell the number is always read as milliseconds, whatever the server's precision.
package struct TimePattern: Sendable, Equatable {
    /// The pattern as the user wrote it.
    package let source: String
    private let parts: [Part]

    private enum Part: Sendable, Equatable {
        case literal(String)
        case field(Character, width: Int)
    }

    /// Reads a pattern; nil for a letter that has no meaning here, an open quote, or nothing at all.
    package init?(_ source: String) {
        guard !source.isEmpty, source.utf8.count <= 256 else { return nil }
        var parts: [Part] = []
        var rest = source[...]
        while let first = rest.first {
            if first == "'" {
                guard let text = Self.takeQuoted(&rest) else { return nil }
                parts.append(.literal(text))
            } else if first.isASCII && first.isLetter {
                let run = rest.prefix { $0 == first }
                guard "yuMdHmsS".contains(first),
                    run.count <= (first == "S" ? 9 : first == "y" || first == "u" ? 10 : 2)
                else { return nil }
                parts.append(.field(first, width: run.count))
                rest = rest.dropFirst(run.count)
            } else {
                guard !"{}[]#".contains(first) else { return nil }
                parts.append(.literal(String(first)))
                rest = rest.dropFirst()
            }
        }
        self.source = source
        self.parts = parts
    }

    /// Text between quotes; two quotes stand for one, also outside.
    private static func takeQuoted(_ rest: inout Substring) -> String? {
        rest = rest.dropFirst()
        if rest.first == "'" {
            rest = rest.dropFirst()
            return "'"
        }
        var text = ""
        while let next = rest.popFirst() {
            if next != "'" {
                text.append(next)
            } else if rest.first == "'" {
                text.append(rest.removeFirst())
            } else {
                return text
            }
        }
        return nil
    }

    /// Appends an instant of milliseconds since 1970-01-01T00:00:00Z in a zone.
    package func append(_ milliseconds: Int64, offsets: ZoneOffsets, to text: inout TextBuffer) {
        let (second, fraction) = floorDivide(milliseconds, by: 1000)
        let (day, time) = floorDivide(second + Int64(offsets.interval(at: second).offset), by: 86_400)
        let date = CivilDate(daysSince1970: day)
        for part in parts {
            switch part {
            case .literal(let literal): DisplayText.append(literal, to: &text)
            case .field("S", let width): appendFraction(UInt64(fraction), width: width, to: &text)
            case .field("y", let width): appendYear(date.year > 0 ? date.year : 1 - date.year, width: width, to: &text)
            case .field("u", let width): appendYear(date.year, width: width, to: &text)
            case .field("M", let width): append(UInt64(date.month), width: width, to: &text)
            case .field("d", let width): append(UInt64(date.day), width: width, to: &text)
            case .field("H", let width): append(UInt64(time / 3600), width: width, to: &text)
            case .field("m", let width): append(UInt64(time / 60 % 60), width: width, to: &text)
            case .field(_, let width): append(UInt64(time % 60), width: width, to: &text)
            }
        }
    }

    /// Two letters mean the last two digits; four or more a sign for years that need more digits.
    private func appendYear(_ year: Int64, width: Int, to text: inout TextBuffer) {
        if width == 2 { return append(UInt64(floorDivide(year, by: 100).remainder), width: 2, to: &text) }
        if year < 0 { text.append("-") }
        if year > 0, width >= 4, NumberText.digitCount(year.magnitude) > width { text.append("+") }
        append(year.magnitude, width: width, to: &text)
    }

    private func append(_ value: UInt64, width: Int, to text: inout TextBuffer) {
        text.write(atMost: 32) { $0.put(value, digits: max(width, NumberText.digitCount(value))) }
    }

    private func appendFraction(_ milliseconds: UInt64, width: Int, to text: inout TextBuffer) {
        let start = text.count
        text.write(atMost: 9) { $0.put(milliseconds * 1_000_000, digits: 9) }
        text.truncate(to: start + min(width, 9))
    }
}
