/// Calendar arithmetic of DATE numbers: year × 10000 + month × 100 + day.
package enum CalendarDate {
    /// Whether a number is a date of the Gregorian calendar from 1000-01-01 to 9999-12-31.
    package static func isValid(_ number: Int32) -> Bool {
        guard (10_000_101...99_991_231).contains(number) else { return false }
        let month = number / 100 % 100
        return (1...12).contains(month) && (1...days(inMonth: month, year: number / 10_000)).contains(number % 100)
    }

    private static func days(inMonth month: Int32, year: Int32) -> Int32 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `2024-02-29`; the number itself when it is no date.
    package static func text(_ number: Int32) -> String {
        guard isValid(number) else { return "\(number)" }
        let digits = String(number)
        return digits.prefix(4) + "-" + digits.dropFirst(4).prefix(2) + "-" + digits.suffix(2)
    }
}
