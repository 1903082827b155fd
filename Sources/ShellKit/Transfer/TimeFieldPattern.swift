import CivilTime

/// A pattern for the times of an import file, in letters of Java's `DateTimeFormatter`.
///
/// `y`, `M`, `d`, `H`, `m`, `s` and `S` stand for numbers of so many digits, `X`, `XXX` or `Z` for an offset, text in
/// quotes and punctuation for themselves.
package struct TimeFieldPattern: Sendable, Equatable {
    /// The pattern as the user wrote it.
    package let source: String
    private let parts: [Part]

    private enum Part: Sendable, Equatable {
        case literal(UInt8)
        case number(UInt8, width: Int)
        case offset
    }

    /// Takes a pattern; nil for a letter that has no meaning here, an open quote, or one without a day.
    package init?(_ source: String) {
        var parts: [Part] = []
        var bytes = Array(source.utf8)[...]
        while let byte = bytes.first {
            switch byte {
            case UInt8(ascii: "'"):
                guard let end = bytes.dropFirst().firstIndex(of: byte) else { return nil }
                parts += bytes[(bytes.startIndex + 1)..<end].map { .literal($0) }
                bytes = bytes[(end + 1)...]
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                let run = bytes.prefix { $0 == byte }
                bytes = bytes.dropFirst(run.count)
                switch byte {
                case UInt8(ascii: "X"), UInt8(ascii: "Z"), UInt8(ascii: "x"): parts.append(.offset)
                case _ where "yuMdHmsS".utf8.contains(byte): parts.append(.number(byte, width: run.count))
                default: return nil
                }
            default:
                parts.append(.literal(byte))
                bytes = bytes.dropFirst()
            }
        }
        let letters = parts.compactMap { if case .number(let letter, _) = $0 { letter } else { nil } }
        guard letters.contains(UInt8(ascii: "d")), letters.contains(UInt8(ascii: "M")),
            letters.contains(UInt8(ascii: "y")) || letters.contains(UInt8(ascii: "u"))
        else { return nil }
        self.source = source
        self.parts = parts
    }

    /// Reads a time; nil when it does not fit the pattern.
    func read(_ bytes: UnsafeRawBufferPointer) -> CivilMoment? {
        var reader = TimeFieldReader(bytes)
        var moment = CivilMoment()
        var numbers: [UInt8: Int64] = [:]
        do throws(TimeFieldParser.Fault) {
            for part in parts {
                switch part {
                case .literal(let byte): guard reader.take(byte) else { return nil }
                case .offset: moment.offset = try reader.offset()
                case .number(UInt8(ascii: "S"), let width): moment.nanosecond = try Self.fraction(&reader, width)
                case .number(let letter, let width):
                    let isYear = letter == UInt8(ascii: "y") || letter == UInt8(ascii: "u")
                    let number = try reader.number(width == 1 ? 1...(isYear ? 4 : 2) : width...width)
                    numbers[letter] = isYear && width == 2 ? number + 2000 : number
                }
            }
            let year = numbers[UInt8(ascii: "y")] ?? numbers[UInt8(ascii: "u")] ?? 0
            moment.day = try TimeFieldReader.day(year, numbers[UInt8(ascii: "M")] ?? 0, numbers[UInt8(ascii: "d")] ?? 0)
        } catch {
            return nil
        }
        let (hour, minute) = (numbers[UInt8(ascii: "H")] ?? 0, numbers[UInt8(ascii: "m")] ?? 0)
        let second = numbers[UInt8(ascii: "s")] ?? 0
        guard reader.isAtEnd, hour < 24, minute < 60, second < 60 else { return nil }
        moment.second = hour * 3600 + minute * 60 + second
        return moment
    }

    private static func fraction(_ reader: inout TimeFieldReader, _ width: Int) throws(TimeFieldParser.Fault) -> Int64 {
        var value = try reader.number(width...width)
        for _ in min(9, width)..<9 { value *= 10 }
        return value
    }
}
