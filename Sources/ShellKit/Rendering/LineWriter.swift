/// A place in a buffer that moves on as bytes are put there.
///
/// The caller has made room for all of them.
struct LineWriter {
    /// Where the next byte goes.
    var at: UnsafeMutablePointer<UInt8>

    init(at target: UnsafeMutablePointer<UInt8>) { at = target }

    /// Puts one byte.
    @inline(__always)
    mutating func put(_ byte: UInt8) {
        at.pointee = byte
        at += 1
    }

    /// Puts a byte several times; nothing for a count of zero or less.
    @inline(__always)
    mutating func put(_ byte: UInt8, repeated times: Int) {
        guard times > 0 else { return }
        at.update(repeating: byte, count: times)
        at += times
    }

    /// Puts a literal.
    @inline(__always)
    mutating func put(_ literal: StaticString) {
        at.update(from: literal.utf8Start, count: literal.utf8CodeUnitCount)
        at += literal.utf8CodeUnitCount
    }

    /// Puts a part of other text.
    @inline(__always)
    mutating func put(_ source: UnsafeRawBufferPointer, from start: Int, count: Int) {
        guard count > 0, let address = source.baseAddress else { return }
        UnsafeMutableRawPointer(at).copyMemory(from: address + start, byteCount: count)
        at += count
    }
}
