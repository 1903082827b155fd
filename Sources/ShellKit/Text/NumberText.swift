/// Decimal text of numbers, written straight into a buffer.
package enum NumberText {
    /// Room that the longest number needs while it is written.
    package static let maximumLength = 40

    /// Appends an integer.
    package static func append(_ value: Int64, to text: inout TextBuffer) {
        text.write(atMost: maximumLength) { write(value, to: &$0) }
    }

    /// Writes an integer.
    @inline(__always)
    package static func write(_ value: Int64, to writer: inout TextWriter) {
        if value < 0 { writer.put(UInt8(ascii: "-")) }
        write(value.magnitude, to: &writer)
    }

    /// Writes a number without padding: 1 to 20 digits.
    @inline(__always)
    static func write(_ value: UInt64, to writer: inout TextWriter) {
        writer.put(value, digits: digitCount(value))
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
