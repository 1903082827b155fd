/// Checks that bytes from outside may be sent as statement text.
package enum TextValidation {
    /// The index of the first NUL or of the first byte that breaks UTF-8, or nil when there is none. Linear.
    package static func firstFault(
        in bytes: borrowing [UInt8],
        _ range: Range<Int>
    ) -> (index: Int, reason: StatementError.Reason)? {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            // 1 to 127 in one comparison.
            if byte &- 1 < 0x7F {
                index += 1
            } else if byte == 0 {
                return (index, .nul)
            } else if let length = sequenceLength(bytes, index, range.upperBound) {
                index += length
            } else {
                return (index, .invalidUTF8)
            }
        }
        return nil
    }

    /// The length of the well-formed sequence at `index` (Unicode, table 3-7), or nil.
    private static func sequenceLength(_ bytes: borrowing [UInt8], _ index: Int, _ end: Int) -> Int? {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch bytes[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case _: return nil
        }
        guard end - index >= length, second.contains(bytes[index + 1]) else { return nil }
        for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
        return length
    }
}
