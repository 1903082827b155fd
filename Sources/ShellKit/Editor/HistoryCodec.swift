/// How an entry stands in the history file: one row per entry, `\` and line ends escaped.
enum HistoryCodec {
    /// The row without its newline.
    static func encode(_ entry: String) -> [UInt8] {
        var row: [UInt8] = []
        row.reserveCapacity(entry.utf8.count + 8)
        for byte in entry.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): row += Array(#"\\"#.utf8)
            case UInt8(ascii: "\n"): row += Array(#"\n"#.utf8)
            case UInt8(ascii: "\r"): row += Array(#"\r"#.utf8)
            default: row.append(byte)
            }
        }
        return row
    }

    /// The entry of a row; nil for an empty row or one with NUL or invalid UTF-8 (a damaged file).
    static func decode(_ row: some Collection<UInt8>) -> String? {
        guard !row.isEmpty, !row.contains(0) else { return nil }
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in row {
            if isEscaped {
                bytes += unescaped(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        if isEscaped { bytes.append(UInt8(ascii: "\\")) }
        return String(validating: bytes, as: UTF8.self)
    }

    /// An escape that we never write is kept as it stands.
    private static func unescaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "n"): [0x0A]
        case UInt8(ascii: "r"): [0x0D]
        case UInt8(ascii: "\\"): [byte]
        default: [UInt8(ascii: "\\"), byte]
        }
    }

    /// Equal entries once, at the place of the last; at most `limit`, the newest.
    static func newest(_ limit: Int, of entries: [String]) -> [String] {
        var seen: Set<String> = []
        var kept: [String] = []
        for entry in entries.reversed() where seen.insert(entry).inserted {
            kept.append(entry)
            if kept.count == limit { break }
        }
        return kept.reversed()
    }
}
