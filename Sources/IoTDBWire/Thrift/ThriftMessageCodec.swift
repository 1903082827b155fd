extension ThriftProtocol {
    /// Bytes of a whole frame: the big-endian 32-bit length, then the message.
    ///
    /// - Parameter reusing: storage that is written into, to save an allocation.
    package func frame<Body: ThriftStruct>(
        _ header: ThriftMessageHeader,
        _ body: Body,
        reusing buffer: consuming [UInt8] = []
    ) -> [UInt8] {
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: [0, 0, 0, 0])
        switch self {
        case .binary: return Self.write(header, body, to: BinaryWriter(buffer))
        case .compact: return Self.write(header, body, to: CompactWriter(buffer))
        }
    }

    private static func write<Writer: ThriftWriter>(
        _ header: ThriftMessageHeader,
        _ body: some ThriftStruct,
        to writer: Writer
    ) -> [UInt8] {
        writer.writeMessageHeader(header)
        writer.writeStruct(body)
        let length = UInt32(truncatingIfNeeded: writer.bytes.count - 4)
        for position in 0..<4 {
            writer.bytes[position] = UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32(position)))
        }
        return writer.bytes
    }

    /// Reads the head of a message, lets the caller read the body, and checks that nothing is left over.
    package func read<Body>(
        _ message: ArraySlice<UInt8>,
        _ body: (ThriftMessageHeader, any ThriftReader) throws(ThriftDecodingError) -> Body
    ) throws(ThriftDecodingError) -> Body {
        let reader: any ThriftReader =
            switch self {
            case .binary: BinaryReader(message)
            case .compact: CompactReader(message)
            }
        let result = try body(try reader.readMessageHeader(), reader)
        guard reader.remaining == 0 else {
            throw ThriftDecodingError("\(reader.remaining) bytes left over after the message", at: reader.offset)
        }
        return result
    }
}

extension ThriftReader {
    /// Reads one value; callable on an existential reader.
    package func readValue<Value: ThriftValue>(_ type: Value.Type) throws(ThriftDecodingError) -> Value {
        try Value.read(from: self)
    }
}
