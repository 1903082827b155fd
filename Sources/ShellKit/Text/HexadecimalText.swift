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
        text.write(atMost: bytes.count * 2) { target in
            for (index, byte) in bytes.enumerated() {
                target[index * 2] = digit(byte >> 4)
                target[index * 2 + 1] = digit(byte & 15)
            }
            return bytes.count * 2
        }
    }
}
