/// Reads Thrift's compact protocol: variable-length integers, field ids as differences, little-endian doubles.
package final class CompactReader: ThriftReader {
    package var frame = StructFrame()
    private var input: ByteReader

    package var allowance: DecodingAllowance
    package static var wireProtocol: ThriftProtocol { .compact }

    /// Reads from the bytes of one message.
    package init(_ bytes: ArraySlice<UInt8>) {
        input = ByteReader(bytes)
        allowance = DecodingAllowance(bytes.count + DecodingAllowance.basis)
    }

    package var offset: Int { input.offset }
    package var remaining: Int { input.remaining }

    package func readMessageHeader() throws(ThriftDecodingError) -> ThriftMessageHeader {
        let mark: UInt8 = try input.readInteger()
        guard mark == 0x82 else { throw fail("not the head of a compact Thrift message") }
        let byte: UInt8 = try input.readInteger()
        guard byte & 0x1f == 1 else { throw fail("compact protocol version \(byte & 0x1f) instead of 1") }
        guard let type = ThriftMessageType(rawValue: byte >> 5) else { throw fail("unknown message type \(byte >> 5)") }
        let sequenceID = Int32(truncatingIfNeeded: try input.readVarint(limit: 5))
        return ThriftMessageHeader(name: try String.read(from: self), type: type, sequenceID: sequenceID)
    }

    package func readFieldHeader() throws(ThriftDecodingError) -> (type: ThriftType, id: Int16) {
        let byte: UInt8 = try input.readInteger()
        let type = try self.type(ofNibble: byte & 0x0f)
        if type == .stop { return (.stop, 0) }
        let difference = Int16(byte >> 4)
        let id = difference == 0 ? try readI16() : frame.previousID &+ difference
        frame.previousID = id
        frame.boolInHeader = type == .bool ? byte & 0x0f == 1 : nil
        return (type, id)
    }

    private func type(ofNibble nibble: UInt8) throws(ThriftDecodingError) -> ThriftType {
        guard let type = CompactType.type(ofNibble: nibble) else { throw fail("unknown type nibble \(nibble)") }
        return type
    }

    package func readBool() throws(ThriftDecodingError) -> Bool {
        guard let value = frame.boolInHeader else { return try readBoolElement() }
        frame.boolInHeader = nil
        return value
    }

    package func readBoolElement() throws(ThriftDecodingError) -> Bool { try readByte() == 1 }
    package func readByte() throws(ThriftDecodingError) -> Int8 { try input.readInteger() }

    package func readI16() throws(ThriftDecodingError) -> Int16 {
        guard let value = Int16(exactly: try readZigzag(limit: 3)) else { throw fail("an i16 out of range") }
        return value
    }

    package func readI32() throws(ThriftDecodingError) -> Int32 {
        guard let value = Int32(exactly: try readZigzag(limit: 5)) else { throw fail("an i32 out of range") }
        return value
    }

    package func readI64() throws(ThriftDecodingError) -> Int64 { try readZigzag(limit: 10) }

    private func readZigzag(limit: Int) throws(ThriftDecodingError) -> Int64 {
        let raw = try input.readVarint(limit: limit)
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    package func readDouble() throws(ThriftDecodingError) -> Double { Double(bitPattern: try input.readLittleEndian()) }

    package func readBinary() throws(ThriftDecodingError) -> ArraySlice<UInt8> {
        try input.readSlice(count: try readCount())
    }

    private func readCount() throws(ThriftDecodingError) -> Int {
        guard let count = Int32(exactly: try input.readVarint(limit: 5)) else {
            throw fail("a size over 2 147 483 647")
        }
        return Int(count)
    }

    package func readListHeader() throws(ThriftDecodingError) -> (element: ThriftType, count: Int) {
        let byte: UInt8 = try input.readInteger()
        let element = try type(ofNibble: byte & 0x0f)
        let count = byte >> 4 == 15 ? try readCount() : Int(byte >> 4)
        return (element, try checkedCount(count, elementSize: element.minimumSize))
    }

    package func readMapHeader() throws(ThriftDecodingError) -> (key: ThriftType, value: ThriftType, count: Int) {
        let count = try checkedCount(try readCount(), elementSize: 2)
        if count == 0 { return (.stop, .stop, 0) }
        let types: UInt8 = try input.readInteger()
        return (try type(ofNibble: types >> 4), try type(ofNibble: types & 0x0f), count)
    }

    package func bytes(from offset: Int) -> ArraySlice<UInt8> { input.slice(from: offset) }
    package func skipBytes(_ count: Int) throws(ThriftDecodingError) { _ = try input.readSlice(count: count) }
}

/// Type nibbles of the compact protocol (Apache Thrift, *Thrift Compact protocol encoding*).
enum CompactType {
    /// Nibble of a type; a Boolean field carries its value instead.
    static func nibble(of type: ThriftType) -> UInt8 {
        switch type {
        case .stop: 0
        case .bool: 1
        case .byte: 3
        case .i16: 4
        case .i32: 5
        case .i64: 6
        case .double: 7
        case .string: 8
        case .list: 9
        case .set: 10
        case .map: 11
        case .structure: 12
        }
    }

    /// Type of a nibble; both nibbles of a Boolean are accepted.
    static func type(ofNibble nibble: UInt8) -> ThriftType? {
        switch nibble {
        case 0: .stop
        case 1, 2: .bool
        case 3: .byte
        case 4: .i16
        case 5: .i32
        case 6: .i64
        case 7: .double
        case 8: .string
        case 9: .list
        case 10: .set
        case 11: .map
        case 12: .structure
        default: nil
        }
    }
}
