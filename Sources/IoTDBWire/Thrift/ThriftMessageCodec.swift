extension ThriftProtocol {
    /// Bytes of a whole frame: the big-endian 32-bit length, then the message.
    package func frame(_ header: ThriftMessageHeader, _ body: some ThriftStruct) -> [UInt8] {
        var frame: [UInt8] = []
        write(header, body, into: &frame)
        return frame
    }

    /// Writes a whole frame over what a buffer holds, in the storage that it has.
    package func write(_ header: ThriftMessageHeader, _ body: some ThriftStruct, into buffer: inout [UInt8]) {
        switch self {
        case .binary: Self.write(header, body, with: BinaryWriter(), into: &buffer)
        case .compact: Self.write(header, body, with: CompactWriter(), into: &buffer)
        }
    }

    private static func write<Writer: ThriftWriter>(
        _ header: ThriftMessageHeader,
        _ body: some ThriftStruct,
        with writer: Writer,
        into buffer: inout [UInt8]
    ) {
        swap(&writer.bytes, &buffer)
        writer.bytes.removeAll(keepingCapacity: true)
        writer.bytes.append(contentsOf: [0, 0, 0, 0])
        writer.writeMessageHeader(header)
        writer.writeStruct(body)
        let length = UInt32(truncatingIfNeeded: writer.bytes.count - 4)
        for position in 0..<4 {
            writer.bytes[position] = UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32(position)))
        }
        swap(&writer.bytes, &buffer)
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
        try reader.expectEnd()
        return result
    }
}

extension ThriftReader {
    /// Reads one value; callable on an existential reader.
    package func readValue<Value: ThriftValue>(_ type: Value.Type) throws(ThriftDecodingError) -> Value {
        try Value.read(from: self)
    }

    /// Throws when bytes are left after the message.
    func expectEnd() throws(ThriftDecodingError) {
        guard remaining == 0 else { throw fail("\(remaining) bytes left over after the message") }
    }
}
