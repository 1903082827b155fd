/// Fields as IoTDB's own export tool writes them: a backslash before what would end the field, `\n` and `\r` for line
/// breaks.
///
/// Texts stand in quotes, and quotes inside are left as they are, which is not RFC 4180; names and devices stand bare.
enum BackslashText {
    /// Appends a field.
    static func append(_ bytes: UnsafeRawBufferPointer, quotes: Bool, to text: inout TextBuffer) {
        if quotes { text.append(UInt8(ascii: "\"")) }
        var rest = bytes
        while let index = rest.firstIndex(where: { escape(of: $0) != nil }) {
            text.append(UnsafeRawBufferPointer(rebasing: rest[..<index]))
            text.append(UInt8(ascii: "\\"))
            text.append(escape(of: rest[index]) ?? rest[index])
            rest = UnsafeRawBufferPointer(rebasing: rest[(index + 1)...])
        }
        text.append(rest)
        if quotes { text.append(UInt8(ascii: "\"")) }
    }

    /// What stands behind the backslash for a byte; nil for bytes that stand for themselves.
    ///
    /// A tab is written as `\t`, so that it may be what separates the fields.
    @inline(__always)
    private static func escape(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: ","): byte
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0D: UInt8(ascii: "r")
        default: nil
        }
    }
}
