/// Turns arrays of integers from big-endian to the byte order of the machine and back, which is the same step.
///
/// Compilers make eight byte shuffles of a swap loop where the machine is only known to have SSE2, which is slower than
/// no vector code at all; two shifts and two shuffles of 16-bit words do the same in a third of the time.
enum ByteSwapping {
    /// Copies integers and reverses the bytes of each, where the machine is little-endian.
    ///
    /// - Parameter source: as many bytes as the target has, at any address.
    /// - Parameter type: decides the width; the length is a multiple of it.
    static func copy<Integer: FixedWidthInteger>(
        _ source: UnsafeRawBufferPointer,
        to target: UnsafeMutableRawBufferPointer,
        as type: Integer.Type
    ) {
        precondition(source.count == target.count, "buffers of one length")
        var start = 0
        switch MemoryLayout<Integer>.size {
        case 1: return target.copyMemory(from: source)
        case 4 where isLittleEndian: start = copyVectors(source, to: target, reverse32)
        case 8 where isLittleEndian: start = copyVectors(source, to: target, reverse64)
        default: break
        }
        for at in stride(from: start, to: target.count, by: MemoryLayout<Integer>.size) {
            let value = source.loadUnaligned(fromByteOffset: at, as: Integer.self)
            target.storeBytes(of: value.bigEndian, toByteOffset: at, as: Integer.self)
        }
    }

    /// Writes rows of an array, in big-endian byte order, over a part of an encoding.
    ///
    /// - Parameter order: for each row the index of its element; nil where rows are indices.
    static func write<Integer: FixedWidthInteger>(
        _ source: [Integer],
        _ rows: Range<Int>,
        order: [Int]?,
        to target: inout [UInt8],
        at offset: Int
    ) {
        let width = MemoryLayout<Integer>.size
        precondition(rows.lowerBound >= 0 && rows.upperBound <= (order?.count ?? source.count), "the rows exist")
        target.withUnsafeMutableBytes { target in
            let room = UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + rows.count * width])
            source.withUnsafeBufferPointer { source in
                guard let order else {
                    let run = UnsafeBufferPointer(rebasing: source[rows])
                    return copy(UnsafeRawBufferPointer(run), to: room, as: Integer.self)
                }
                for (index, place) in rows.enumerated() {
                    precondition(order[place] >= 0 && order[place] < source.count, "the order is of this array")
                    room.storeBytes(of: source[order[place]].bigEndian, toByteOffset: index * width, as: Integer.self)
                }
            }
        }
    }

    /// Writes bytes over a part of an encoding.
    static func write(_ source: ArraySlice<UInt8>, to target: inout [UInt8], at offset: Int) {
        target.withUnsafeMutableBytes { target in
            UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + source.count]).copyBytes(from: source)
        }
    }

    private static var isLittleEndian: Bool { UInt16(1).littleEndian == 1 }

    /// Handles whole vectors and answers how many bytes they were.
    @inline(__always)
    private static func copyVectors(
        _ source: UnsafeRawBufferPointer,
        to target: UnsafeMutableRawBufferPointer,
        _ reverse: (SIMD8<UInt16>) -> SIMD8<UInt16>
    ) -> Int {
        let end = target.count & ~15
        var at = 0
        while at < end {
            let words = source.loadUnaligned(fromByteOffset: at, as: SIMD8<UInt16>.self)
            target.storeBytes(of: reverse(words), toByteOffset: at, as: SIMD8<UInt16>.self)
            at &+= 16
        }
        return end
    }

    /// Reverses the bytes of two 64-bit integers.
    @inline(__always)
    private static func reverse64(_ words: SIMD8<UInt16>) -> SIMD8<UInt16> {
        let swapped = (words &>> 8) | (words &<< 8)
        return SIMD8(
            swapped[3],
            swapped[2],
            swapped[1],
            swapped[0],
            swapped[7],
            swapped[6],
            swapped[5],
            swapped[4]
        )
    }

    /// Reverses the bytes of four 32-bit integers.
    @inline(__always)
    private static func reverse32(_ words: SIMD8<UInt16>) -> SIMD8<UInt16> {
        let swapped = (words &>> 8) | (words &<< 8)
        return SIMD8(
            swapped[1],
            swapped[0],
            swapped[3],
            swapped[2],
            swapped[5],
            swapped[4],
            swapped[7],
            swapped[6]
        )
    }
}

extension [UInt8] {
    /// Appends a number, most significant byte first.
    package mutating func appendBigEndian(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends a 32-bit length and the bytes.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` when the length does not fit.
    package mutating func appendSized(_ content: some Collection<UInt8>) throws(IoTDBError) {
        guard let length = Int32(exactly: content.count) else {
            throw IoTDBError(.invalidArgument, "a value of \(content.count) bytes is too long")
        }
        appendBigEndian(length)
        append(contentsOf: content)
    }
}

extension ByteReader {
    /// Reads a 32-bit length and that many bytes.
    package mutating func readSized() throws(ThriftDecodingError) -> ArraySlice<UInt8> {
        let length: Int32 = try readInteger()
        return try readSlice(count: Int(length))
    }

    /// Reads a 32-bit length and UTF-8; bytes that are not become U+FFFD.
    package mutating func readText() throws(ThriftDecodingError) -> String {
        String(decoding: try readSized(), as: UTF8.self)
    }

    /// Throws when bytes are left.
    package func expectEnd() throws(ThriftDecodingError) {
        guard remaining == 0 else { throw ThriftDecodingError("\(remaining) bytes too many", at: offset) }
    }
}
