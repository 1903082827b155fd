/// The number that stands for a DATE on the wire: year × 10000 + month × 100 + day.
package enum DateNumber {
    /// Whether a number is a date of the Gregorian calendar from 1000-01-01 to 9999-12-31.
    package static func isValid(_ number: Int32) -> Bool {
        guard (10_000_101...99_991_231).contains(number) else { return false }
        let day = Int(number % 100)
        return day >= 1 && day <= CivilDate.length(ofMonth: Int(number / 100 % 100), year: Int64(number / 10_000))
    }

    /// `2024-02-29`; the number itself when it is no date.
    package static func text(_ number: Int32) -> String {
        guard isValid(number) else { return "\(number)" }
        let digits = String(number)
        return digits.prefix(4) + "-" + digits.dropFirst(4).prefix(2) + "-" + digits.suffix(2)
    }

    /// The number of a `yyyy-MM-dd` text; nil when it is none.
    ///
    /// As on the server a day up to 31 that its month lacks is the last day of the month.
    package static func parse(_ text: some StringProtocol) -> Int32? {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.joined().allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        guard numbers[0] >= 1000, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
        let last = CivilDate.length(ofMonth: numbers[1], year: Int64(numbers[0]))
        return Int32(numbers[0] * 10_000 + numbers[1] * 100 + min(numbers[2], last))
    }
}
