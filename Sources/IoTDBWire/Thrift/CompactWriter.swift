/// Writes Thrift's compact protocol: variable-length integers, field ids as differences, little-endian doubles.
package final class CompactWriter: ThriftWriter {
    package var bytes: [UInt8]
    private var previousID: Int16 = 0

    /// Appends to the bytes given, whose capacity is kept.
    package init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    package func writeMessageHeader(_ header: ThriftMessageHeader) {
        bytes.append(0x82)
        bytes.append(header.type.rawValue << 5 | 1)
        writeVarint(UInt64(UInt32(bitPattern: header.sequenceID)))
        header.name.write(to: self)
    }

    package func writeFieldHeader(_ type: ThriftType, _ id: Int16) { writeHeader(CompactType.nibble(of: type), id) }

    /// The nibble of a Boolean field is its value: 1 true, 2 false.
    package func writeBoolField(_ id: Int16, _ value: Bool) { writeHeader(value ? 1 : 2, id) }

    private func writeHeader(_ nibble: UInt8, _ id: Int16) {
        let difference = Int(id) - Int(previousID)
        if (1...15).contains(difference) {
            bytes.append(UInt8(difference) << 4 | nibble)
        } else {
            bytes.append(nibble)
            writeI16(id)
        }
        previousID = id
    }

    package func writeBool(_ value: Bool) { bytes.append(value ? 1 : 2) }
    package func writeByte(_ value: Int8) { bytes.append(UInt8(bitPattern: value)) }
    package func writeI16(_ value: Int16) { writeI64(Int64(value)) }
    package func writeI32(_ value: Int32) { writeI64(Int64(value)) }
    package func writeI64(_ value: Int64) { writeVarint(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

    package func writeDouble(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    package func writeBinary(_ value: some Collection<UInt8>) {
        writeVarint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    package func writeListHeader(_ element: ThriftType, _ count: Int) {
        let nibble = CompactType.nibble(of: element)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | nibble)
        } else {
            bytes.append(0xf0 | nibble)
            writeVarint(UInt64(count))
        }
    }

    package func writeMapHeader(_ key: ThriftType, _ value: ThriftType, _ count: Int) {
        writeVarint(UInt64(count))
        if count > 0 { bytes.append(CompactType.nibble(of: key) << 4 | CompactType.nibble(of: value)) }
    }

    package func writeStruct<Value: ThriftStruct>(_ value: Value) {
        let outer = previousID
        previousID = 0
        writeFields(of: value)
        bytes.append(0)
        previousID = outer
    }

    private func writeVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
