/// Finds the heading of a table in its text.
enum TableHeading {
    /// Longer headings are none.
    private static let mostRows = 8

    /// The rows down to the line below the names; 0 for a text that does not begin with a table.
    static func rows(_ bytes: UnsafeRawBufferPointer) -> Int {
        var (start, row, isBoxed) = (0, 0, false)
        while row < mostRows, let end = bytes[start...].firstIndex(of: 0x0A) {
            row += 1
            let line = bytes[start..<end]
            if isRule(line) {
                // A box has a line above the names, too.
                if isBoxed || line.first != 0xE2 { return row }
                isBoxed = true
            }
            start = end + 1
        }
        return 0
    }

    /// Whether a line is made of `-`, `+` and lines of boxes.
    private static func isRule(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard !line.isEmpty else { return false }
        let text = String(decoding: line, as: UTF8.self)
        return text.unicodeScalars.allSatisfy { $0 == "-" || $0 == "+" || (0x2500...0x257F).contains($0.value) }
    }
}
