/// The one place of the codec that reads raw memory: big-endian integers and slices of an array, each checked against its end.
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

    /// Passes over bytes.
    package mutating func skip(count: Int) throws(ThriftDecodingError) {
        guard count >= 0 else { throw ThriftDecodingError("negative length \(count)", at: offset) }
        guard count <= remaining else { throw tooShort(count) }
        index += count
    }

    /// Reads big-endian integers into the rows of a column that are not null; null rows become zero.
    ///
    /// - Parameter nulls: bitmap, most significant bit first, 1 = null, or empty; it has a bit for each row.
    /// - Parameter valueCount: number of rows that are not null. The caller has checked that they fit in the bytes left.
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
                    Self.copy(values, to: target)
                } else {
                    nulls.withUnsafeBufferPointer { Self.spread(values, to: target, nulls: $0) }
                }
            }
        }
        index += valueCount * size
    }

    /// Swaps the bytes of consecutive values; the compiler makes vector code of this loop.
    private static func copy<Integer: FixedWidthInteger>(
        _ source: UnsafeRawBufferPointer,
        to target: UnsafeMutableBufferPointer<Integer>
    ) {
        let size = MemoryLayout<Integer>.size
        for row in 0..<target.count {
            target[row] = Integer(bigEndian: source.loadUnaligned(fromByteOffset: row * size, as: Integer.self))
        }
    }

    /// Lays packed values out by row: eight rows at a time where none of them is null.
    private static func spread<Integer: FixedWidthInteger>(
        _ source: UnsafeRawBufferPointer,
        to target: UnsafeMutableBufferPointer<Integer>,
        nulls: UnsafeBufferPointer<UInt8>
    ) {
        let size = MemoryLayout<Integer>.size
        var position = 0
        for row in stride(from: 0, to: target.count, by: 8) {
            let bits = nulls[row >> 3]
            let end = min(row + 8, target.count)
            if bits == 0 {
                for index in row..<end {
                    target[index] = Integer(
                        bigEndian: source.loadUnaligned(
                            fromByteOffset: position + (index - row) * size,
                            as: Integer.self
                        )
                    )
                }
                position += (end - row) * size
            } else {
                for index in row..<end {
                    if bits & (0x80 >> UInt8(index & 7)) != 0 {
                        target[index] = 0
                    } else {
                        target[index] = Integer(
                            bigEndian: source.loadUnaligned(fromByteOffset: position, as: Integer.self)
                        )
                        position += size
                    }
                }
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
