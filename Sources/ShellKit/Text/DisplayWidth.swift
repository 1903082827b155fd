/// Terminal columns that text takes.
package enum DisplayWidth {
    /// Columns of a string as ``DisplayText`` shows it, with control characters made visible.
    package static func columns(of string: String) -> Int {
        var text = TextBuffer(capacity: string.utf8.count + 16)
        return DisplayText.append(string, to: &text)
    }

    /// Columns of UTF-8 bytes as ``DisplayText`` shows them.
    static func columns(of bytes: UnsafeRawBufferPointer) -> Int {
        var text = TextBuffer(capacity: bytes.count + 16)
        return DisplayText.append(bytes, to: &text)
    }

    /// Columns of one scalar: 0 for combining marks, 2 for wide East Asian characters and emoji, else 1.
    @inline(__always)
    static func columns(of scalar: Unicode.Scalar) -> Int {
        let code = scalar.value
        if code < 0x300 { return 1 }
        // The unified ideographs are the bulk of all wide text.
        if code >= 0x4E00 && code <= 0x9FFF { return 2 }
        return lookUp(code)
    }

    private static func lookUp(_ code: UInt32) -> Int {
        let ranges = EastAsianWidth.ranges
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].last >> 2 < code { low = middle + 1 } else { high = middle }
        }
        guard low < ranges.count, ranges[low].first <= code else { return 1 }
        return Int(ranges[low].last & 3)
    }

    /// Whether the columns of a text with this scalar depend on its neighbours: parts of emoji sequences and flags.
    @inline(__always)
    static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200D, 0xFE0F, 0x20E3, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF: true
        default: false
        }
    }

    /// Columns of text with emoji sequences, character by character as the reader sees them.
    static func columnsByCharacter(_ string: String) -> Int {
        string.reduce(0) { $0 + columns(of: $1) }
    }

    private static func columns(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        if let first = scalars.first, first.properties.isEmoji, scalars.contains(where: joins), scalars.count > 1 {
            return 2
        }
        return scalars.reduce(0) { $0 + columns(of: $1) }
    }
}
