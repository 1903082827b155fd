import IoTDBWire
import Platform

/// Numbers as Java writes them.
enum JavaText {
    /// The text of a value as LAST and CAST give it; nil for types that need more than their value.
    static func text(of value: Value) -> String? {
        switch value {
        case .boolean(let truth): String(truth)
        case .int32(let number), .date(let number): String(number)
        case .int64(let number), .timestamp(let number): String(number)
        case .float(let number): floating(number.description, isNaN: number.isNaN)
        case .double(let number): floating(number.description, isNaN: number.isNaN)
        case .text(let text), .string(let text): text
        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
        case .null, .object: nil
        }
    }

    /// `yyyyMMdd_HHmmss` of a moment in UTC, as ids of queries begin.
    static func compactDate(_ milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)\(digits(parts.tm_mon + 1))\(digits(parts.tm_mday))_"
            + digits(parts.tm_hour) + digits(parts.tm_min) + digits(parts.tm_sec)
    }

    /// Shortest digits in Java's layout: plain from 10⁻³ to 10⁷, else `1.5E10`.
    private static func floating(_ description: String, isNaN: Bool) -> String {
        if isNaN { return "NaN" }
        let isNegative = description.hasPrefix("-")
        let sign = isNegative ? "-" : ""
        let magnitude = isNegative ? description.dropFirst() : Substring(description)
        if magnitude == "inf" { return sign + "Infinity" }
        let parts = magnitude.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let leading = (whole + fraction).prefix { $0 == "0" }.count
        let digits = (whole + fraction).dropFirst(leading)
        guard !digits.isEmpty else { return sign + "0.0" }
        return sign + layout(trimmed(String(digits)), power: whole.count + exponent - leading)
    }

    private static func trimmed(_ digits: String) -> String {
        var digits = digits
        while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
        return digits
    }

    /// The number 0.DIGITS × 10^power.
    private static func layout(_ digits: String, power: Int) -> String {
        if power > 7 || power < -2 {
            let rest = digits.dropFirst()
            return "\(digits.prefix(1)).\(rest.isEmpty ? "0" : rest)E\(power - 1)"
        }
        if power <= 0 { return "0." + String(repeating: "0", count: -power) + digits }
        guard digits.count > power else {
            return digits + String(repeating: "0", count: power - digits.count) + ".0"
        }
        return "\(digits.prefix(power)).\(digits.dropFirst(power))"
    }
}
