import CivilTime

/// Text of a DATE, which the server sends as the number year × 10000 + month × 100 + day.
enum DateText {
    /// Appends `2024-01-31`, or the bare number when it is no date.
    static func append(_ value: Int32, to text: inout TextBuffer) {
        let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
        guard value > 0, (1...12).contains(month), (1...31).contains(day) else {
            return NumberText.append(Int64(value), to: &text)
        }
        CivilDate(year: Int64(year), month: Int(month), day: Int(day)).append(to: &text)
    }
}
