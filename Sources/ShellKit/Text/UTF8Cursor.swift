/// Walks over bytes that claim to be UTF-8.
struct UTF8Cursor {
    /// What stands at one place.
    enum Step: Equatable {
        /// A well-formed scalar and the bytes it takes.
        case scalar(Unicode.Scalar, Range<Int>)
        /// A byte that belongs to no scalar.
        case invalid(UInt8)
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next scalar or stray byte; nil at the end.
    mutating func next() -> Step? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        let start = position
        position += 1
        if first < 0x80 { return .scalar(Unicode.Scalar(first), start..<position) }
        guard let (length, minimum) = Self.shape(of: first), length <= bytes.count - start else {
            return .invalid(first)
        }
        var code = UInt32(first) & (0x7F >> UInt32(length))
        for byte in bytes[(start + 1)..<(start + length)] {
            guard byte & 0xC0 == 0x80 else { return .invalid(first) }
            code = code << 6 | UInt32(byte & 0x3F)
        }
        // `Unicode.Scalar` refuses surrogates and what lies above U+10FFFF.
        guard code >= minimum, let scalar = Unicode.Scalar(code) else { return .invalid(first) }
        position = start + length
        return .scalar(scalar, start..<position)
    }

    /// Length of a sequence and its smallest legal value, by its first byte.
    private static func shape(of byte: UInt8) -> (length: Int, minimum: UInt32)? {
        switch byte {
        case 0xC2...0xDF: (2, 0x80)
        case 0xE0...0xEF: (3, 0x800)
        case 0xF0...0xF4: (4, 0x1_0000)
        default: nil
        }
    }
}
