/// Takes the text of a number from the standard library without a string in between.
///
/// A DOUBLE of 17 digits is longer than the 15 bytes that a `String` holds in itself, so asking for its description would allocate
/// memory for every cell.
struct NumberCopy: TextOutputStream {
    private let target: UnsafeMutablePointer<UInt8>
    private let limit: Int
    /// Bytes that were written.
    private(set) var length = 0

    /// Writes to `target`, at most `limit` bytes.
    init(_ target: UnsafeMutablePointer<UInt8>, limit: Int) {
        self.target = target
        self.limit = limit
    }

    mutating func write(_ string: String) {
        var string = string
        string.withUTF8 { _writeASCII($0) }
    }

    // The library writes ASCII through this requirement of the protocol; were it to stop, it would call `write` above.
    mutating func _writeASCII(_ bytes: UnsafeBufferPointer<UInt8>) {
        let count = min(bytes.count, limit - length)
        if let address = bytes.baseAddress { (target + length).update(from: address, count: count) }
        length += count
    }
}
