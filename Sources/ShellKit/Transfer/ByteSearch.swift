/// Searches for bytes, eight at a time.
enum ByteSearch {
    private static let low: UInt64 = 0x0101_0101_0101_0101
    private static let high: UInt64 = 0x8080_8080_8080_8080

    /// The byte in all eight places.
    static func pattern(_ byte: UInt8) -> UInt64 { UInt64(byte) &* low }

    /// A mark in the highest bit of each byte that is zero; marks behind the first may be wrong.
    @inline(__always)
    private static func zeroes(_ word: UInt64) -> UInt64 { (word &- low) & ~word & high }

    /// The index of the first of two bytes, or `end`.
    ///
    /// - Parameters:
    ///   - one: ``pattern(_:)`` of a byte.
    ///   - other: that of the other.
    @inline(__always)
    static func first(
        _ one: UInt64,
        or other: UInt64,
        in bytes: UnsafeRawBufferPointer,
        from start: Int,
        to end: Int
    ) -> Int {
        precondition(start >= 0 && start <= end && end <= bytes.count, "the range lies in the bytes")
        var index = start
        while end - index >= 8 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let marks = zeroes(word ^ one) | zeroes(word ^ other)
            if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
            index += 8
        }
        let (first, second) = (UInt8(truncatingIfNeeded: one), UInt8(truncatingIfNeeded: other))
        while index < end, bytes[index] != first, bytes[index] != second { index += 1 }
        return index
    }

    /// The index of the first such byte, or `end`.
    static func first(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        first(pattern(byte), or: pattern(byte), in: bytes, from: start, to: end)
    }

    /// How often a byte occurs.
    static func count(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        var (count, index) = (0, start)
        while true {
            index = first(byte, in: bytes, from: index, to: end)
            guard index < end else { return count }
            count += 1
            index += 1
        }
    }
}
