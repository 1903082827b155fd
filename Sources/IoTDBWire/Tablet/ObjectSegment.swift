/// Part of an OBJECT, as the cell of a tablet: a byte that is 1 for the last part, the offset as a 64-bit number, then
/// the content.
///
/// Servers before 2.0.9 have no OBJECT. Write one with `Value.object(segment.encoded)`.
public struct ObjectSegment: Sendable, Hashable {
    /// Whether nothing follows.
    public var isLast: Bool
    /// Where the content begins in the object, in bytes.
    public var offset: Int64
    /// The bytes of this part.
    public var content: [UInt8]

    /// Makes a part.
    public init(isLast: Bool, offset: Int64, content: [UInt8]) {
        self.isLast = isLast
        self.offset = offset
        self.content = content
    }

    /// The cell.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = [isLast ? 1 : 0]
        bytes.appendBigEndian(offset)
        return bytes + content
    }

    /// Decodes a cell.
    package init(decoding bytes: ArraySlice<UInt8>) throws(ThriftDecodingError) {
        var reader = ByteReader(bytes)
        isLast = (try reader.readInteger() as UInt8) != 0
        offset = try reader.readInteger()
        content = [UInt8](try reader.readSlice(count: reader.remaining))
    }
}
