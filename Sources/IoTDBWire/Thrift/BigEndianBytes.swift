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
