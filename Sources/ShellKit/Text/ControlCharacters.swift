/// Characters that would act on a terminal, or hide or reorder text, and how they are shown instead.
///
/// A literal backslash is shown as it is, so `\n` in a cell may be two characters of its text; the formats for machines
/// keep every byte.
package enum ControlCharacters {
    /// Whether a scalar is never written to a terminal.
    @inline(__always)
    static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        let code = scalar.value
        if code < 0x7F { return code < 0x20 }
        if code < 0xAD { return code <= 0x9F }
        return isInvisible(code)
    }

    private static func isInvisible(_ code: UInt32) -> Bool {
        switch code {
        // Direction.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: true
        // Line and paragraph separator.
        case 0x2028, 0x2029: true
        // Zero width, or shown only at the end of a line.
        case 0x200B...0x200D, 0x2060...0x2065, 0x180E, 0xFEFF, 0x00AD: true
        // Hangul fillers, which are blank.
        case 0x115F, 0x1160, 0x3164, 0xFFA0: true
        // Annotations, and tags, which can carry hidden text.
        case 0xFFF9...0xFFFB, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF: true
        default: false
        }
    }

    /// Appends the visible form of a scalar, which is ASCII, and returns its columns.
    static func appendEscape(of scalar: Unicode.Scalar, to text: inout TextBuffer) -> Int {
        let start = text.count
        switch scalar.value {
        case 0x0A: text.append("\\n")
        case 0x0D: text.append("\\r")
        case 0x09: text.append("\\t")
        case 0..<0x80: _ = appendEscape(ofByte: UInt8(truncatingIfNeeded: scalar.value), to: &text)
        case let code:
            text.append("\\u{")
            appendHexadecimal(code, to: &text)
            text.append("}")
        }
        return text.count - start
    }

    /// Appends `\xff` for a byte and returns its columns.
    static func appendEscape(ofByte byte: UInt8, to text: inout TextBuffer) -> Int {
        text.append("\\x")
        text.append(HexadecimalText.digit(byte >> 4))
        text.append(HexadecimalText.digit(byte & 15))
        return 4
    }

    private static func appendHexadecimal(_ code: UInt32, to text: inout TextBuffer) {
        // Two digits for Latin-1, else four or as many as there are.
        var shift = code < 0x100 ? 4 : code < 0x1_0000 ? 12 : code < 0x10_0000 ? 16 : 20
        while shift >= 0 {
            text.append(HexadecimalText.digit(UInt8(truncatingIfNeeded: code >> UInt32(shift) & 15)))
            shift -= 4
        }
    }
}
