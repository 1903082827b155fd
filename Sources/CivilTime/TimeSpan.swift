/// A duration as IoTDB writes it: `1h30m`, `1mo`, `10ms`.
///
/// Months have no fixed length, everything else has.
package struct TimeSpan: Sendable, Hashable, CustomStringConvertible {
    /// Calendar months; a year is twelve.
    package let months: Int64
    /// All else, in nanoseconds.
    package let nanoseconds: Int64

    /// A duration of parts.
    package init(months: Int64 = 0, nanoseconds: Int64) {
        self.months = months
        self.nanoseconds = nanoseconds
    }

    /// The units by their names, longest first; a unit is either months or nanoseconds.
    private static let units: [(name: String, months: Int64, nanoseconds: Int64)] = [
        ("y", 12, 0), ("mo", 1, 0), ("w", 0, 604_800_000_000_000), ("d", 0, 86_400_000_000_000),
        ("h", 0, 3_600_000_000_000), ("m", 0, 60_000_000_000), ("s", 0, 1_000_000_000), ("ms", 0, 1_000_000),
        ("us", 0, 1_000), ("ns", 0, 1),
    ]

    /// Reads a duration, in any case and without blanks or signs; nil for anything else and for one too long for 64
    /// bits of nanoseconds.
    package init?(_ text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        var (months, nanoseconds): (Int64, Int64) = (0, 0)
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            let name = String(decoding: rest.prefix { !(0x30...0x39).contains($0) }, as: UTF8.self)
            rest = rest.dropFirst(name.utf8.count)
            guard let number = Int64(String(decoding: digits, as: UTF8.self)),
                let unit = Self.units.first(where: { $0.name == name.lowercased() }),
                let longer = Self.sum(months, number, unit.months),
                let later = Self.sum(nanoseconds, number, unit.nanoseconds)
            else { return nil }
            (months, nanoseconds) = (longer, later)
        }
        self.init(months: months, nanoseconds: nanoseconds)
    }

    /// `sum + count × size`; nil beyond 64 bits.
    private static func sum(_ sum: Int64, _ count: Int64, _ size: Int64) -> Int64? {
        let (product, isTooLong) = count.multipliedReportingOverflow(by: size)
        let (total, overflows) = sum.addingReportingOverflow(product)
        return isTooLong || overflows ? nil : total
    }

    /// Whether it has no length at all.
    package var isZero: Bool { months == 0 && nanoseconds == 0 }

    /// The length in a unit; nil for one with months, and for one that is not a whole number of units.
    ///
    /// - Parameter unitsPerSecond: 1000 for milliseconds, the default of servers; at most 1 000 000 000.
    package func units(perSecond unitsPerSecond: Int64) -> Int64? {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000 / unitsPerSecond)
        return months == 0 && remainder == 0 ? quotient : nil
    }

    /// The shortest way to write it: `1h30m`; `0s` for nothing.
    package var description: String {
        var text = ""
        var (months, nanoseconds) = (months, nanoseconds)
        for unit in Self.units where unit.name != "w" {
            let count = unit.months > 0 ? months / unit.months : nanoseconds / unit.nanoseconds
            months -= count * unit.months
            nanoseconds -= count * unit.nanoseconds
            if count != 0 { text += "\(count)\(unit.name)" }
        }
        return text.isEmpty ? "0s" : text
    }
}
