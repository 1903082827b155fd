/// Decimal text of numbers, written straight into a buffer.
package enum NumberText {
    /// `00` to `99`, two bytes each.
    private static let pairs: StaticString = """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """

    /// Room that the longest number needs while it is written.
    static let maximumLength = 40

    /// Appends an integer.
    package static func append(_ value: Int64, to text: inout TextBuffer) {
        text.write(atMost: maximumLength) { write(value, to: $0) }
    }

    /// Writes an integer and returns its length.
    @inline(__always)
    static func write(_ value: Int64, to target: UnsafeMutablePointer<UInt8>) -> Int {
        guard value < 0 else { return write(value.magnitude, to: target) }
        target[0] = UInt8(ascii: "-")
        return write(value.magnitude, to: target + 1) + 1
    }

    /// Writes a number without padding and returns its length, 1 to 20. The target has room for 20 bytes beyond a sign.
    @inline(__always)
    static func write(_ value: UInt64, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let length = digitCount(value)
        write(value, digits: length, to: target)
        return length
    }

    /// Writes the last `digits` digits of a number, padded with zeros.
    @inline(__always)
    static func write(_ value: UInt64, digits: Int, to target: UnsafeMutablePointer<UInt8>) {
        var rest = value
        var at = digits
        while at >= 2 {
            at -= 2
            let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
            let source = pairs.utf8Start + Int(pair) * 2
            target[at] = source[0]
            target[at + 1] = source[1]
            rest = quotient
        }
        if at == 1 { target[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10) }
    }

    /// Number of decimal digits, at least 1.
    @inline(__always)
    static func digitCount(_ value: UInt64) -> Int {
        if value < 100 { return value < 10 ? 1 : 2 }
        var count = 2
        var rest = value / 100
        while rest >= 10_000 {
            rest /= 10_000
            count += 4
        }
        if rest >= 100 { return rest >= 1000 ? count + 4 : count + 3 }
        return rest >= 10 ? count + 2 : count + 1
    }
}
