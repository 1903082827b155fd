/// Reads numbers from bytes, correctly rounded.
enum DecimalParser {
    /// A whole number in decimal digits with an optional sign; nil when it is none or does not fit.
    @inline(__always)
    static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        guard let first = bytes.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        let start = isNegative || first == UInt8(ascii: "+") ? 1 : 0
        guard bytes.count > start, bytes.count - start <= 19 else { return longInteger(bytes) }
        var magnitude: UInt64 = 0
        for byte in bytes[start...] {
            let digit = UInt64(byte &- UInt8(ascii: "0"))
            guard digit < 10 else { return nil }
            // At most 19 digits: below 2⁶⁴.
            magnitude = magnitude &* 10 &+ digit
        }
        if isNegative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int64(exactly: magnitude)
    }

    /// Numbers with many leading zeros.
    @inline(never)
    private static func longInteger(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        bytes.count > 256 ? nil : Int64(String(decoding: bytes, as: UTF8.self))
    }

    /// A number as people and programs write it, `NaN` and `Infinity` included; nil when it is none.
    static func double(_ bytes: UnsafeRawBufferPointer) -> Double? {
        guard let decimal = Decimal(bytes) else { return special(bytes) }
        return decimal.rounded() ?? Double(String(decoding: bytes, as: UTF8.self))
    }

    /// The same in single precision, rounded once.
    static func float(_ bytes: UnsafeRawBufferPointer) -> Float? {
        guard let decimal = Decimal(bytes) else { return special(bytes).map { Float($0) } }
        return decimal.rounded() ?? Float(String(decoding: bytes, as: UTF8.self))
    }

    private static func special(_ bytes: UnsafeRawBufferPointer) -> Double? {
        guard bytes.count <= 9 else { return nil }
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "nan": return .nan
        case "infinity", "inf", "+infinity", "+inf": return .infinity
        case "-infinity", "-inf": return -.infinity
        default: return nil
        }
    }
}

/// A decimal number: digits and a power of ten.
private struct Decimal {
    private var isNegative = false
    private var digits: UInt64 = 0
    private var exponent = 0
    /// Whether digits were dropped.
    private var isLong = false

    private static let powers: [UInt64] = (0..<20).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

    /// Takes `-12.5e-3`; nil for other texts.
    @inline(__always)
    init?(_ bytes: UnsafeRawBufferPointer) {
        var index = 0
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            index = 1
        }
        let whole = readDigits(bytes, &index)
        var fraction = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            fraction = readDigits(bytes, &index)
            exponent -= fraction
        }
        guard whole + fraction > 0 else { return nil }
        if whole + fraction > 19 { isLong = true }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            guard readExponent(bytes, index + 1) else { return nil }
            index = bytes.count
        }
        guard index == bytes.count else { return nil }
    }

    /// Takes digits; returns how many. With more than 19 the sum means nothing.
    @inline(__always)
    private mutating func readDigits(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Int {
        let start = index
        while index < bytes.count {
            let digit = UInt64(bytes[index] &- UInt8(ascii: "0"))
            guard digit < 10 else { break }
            digits = digits &* 10 &+ digit
            index += 1
        }
        return index - start
    }

    private mutating func readExponent(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        guard let power = DecimalParser.integer(UnsafeRawBufferPointer(rebasing: bytes[start...])) else { return false }
        if power.magnitude > 400 { isLong = true }
        exponent += Int(power.magnitude > 400 ? 0 : power)
        return true
    }

    /// The nearest number of the type, ties to even; nil when 64 bits of digits and a power up to 10¹⁹ do not hold the
    /// decimal.
    ///
    /// The quotient, or product, is taken to 62 bits at least, and a one is set at its end when something was left:
    /// rounding that to the type is then the same as rounding the exact value.
    @inline(__always)
    func rounded<Number: BinaryFloatingPoint>() -> Number? {
        guard !isLong, exponent.magnitude < Self.powers.count else { return nil }
        var (value, power) = (digits, 0)
        if digits == 0 {
            // Zero has a sign too.
        } else if exponent < 0 {
            let divisor = Self.powers[-exponent]
            let (shift, divisorShift) = (digits.leadingZeroBitCount, divisor.leadingZeroBitCount)
            let dividend = digits << UInt64(shift)
            let (quotient, remainder) = (divisor << UInt64(divisorShift)).dividingFullWidth(
                (dividend >> 1, dividend << 63)
            )
            value = quotient | (remainder == 0 ? 0 : 1)
            power = divisorShift - shift - 63
        } else if exponent > 0 {
            let (high, low) = digits.multipliedFullWidth(by: Self.powers[exponent])
            let shift = UInt64(high.leadingZeroBitCount)
            value = high == 0 ? low : high << shift | low >> (64 - shift) | (low << shift == 0 ? 0 : 1)
            power = high == 0 ? 0 : 64 - Int(shift)
        }
        let magnitude = Number(value) * Number(sign: .plus, exponent: Number.Exponent(power), significand: 1)
        return isNegative ? -magnitude : magnitude
    }
}
