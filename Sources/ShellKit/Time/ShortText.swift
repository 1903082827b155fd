/// Up to 24 bytes of text that live inside their owner and are copied as three words.
struct ShortText: Sendable {
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private(set) var count = 0

    /// Bytes that a copy writes, however short the text is.
    static let size = 24

    init() {}

    /// The text of a buffer; what does not fit is left out.
    init(_ text: TextBuffer) {
        text.withBytes { bytes in
            count = min(bytes.count, Self.size)
            withUnsafeMutableBytes(of: &words) {
                $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            }
        }
    }

    /// Writes the text and returns its length. The target has room for ``size`` bytes.
    @inline(__always)
    func write(to target: UnsafeMutablePointer<UInt8>) -> Int {
        let target = UnsafeMutableRawPointer(target)
        target.storeBytes(of: words.0, as: UInt64.self)
        target.storeBytes(of: words.1, toByteOffset: 8, as: UInt64.self)
        target.storeBytes(of: words.2, toByteOffset: 16, as: UInt64.self)
        return count
    }
}
