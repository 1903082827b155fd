/// The one place of the codec that reads raw memory: big-endian integers and slices of an array, each checked against
/// its end.
package struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var index: Int

    /// Reads from the first byte of the slice.
    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// Bytes read so far.
    package var offset: Int { index - bytes.startIndex }
    /// Bytes not read yet.
    package var remaining: Int { bytes.endIndex - index }

    /// Reads a big-endian integer.
    package mutating func readInteger<Integer: FixedWidthInteger>() throws(ThriftDecodingError) -> Integer {
        let size = MemoryLayout<Integer>.size
        guard remaining >= size else { throw tooShort(size) }
        let start = offset
        let raw = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: Integer.self) }
        index += size
        return Integer(bigEndian: raw)
    }

    /// Reads a little-endian 64-bit number.
    package mutating func readLittleEndian() throws(ThriftDecodingError) -> UInt64 {
        (try readInteger() as UInt64).byteSwapped
    }

    /// Takes bytes as a slice that shares storage with the message.
    package mutating func readSlice(count: Int) throws(ThriftDecodingError) -> ArraySlice<UInt8> {
        guard count >= 0 else { throw ThriftDecodingError("negative length \(count)", at: offset) }
        guard count <= remaining else { throw tooShort(count) }
        defer { index += count }
        return bytes[index..<index + count]
    }

    /// The bytes from an earlier offset up to here.
    func slice(from offset: Int) -> ArraySlice<UInt8> { bytes[bytes.startIndex + offset..<index] }

    /// Passes over bytes.
    package mutating func skip(count: Int) throws(ThriftDecodingError) {
        guard count >= 0 else { throw ThriftDecodingError("negative length \(count)", at: offset) }
        guard count <= remaining else { throw tooShort(count) }
        index += count
    }

    /// Reads big-endian integers into the rows of a column that are not null; null rows become zero.
    ///
    /// - Parameter nulls: bitmap, most significant bit first, 1 = null, or empty; it has a bit for each row.
    /// - Parameter valueCount: number of rows that are not null. The caller has checked that they fit in the bytes
    ///   left.
    mutating func readIntegers<Integer: FixedWidthInteger>(
        into rows: inout [Integer],
        nulls: [UInt8],
        valueCount: Int
    ) throws(ThriftDecodingError) {
        let size = MemoryLayout<Integer>.size
        guard valueCount <= remaining / size else { throw tooShort(valueCount * size) }
        let start = offset
        bytes.withUnsafeBytes { source in
            rows.withUnsafeMutableBufferPointer { target in
                let values = UnsafeRawBufferPointer(rebasing: source[start..<start + valueCount * size])
                if nulls.isEmpty {
                    ByteSwapping.copy(values, to: UnsafeMutableRawBufferPointer(target), as: Integer.self)
                } else {
                    nulls.withUnsafeBufferPointer { Self.spread(values, to: target, nulls: $0) }
                }
            }
        }
        index += valueCount * size
    }

    /// Lays packed values out by row: eight rows at a time without a branch while eight values are left, the rest one
    /// by one.
    private static func spread<Integer: FixedWidthInteger>(
        _ source: UnsafeRawBufferPointer,
        to target: UnsafeMutableBufferPointer<Integer>,
        nulls: UnsafeBufferPointer<UInt8>
    ) {
        let size = MemoryLayout<Integer>.size
        var position = 0
        var row = 0
        while row + 8 <= target.count, position + 8 * size <= source.count {
            let isValue = ~nulls[row >> 3]
            for index in 0..<8 {
                // A null reads the value of the next row that has one, and drops it.
                let value = Integer(bigEndian: source.loadUnaligned(fromByteOffset: position, as: Integer.self))
                let bit = isValue >> UInt8(truncatingIfNeeded: 7 &- index) & 1
                target[row &+ index] = value & (0 &- Integer(truncatingIfNeeded: bit))
                position &+= Int(bit) &* size
            }
            row += 8
        }
        for index in row..<target.count {
            if nulls[index >> 3] & (0x80 >> UInt8(index & 7)) != 0 {
                target[index] = 0
            } else {
                target[index] = Integer(bigEndian: source.loadUnaligned(fromByteOffset: position, as: Integer.self))
                position += size
            }
        }
    }

    /// Lays bits out by row, most significant first: one byte a row, 0 or 1.
    ///
    /// - Parameter packed: at least a bit for each row.
    static func spread(bits packed: ArraySlice<UInt8>, to rows: inout [UInt8]) {
        let count = rows.count
        precondition((count + 7) / 8 <= packed.count, "a bit for each row")
        packed.withUnsafeBytes { source in
            rows.withUnsafeMutableBytes { target in
                for group in 0..<count >> 3 {
                    // Eight copies of the byte, nine bits apart, put bit 7 - j at bit 8 * j + 7: row j becomes byte j.
                    let copies = UInt64(source[group]) &* 0x8040_2010_0804_0201
                    let bits = copies >> 7 & 0x0101_0101_0101_0101
                    target.storeBytes(of: bits.littleEndian, toByteOffset: group &<< 3, as: UInt64.self)
                }
                for row in (count & ~7)..<count { target[row] = source[row >> 3] >> UInt8(7 - row & 7) & 1 }
            }
        }
    }

    /// Reads an unsigned variable-length integer of at most `limit` bytes, least significant group first.
    package mutating func readVarint(limit: Int) throws(ThriftDecodingError) -> UInt64 {
        var value: UInt64 = 0
        for position in 0..<limit {
            let byte: UInt8 = try readInteger()
            value |= UInt64(byte & 0x7f) << UInt64(7 * position)
            if byte < 0x80 { return value }
        }
        throw ThriftDecodingError("a variable-length integer of more than \(limit) bytes", at: offset)
    }

    private func tooShort(_ size: Int) -> ThriftDecodingError {
        ThriftDecodingError("\(size) bytes expected, \(remaining) left", at: offset)
    }
}

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
