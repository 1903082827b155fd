/// Fields of tab-separated values as PostgreSQL's text format has them: one line a row, null `\N`.
enum TSVText {
    /// Appends a field. A text that reads as a null text of the user's has its first byte written as `\x6e`; no text
    /// reads as `\N`, because a backslash is doubled.
    static func append(_ bytes: UnsafeRawBufferPointer, null: [UInt8], to text: inout TextBuffer) {
        var rest = bytes
        if let first = bytes.first, first != UInt8(ascii: "\\"), bytes.elementsEqual(null) {
            _ = ControlCharacters.appendEscape(ofByte: first, to: &text)
            rest = UnsafeRawBufferPointer(rebasing: rest[1...])
        }
        while let index = rest.firstIndex(where: { letter(for: $0) != nil }) {
            text.append(UnsafeRawBufferPointer(rebasing: rest[..<index]))
            text.append(UInt8(ascii: "\\"))
            text.append(letter(for: rest[index]) ?? rest[index])
            rest = UnsafeRawBufferPointer(rebasing: rest[(index + 1)...])
        }
        text.append(rest)
    }

    /// What stands behind the backslash for a byte; nil for bytes that stand for themselves.
    @inline(__always)
    private static func letter(for byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\\"): byte
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0B: UInt8(ascii: "v")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        default: nil
        }
    }
}
