/// Fields of comma-separated values, RFC 4180 with line feeds.
enum CSVText {
    /// Appends a field, quoted where needed; the empty text is `""`, which tells it from null.
    static func append(_ bytes: UnsafeRawBufferPointer, to text: inout TextBuffer) {
        guard bytes.isEmpty || bytes.contains(where: needsQuotes) else {
            return text.append(bytes)
        }
        text.append(UInt8(ascii: "\""))
        var rest = bytes
        while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
            text.append(UnsafeRawBufferPointer(rebasing: rest[...quote]))
            text.append(UInt8(ascii: "\""))
            rest = UnsafeRawBufferPointer(rebasing: rest[(quote + 1)...])
        }
        text.append(rest)
        text.append(UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
}
