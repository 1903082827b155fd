/// Up to 24 bytes of text that live inside their owner and are copied as three words.
package struct ShortText: Sendable {
    /// The bytes, the first one lowest.
    private(set) var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    /// Bytes of the text.
    private(set) var count = 0

    /// Bytes that a copy writes, however short the text is.
    static let size = 24

    init() {}

    /// The text of a buffer; what does not fit is left out.
    init(_ text: TextBuffer) {
        text.withBytes { bytes in
            count = min(bytes.count, Self.size)
            for (index, byte) in bytes[..<count].enumerated() {
                let shifted = UInt64(byte) << UInt64(index % 8 * 8)
                switch index / 8 {
                case 0: words.0 |= shifted
                case 1: words.1 |= shifted
                default: words.2 |= shifted
                }
            }
        }
    }
}
