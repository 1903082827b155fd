import Platform

/// Text of numbers in charts.
enum ChartNumber {
    /// A number with up to six significant digits, or all digits of an integer: `4.1`, `1.5e+12`, `1234567`.
    ///
    /// Beyond 2^53 an integer has six digits too: the others are lost in a DOUBLE.
    static func text(_ value: Double, _ kind: ChartSeries.NumberKind = .double) -> String {
        if value == 0 { return "0" }
        if kind == .integer, abs(value) < 9_007_199_254_740_992, let whole = Int64(exactly: value) {
            return String(whole)
        }
        return text(value, digits: 6)
    }

    /// A number with up to so many significant digits.
    static func text(_ value: Double, digits: Int32) -> String {
        // "%.17g", the most that a DOUBLE has, takes at most 24 bytes.
        var bytes = [CChar](repeating: 0, count: 32)
        let length = withVaList([digits, value]) { vsnprintf(&bytes, bytes.count, "%.*g", $0) }
        return String(decoding: bytes.prefix(max(0, Int(length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Decimal text of `digits × 10^exponent`, without an exponent: `-0.05`, `1200`.
    static func plain(_ digits: Int64, exponent: Int) -> String {
        let sign = digits < 0 ? "-" : ""
        var text = String(digits.magnitude)
        if exponent >= 0 { return digits == 0 ? "0" : sign + text + String(repeating: "0", count: exponent) }
        if text.utf8.count <= -exponent { text = String(repeating: "0", count: 1 - exponent - text.utf8.count) + text }
        return sign + text.dropLast(-exponent) + "." + text.suffix(-exponent)
    }

    /// The same with an exponent: `-5e-9`, `1.25e12`.
    static func scientific(_ digits: Int64, exponent: Int) -> String {
        if digits == 0 { return "0" }
        let text = String(digits.magnitude)
        var fraction = text.dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        let point = fraction.isEmpty ? "" : "."
        return (digits < 0 ? "-" : "") + text.prefix(1) + point + fraction + "e\(exponent + text.utf8.count - 1)"
    }

    /// `digits × 10^exponent` as the nearest number.
    static func value(_ digits: Int64, exponent: Int) -> Double {
        // Read as text, because neither powers of ten nor their products are exact.
        Double("\(digits)e\(exponent)") ?? 0
    }
}
