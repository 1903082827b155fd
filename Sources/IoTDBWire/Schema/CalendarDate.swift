import CivilTime

/// A day of the Gregorian calendar from 1000-01-01 to 9999-12-31, as DATE columns hold them.
public struct CalendarDate: Sendable, Hashable, Comparable {
    /// Year × 10000 + month × 100 + day, as it goes on the wire.
    public let number: Int32

    /// Makes a date; nil where there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1000...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        self.init(number: Int32(year * 10_000 + month * 100 + day))
    }

    /// Reads a number as it is on the wire; nil for one that is no date, which servers may hold.
    public init?(number: Int32) {
        guard DateNumber.isValid(number) else { return nil }
        self.number = number
    }

    /// The year.
    public var year: Int { Int(number / 10_000) }
    /// The month, 1 to 12.
    public var month: Int { Int(number / 100 % 100) }
    /// The day of the month, from 1.
    public var day: Int { Int(number % 100) }

    /// Whether one is before the other.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.number < right.number }
}

extension CalendarDate: Codable {
    /// From the number as it is on the wire; ``RowDecoder`` hands over the cell as it is.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let number = try container.decode(Int32.self)
        guard let date = CalendarDate(number: number) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(number) is no date")
        }
        self = date
    }

    /// As the number that goes on the wire.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}

extension CalendarDate: CustomStringConvertible {
    /// For example `2024-02-29`.
    public var description: String { DateNumber.text(number) }
}
