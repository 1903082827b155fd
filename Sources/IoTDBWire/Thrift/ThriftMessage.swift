/// Kind of a Thrift message.
package enum ThriftMessageType: UInt8, Sendable {
    case call = 1
    case reply = 2
    case exception = 3
    case oneway = 4
}

/// Envelope in front of every message: kind, method name, sequence id.
package struct ThriftMessageHeader: Sendable, Equatable {
    package var name: String
    package var type: ThriftMessageType
    package var sequenceID: Int32

    package init(name: String, type: ThriftMessageType, sequenceID: Int32) {
        self.name = name
        self.type = type
        self.sequenceID = sequenceID
    }
}

/// The two protocols a server can speak; a server setting decides, nothing is negotiated.
package enum ThriftProtocol: String, Sendable, CaseIterable {
    case binary
    case compact
}

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

/// Why bytes are not a Thrift message, or a value cannot be one.
package struct ThriftDecodingError: Error, Sendable, CustomStringConvertible {
    /// What was expected and what was found.
    package let reason: String
    /// Offset of the offending byte from the start of the message.
    package let offset: Int

    package init(_ reason: String, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// One line with reason and offset.
    package var description: String { "\(reason) at byte \(offset)" }
}
