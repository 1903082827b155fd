/// Reads Thrift's binary protocol: big-endian numbers of fixed width.
package final class BinaryReader: ThriftReader {
    package var frame = StructFrame()
    private var input: ByteReader

    package var allowance: DecodingAllowance
    package static var wireProtocol: ThriftProtocol { .binary }

    /// Reads from the bytes of one message.
    package init(_ bytes: ArraySlice<UInt8>) {
        input = ByteReader(bytes)
        allowance = DecodingAllowance(bytes.count + DecodingAllowance.basis)
    }

    package var offset: Int { input.offset }
    package var remaining: Int { input.remaining }

    package func readMessageHeader() throws(ThriftDecodingError) -> ThriftMessageHeader {
        let word: UInt32 = try input.readInteger()
        guard word & 0xffff_0000 == 0x8001_0000 else { throw fail("not the head of a binary Thrift message") }
        guard let type = ThriftMessageType(rawValue: UInt8(truncatingIfNeeded: word)) else {
            throw fail("unknown message type \(word & 0xff)")
        }
        let name = try String.read(from: self)
        return ThriftMessageHeader(name: name, type: type, sequenceID: try readI32())
    }

    package func readFieldHeader() throws(ThriftDecodingError) -> (type: ThriftType, id: Int16) {
        let type = try readType()
        return (type, type == .stop ? 0 : try readI16())
    }

    private func readType() throws(ThriftDecodingError) -> ThriftType {
        let byte: UInt8 = try input.readInteger()
        guard let type = ThriftType(rawValue: byte) else { throw fail("unknown type byte \(byte)") }
        return type
    }

    /// Only `01` is true, as in the official readers.
    package func readBool() throws(ThriftDecodingError) -> Bool { try readByte() == 1 }
    package func readBoolElement() throws(ThriftDecodingError) -> Bool { try readBool() }
    package func readByte() throws(ThriftDecodingError) -> Int8 { try input.readInteger() }
    package func readI16() throws(ThriftDecodingError) -> Int16 { try input.readInteger() }
    package func readI32() throws(ThriftDecodingError) -> Int32 { try input.readInteger() }
    package func readI64() throws(ThriftDecodingError) -> Int64 { try input.readInteger() }
    package func readDouble() throws(ThriftDecodingError) -> Double { Double(bitPattern: try input.readInteger()) }

    package func readBinary() throws(ThriftDecodingError) -> ArraySlice<UInt8> {
        try input.readSlice(count: Int(try readI32()))
    }

    package func readListHeader() throws(ThriftDecodingError) -> (element: ThriftType, count: Int) {
        let element = try readType()
        let count = try checkedCount(Int(try readI32()), elementSize: element.minimumSize)
        return (element, count)
    }

    package func readMapHeader() throws(ThriftDecodingError) -> (key: ThriftType, value: ThriftType, count: Int) {
        let key: UInt8 = try input.readInteger()
        let value: UInt8 = try input.readInteger()
        let count = try checkedCount(Int(try readI32()), elementSize: 2)
        if count == 0 { return (.stop, .stop, 0) }
        guard let keyType = ThriftType(rawValue: key), let valueType = ThriftType(rawValue: value) else {
            throw fail("unknown type byte in a map header")
        }
        return (keyType, valueType, count)
    }

    package func bytes(from offset: Int) -> ArraySlice<UInt8> { input.slice(from: offset) }
    package func skipBytes(_ count: Int) throws(ThriftDecodingError) { _ = try input.readSlice(count: count) }
}
