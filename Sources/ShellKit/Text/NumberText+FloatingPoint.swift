extension NumberText {
    /// Appends a DOUBLE as Java 19 and newer print it.
    ///
    /// The shortest digits that read back to the same bits; `1.0E7` and so on from 10⁷ on and below 10⁻³.
    package static func append(_ value: Double, to text: inout TextBuffer) {
        text.write(atMost: maximumLength) { write(value, to: $0) }
    }

    /// Appends a FLOAT by the same rule in single precision.
    package static func append(_ value: Float, to text: inout TextBuffer) {
        text.write(atMost: maximumLength) { write(value, to: $0) }
    }

    /// Writes a DOUBLE and returns its length.
    @inline(__always)
    static func write(_ value: Double, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let signLength = writeSign(value.sign, to: target)
        let magnitude = value.magnitude
        if magnitude >= 1e-3 && magnitude < 1e7 {
            let length = writeShortDecimal(magnitude, to: target + signLength)
            if length > 0 { return length + signLength }
            // In this range the library's description has the layout of Java.
            var text = NumberCopy(target + signLength, limit: maximumLength - 1)
            magnitude.write(to: &text)
            return text.length + signLength
        }
        return writeRare(magnitude, ShortestDigits(magnitude), to: target, after: signLength)
    }

    /// Writes a FLOAT and returns its length.
    @inline(__always)
    static func write(_ value: Float, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let signLength = writeSign(value.sign, to: target)
        let magnitude = value.magnitude
        if magnitude >= 1e-3 && magnitude < 1e7 {
            var text = NumberCopy(target + signLength, limit: maximumLength - 1)
            magnitude.write(to: &text)
            return text.length + signLength
        }
        return writeRare(Double(magnitude), ShortestDigits(magnitude), to: target, after: signLength)
    }

    @inline(__always)
    private static func writeSign(_ sign: FloatingPointSign, to target: UnsafeMutablePointer<UInt8>) -> Int {
        target[0] = UInt8(ascii: "-")
        return sign == .minus ? 1 : 0
    }

    /// Writes a value that is zero, not finite, or needs an exponent.
    @inline(never)
    private static func writeRare(
        _ magnitude: Double,
        _ digits: @autoclosure () -> ShortestDigits,
        to target: UnsafeMutablePointer<UInt8>,
        after signLength: Int
    ) -> Int {
        // Not a number has no sign.
        if magnitude.isNaN { return copy("NaN", to: target) }
        if magnitude.isInfinite { return copy("Infinity", to: target + signLength) + signLength }
        if magnitude == 0 { return copy("0.0", to: target + signLength) + signLength }
        return digits().writeScientific(to: target + signLength) + signLength
    }

    private static func copy(_ text: StaticString, to target: UnsafeMutablePointer<UInt8>) -> Int {
        target.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        return text.utf8CodeUnitCount
    }

    /// Writes a value of at most six decimals, the usual case for sensor data, without asking for its shortest digits; 0 for others.
    ///
    /// Two different decimals of up to 15 digits never share a double, so one that reads back exactly is the shortest.
    @inline(__always)
    private static func writeShortDecimal(_ magnitude: Double, to target: UnsafeMutablePointer<UInt8>) -> Int {
        // Below 10¹³ the scaled integer is exact and the division is correctly rounded. Adding a half rounds well enough: a wrong guess
        // only fails the comparison.
        let scaled = UInt64(magnitude * 1e6 + 0.5)
        guard Double(scaled) / 1e6 == magnitude else { return 0 }
        let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: 1_000_000)
        var at = write(whole, to: target)
        target[at] = UInt8(ascii: ".")
        write(fraction, digits: 6, to: target + at + 1)
        at += 7
        while target[at - 1] == UInt8(ascii: "0") && target[at - 2] != UInt8(ascii: ".") { at -= 1 }
        return at
    }
}
