/// Text of an HTML document, safe for a terminal, too.
///
/// What hides or reorders text, and line ends and tabs, are character references, which read back to the same text.
/// Other control characters, which HTML has no way to write, are made visible as in tables.
enum HTMLText {
    /// Appends text.
    static func append(_ bytes: UnsafeRawBufferPointer, to text: inout TextBuffer) {
        var clean = 0
        while clean < bytes.count, isPlain(bytes[clean]) { clean += 1 }
        text.append(UnsafeRawBufferPointer(rebasing: bytes[..<clean]))
        guard clean < bytes.count else { return }
        let rest = UnsafeRawBufferPointer(rebasing: bytes[clean...])
        var decoder = UTF8Cursor(bytes: rest)
        while let step = decoder.next() {
            switch step {
            case .invalid(let byte): _ = ControlCharacters.appendEscape(ofByte: byte, to: &text)
            case .scalar(let scalar, let range): append(scalar, rest[range], to: &text)
            }
        }
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
        default: byte >= 0x20 && byte < 0x7F
        }
    }

    private static func append(
        _ scalar: Unicode.Scalar,
        _ bytes: Slice<UnsafeRawBufferPointer>,
        to text: inout TextBuffer
    ) {
        switch scalar {
        case "&": text.append("&amp;")
        case "<": text.append("&lt;")
        case ">": text.append("&gt;")
        case "\"": text.append("&quot;")
        case "'": text.append("&#39;")
        case "\t", "\n", "\r": appendReference(to: scalar, &text)
        case let scalar where !ControlCharacters.mustEscape(scalar):
            text.append(UnsafeRawBufferPointer(rebasing: bytes))
        case let scalar where scalar.value >= 0xA0: appendReference(to: scalar, &text)
        default: _ = ControlCharacters.appendEscape(of: scalar, to: &text)
        }
    }

    private static func appendReference(to scalar: Unicode.Scalar, _ text: inout TextBuffer) {
        text.append("&#")
        NumberText.append(Int64(scalar.value), to: &text)
        text.append(";")
    }
}
