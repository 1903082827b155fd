/// Text of a BOOLEAN.
enum BooleanText {
    /// Writes `true` or `false` and returns its length. The target has room for 5 bytes.
    @inline(__always)
    static func write(_ value: Bool, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let word: StaticString = value ? "true" : "false"
        target.update(from: word.utf8Start, count: word.utf8CodeUnitCount)
        return word.utf8CodeUnitCount
    }
}
