package import CivilTime
import IoTDBWire

/// An instant that a user wrote, for `\ts`.
package struct TimestampGuess: Sendable, Equatable {
    /// Unit of an epoch number.
    package enum Unit: String, Sendable, CaseIterable {
        case seconds = "s"
        case milliseconds = "ms"
        case microseconds = "us"
        case nanoseconds = "ns"

        /// Nanoseconds of one.
        var nanoseconds: Int64 {
            switch self {
            case .seconds: 1_000_000_000
            case .milliseconds: 1_000_000
            case .microseconds: 1000
            case .nanoseconds: 1
            }
        }
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64
    /// Nanoseconds beyond them, 0 to 999 999 999.
    package let nanoseconds: Int64
    /// The unit that the number was read in; nil for a time that was written out.
    package let unit: Unit?

    /// An instant of whole seconds and nanoseconds.
    package init(seconds: Int64, nanoseconds: Int64, unit: Unit?) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.unit = unit
    }

    /// Reads a number, whose unit follows from its size unless it is said: `1700000000`, `1700000000000`,
    /// `1700000000.25`, `1700000000s`.
    ///
    /// Seconds up to 10^11 (the year 5138), milliseconds up to 10^14, microseconds up to 10^17, nanoseconds above.
    /// Nil for text that is no number with an optional unit; decimals below a nanosecond are left out.
    package init?(number text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "-" || $0 == "+" }
        guard let value = Int64(digits) else { return nil }
        var rest = text.dropFirst(digits.count)
        var decimals = Substring()
        if rest.first == "." {
            decimals = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard !decimals.isEmpty else { return nil }
            rest = rest.dropFirst(decimals.count + 1)
        }
        let name = rest.drop { $0 == " " }
        let unit: Unit
        if name.isEmpty {
            unit = Self.guess(value)
        } else {
            guard let named = Unit(rawValue: name.lowercased()) else { return nil }
            unit = named
        }
        let perSecond = 1_000_000_000 / unit.nanoseconds
        let (seconds, units) = floorDivide(value, by: perSecond)
        let fraction = Self.nanoseconds(decimals, unit) * (text.hasPrefix("-") ? -1 : 1)
        let (carry, nanoseconds) = floorDivide(units * unit.nanoseconds + fraction, by: 1_000_000_000)
        self.init(seconds: seconds + carry, nanoseconds: nanoseconds, unit: unit)
    }

    /// The nanoseconds of decimals behind a number of a unit.
    private static func nanoseconds(_ decimals: Substring, _ unit: Unit) -> Int64 {
        var place = unit.nanoseconds
        return decimals.reduce(0) { sum, digit in
            place /= 10
            return sum + Int64(digit.wholeNumberValue ?? 0) * place
        }
    }

    private static func guess(_ value: Int64) -> Unit {
        switch value.magnitude {
        case ..<100_000_000_000: .seconds
        case ..<100_000_000_000_000: .milliseconds
        case ..<100_000_000_000_000_000: .microseconds
        default: .nanoseconds
        }
    }

    /// The instant as a number of a unit; nil where it does not fit 64 bits.
    package func epoch(_ unit: Unit) -> Int64? {
        let perSecond = 1_000_000_000 / unit.nanoseconds
        // Below zero from the second above, as the one below may not fit where the instant does.
        let isBelow = seconds < 0 && nanoseconds > 0
        let (whole, overflow) = (isBelow ? seconds + 1 : seconds).multipliedReportingOverflow(by: perSecond)
        let rest = nanoseconds / unit.nanoseconds - (isBelow ? perSecond : 0)
        let (sum, beyond) = whole.addingReportingOverflow(rest)
        return overflow || beyond ? nil : sum
    }

    /// ISO 8601 in a zone, with as many digits as the instant needs: none, three, six or nine.
    package func iso(_ zone: TimeZoneID) -> String {
        let precisions: [(TimestampPrecision, Int64)] = [
            (.milliseconds, 1_000_000), (.microseconds, 1000), (.nanoseconds, 1),
        ]
        for (precision, unit) in precisions where nanoseconds % unit == 0 {
            guard let time = epoch(Unit(rawValue: precision.rawValue) ?? .milliseconds) else { continue }
            var formatter = TimeFormatter(precision: precision, zone: zone)
            var text = TextBuffer()
            formatter.append(time, to: &text)
            return text.string
        }
        // Beyond what nanoseconds reach, milliseconds do.
        var formatter = TimeFormatter(precision: .milliseconds, zone: zone)
        var text = TextBuffer()
        formatter.append(epoch(.milliseconds) ?? (seconds < 0 ? .min : .max), to: &text)
        return text.string
    }
}
