/// Cells of a Markdown table, safe for a terminal, too.
enum MarkdownText {
    /// Appends text and returns its terminal columns: control characters made visible, marks of Markdown behind a
    /// backslash.
    static func append(_ bytes: UnsafeRawBufferPointer, to text: inout TextBuffer) -> Int {
        var shown = TextBuffer(capacity: bytes.count + 16)
        var columns = DisplayText.append(bytes, to: &shown)
        shown.withBytes { shown in
            var rest = shown
            while let index = rest.firstIndex(where: isMark) {
                text.append(UnsafeRawBufferPointer(rebasing: rest[..<index]))
                text.append(UInt8(ascii: "\\"))
                text.append(rest[index])
                columns += 1
                rest = UnsafeRawBufferPointer(rebasing: rest[(index + 1)...])
            }
            text.append(rest)
        }
        return columns
    }

    /// Whether a byte can begin something that is not text: emphasis, code, a link, a tag, a reference, the next cell.
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
