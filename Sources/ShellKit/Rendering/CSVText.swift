/// Fields of comma-separated values, RFC 4180 with line feeds.
enum CSVText {
    /// Appends a field, quoted where needed; the empty text is `""`, and a text that reads as null is quoted, too.
    static func append(_ bytes: UnsafeRawBufferPointer, null: [UInt8], to text: inout TextBuffer) {
        guard bytes.isEmpty || bytes.contains(where: needsQuotes) || (!null.isEmpty && bytes.elementsEqual(null)) else {
            return text.append(bytes)
        }
        text.append(UInt8(ascii: "\""))
        text.append(bytes, doubling: UInt8(ascii: "\""))
        text.append(UInt8(ascii: "\""))
    }

    /// The same with a `'` before a text that a spreadsheet would calculate, or run: one that begins with `=`, `+`, `-`,
    /// `@`, a tab or a carriage return.
    static func appendGuarded(_ bytes: UnsafeRawBufferPointer, null: [UInt8], to text: inout TextBuffer) {
        guard let first = bytes.first, "=+-@\t\r".utf8.contains(first) else {
            return append(bytes, null: null, to: &text)
        }
        let isQuoted = bytes.contains(where: needsQuotes)
        if isQuoted { text.append(UInt8(ascii: "\"")) }
        text.append(UInt8(ascii: "'"))
        text.append(bytes, doubling: UInt8(ascii: "\""))
        if isQuoted { text.append(UInt8(ascii: "\"")) }
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
}

/// Literals of SQL in single quotes, in both dialects: a quote inside is doubled, nothing else is changed.
enum SQLLiteralText {
    /// Appends a literal.
    static func append(_ bytes: UnsafeRawBufferPointer, to text: inout TextBuffer) {
        text.append(UInt8(ascii: "'"))
        text.append(bytes, doubling: UInt8(ascii: "'"))
        text.append(UInt8(ascii: "'"))
    }
}

extension TextBuffer {
    /// Appends bytes, one of them twice wherever it stands.
    mutating func append(_ bytes: UnsafeRawBufferPointer, doubling quote: UInt8) {
        var rest = bytes
        while let index = rest.firstIndex(of: quote) {
            append(UnsafeRawBufferPointer(rebasing: rest[...index]))
            append(quote)
            rest = UnsafeRawBufferPointer(rebasing: rest[(index + 1)...])
        }
        append(rest)
    }
}
