/// Writes Thrift's binary protocol: big-endian numbers of fixed width.
package final class BinaryWriter: ThriftWriter {
    package var bytes: [UInt8]

    /// Appends to the bytes given, whose capacity is kept.
    package init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    package func writeMessageHeader(_ header: ThriftMessageHeader) {
        append(0x8001_0000 | UInt32(header.type.rawValue))
        header.name.write(to: self)
        writeI32(header.sequenceID)
    }

    package func writeFieldHeader(_ type: ThriftType, _ id: Int16) {
        bytes.append(type.rawValue)
        writeI16(id)
    }

    package func writeBoolField(_ id: Int16, _ value: Bool) {
        writeFieldHeader(.bool, id)
        writeBool(value)
    }

    package func writeBool(_ value: Bool) { bytes.append(value ? 1 : 0) }
    package func writeByte(_ value: Int8) { bytes.append(UInt8(bitPattern: value)) }
    package func writeI16(_ value: Int16) { append(value) }
    package func writeI32(_ value: Int32) { append(value) }
    package func writeI64(_ value: Int64) { append(value) }
    package func writeDouble(_ value: Double) { append(value.bitPattern) }

    package func writeBinary(_ value: some Collection<UInt8>) {
        writeI32(Int32(value.count))
        bytes.append(contentsOf: value)
    }

    package func writeListHeader(_ element: ThriftType, _ count: Int) {
        bytes.append(element.rawValue)
        writeI32(Int32(count))
    }

    package func writeMapHeader(_ key: ThriftType, _ value: ThriftType, _ count: Int) {
        bytes.append(key.rawValue)
        bytes.append(value.rawValue)
        writeI32(Int32(count))
    }

    package func writeStruct<Value: ThriftStruct>(_ value: Value) {
        writeFields(of: value)
        bytes.append(ThriftType.stop.rawValue)
    }

    private func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
