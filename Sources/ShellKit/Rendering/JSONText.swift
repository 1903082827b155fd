/// Strings of JSON, RFC 8259: always valid, whatever bytes they are made of.
enum JSONText {
    /// Appends a string with its quotes. Bytes that are no UTF-8 become U+FFFD, one for each.
    static func append(_ bytes: UnsafeRawBufferPointer, to text: inout TextBuffer) {
        text.append(UInt8(ascii: "\""))
        var clean = 0
        while clean < bytes.count, isPlain(bytes[clean]) { clean += 1 }
        text.append(UnsafeRawBufferPointer(rebasing: bytes[..<clean]))
        if clean < bytes.count { appendSlowly(UnsafeRawBufferPointer(rebasing: bytes[clean...]), to: &text) }
        text.append(UInt8(ascii: "\""))
    }

    /// Whether a byte stands for itself.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func appendSlowly(_ bytes: UnsafeRawBufferPointer, to text: inout TextBuffer) {
        var decoder = UTF8Cursor(bytes: bytes)
        while let step = decoder.next() {
            switch step {
            case .invalid: text.append("\u{FFFD}")
            case .scalar(let scalar, let range):
                if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" {
                    appendEscape(of: UInt8(truncatingIfNeeded: scalar.value), to: &text)
                } else {
                    text.append(UnsafeRawBufferPointer(rebasing: bytes[range]))
                }
            }
        }
    }

    private static func appendEscape(of byte: UInt8, to text: inout TextBuffer) {
        switch byte {
        case UInt8(ascii: "\""): text.append("\\\"")
        case UInt8(ascii: "\\"): text.append("\\\\")
        case 0x08: text.append("\\b")
        case 0x09: text.append("\\t")
        case 0x0A: text.append("\\n")
        case 0x0C: text.append("\\f")
        case 0x0D: text.append("\\r")
        case let code:
            text.append("\\u00")
            text.append(HexadecimalText.digit(code >> 4))
            text.append(HexadecimalText.digit(code & 15))
        }
    }
}
