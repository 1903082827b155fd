extension NumberText {
    /// Appends a DOUBLE as Java 19 and newer print it.
    ///
    /// The shortest digits that read back to the same bits; `1.0E7` and so on from 10⁷ on and below 10⁻³.
    package static func append(_ value: Double, to text: inout TextBuffer) {
        text.write(atMost: maximumLength) { write(value, to: &$0) }
    }

    /// Appends a FLOAT by the same rule in single precision.
    package static func append(_ value: Float, to text: inout TextBuffer) {
        text.write(atMost: maximumLength) { write(value, to: &$0) }
    }

    /// Writes a DOUBLE.
    @inline(__always)
    static func write(_ value: Double, to writer: inout TextWriter) {
        let magnitude = value.magnitude
        guard magnitude >= 1e-3 && magnitude < 1e7 else {
            return writeRare(magnitude, value.sign, ShortestDigits(magnitude), to: &writer)
        }
        if value < 0 { writer.put(UInt8(ascii: "-")) }
        if writeShortDecimal(magnitude, to: &writer) { return }
        // In this range the library's description has the layout of Java.
        writer.put(descriptionOf: magnitude)
    }

    /// Writes a FLOAT.
    @inline(__always)
    static func write(_ value: Float, to writer: inout TextWriter) {
        let magnitude = value.magnitude
        guard magnitude >= 1e-3 && magnitude < 1e7 else {
            return writeRare(Double(magnitude), value.sign, ShortestDigits(magnitude), to: &writer)
        }
        if value < 0 { writer.put(UInt8(ascii: "-")) }
        writer.put(descriptionOf: magnitude)
    }

    /// Writes a value that is zero, not finite, or needs an exponent.
    @inline(never)
    private static func writeRare(
        _ magnitude: Double,
        _ sign: FloatingPointSign,
        _ digits: @autoclosure () -> ShortestDigits,
        to writer: inout TextWriter
    ) {
        // Not a number has no sign.
        if magnitude.isNaN { return writer.put("NaN") }
        if sign == .minus { writer.put(UInt8(ascii: "-")) }
        if magnitude.isInfinite { return writer.put("Infinity") }
        if magnitude == 0 { return writer.put("0.0") }
        digits().writeScientific(to: &writer)
    }

    /// Writes a value of at most six decimals, the usual case for sensor data, without asking for its shortest digits;
    /// false for others.
    ///
    /// Two different decimals of up to 15 digits never share a double, so one that reads back exactly is the shortest.
    @inline(__always)
    private static func writeShortDecimal(_ magnitude: Double, to writer: inout TextWriter) -> Bool {
        // Below 10¹³ the scaled integer is exact and the division is correctly rounded. Adding a half rounds well
        // enough: a wrong guess only fails the comparison.
        let scaled = UInt64(magnitude * 1e6 + 0.5)
        guard Double(scaled) / 1e6 == magnitude else { return false }
        let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: 1_000_000)
        write(whole, to: &writer)
        writer.put(UInt8(ascii: "."))
        let oneDecimal = writer.count + 1
        writer.put(fraction, digits: 6)
        writer.removeTrailing(UInt8(ascii: "0"), downTo: oneDecimal)
        return true
    }
}
