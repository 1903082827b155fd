/// Which rows of a column are null.
public struct NullMask: Sendable {
    /// One bit a row, most significant first, 1 = null; empty when no row is null.
    @usableFromInline let bits: [UInt8]

    init(bits: [UInt8]) { self.bits = bits }

    /// Whether no row is null, so that none has to be asked for.
    @inlinable public var isEmpty: Bool { bits.isEmpty }

    /// Whether a row is null.
    @inlinable
    public subscript(row: Int) -> Bool {
        !bits.isEmpty && bits[row >> 3] & (0x80 >> UInt8(truncatingIfNeeded: row & 7)) != 0
    }
}
