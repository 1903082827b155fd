/// Memory that what is made of an answer may still take beyond the answer's own bytes.
///
/// One for each answer: what a server sends must not grow to many times its size, whatever lengths it states. What
/// would grow is kept as it is on the wire, and where that is no way out, not read.
package struct DecodingAllowance: Sendable {
    /// What every answer may take besides its bytes.
    static var basis: Int { 6 << 20 }

    /// Bytes left.
    private(set) var bytes: Int

    /// Some bytes.
    package init(_ bytes: Int) { self.bytes = bytes }

    /// Takes so much if so much is left.
    mutating func take(_ count: Int) -> Bool {
        guard count <= bytes else { return false }
        bytes -= count
        return true
    }

    /// Takes so much or throws.
    mutating func spend(_ count: Int, _ what: @autoclosure () -> String, at offset: Int) throws(ThriftDecodingError) {
        guard take(count) else {
            throw ThriftDecodingError("\(what()) would take far more memory than the answer has bytes", at: offset)
        }
    }
}
