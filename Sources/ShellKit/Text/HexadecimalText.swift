/// Bytes as lower-case hexadecimal digits.
enum HexadecimalText {
    /// The digit for 0 to 15.
    @inline(__always)
    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// Appends `0x` and two digits for each byte.
    static func append(_ bytes: UnsafeRawBufferPointer, to text: inout TextBuffer) {
        text.append("0x")
        appendDigits(of: bytes, to: &text)
    }

    /// Appends two digits for each byte.
    static func appendDigits(of bytes: UnsafeRawBufferPointer, to text: inout TextBuffer) {
        text.write(atMost: bytes.count * 2) { writer in
            for byte in bytes {
                writer.put(digit(byte >> 4))
                writer.put(digit(byte & 15))
            }
        }
    }
}
