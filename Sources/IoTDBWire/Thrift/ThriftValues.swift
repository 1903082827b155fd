extension Bool: ThriftValue {
    package static var thriftType: ThriftType { .bool }
    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> Bool {
        try reader.readBool()
    }
    package func write<Writer: ThriftWriter>(to writer: Writer) { writer.writeBool(self) }
}

extension Int8: ThriftValue {
    package static var thriftType: ThriftType { .byte }
    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> Int8 {
        try reader.readByte()
    }
    package func write<Writer: ThriftWriter>(to writer: Writer) { writer.writeByte(self) }
}

extension Int16: ThriftValue {
    package static var thriftType: ThriftType { .i16 }
    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> Int16 {
        try reader.readI16()
    }
    package func write<Writer: ThriftWriter>(to writer: Writer) { writer.writeI16(self) }
}

extension Int32: ThriftValue {
    package static var thriftType: ThriftType { .i32 }
    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> Int32 {
        try reader.readI32()
    }
    package func write<Writer: ThriftWriter>(to writer: Writer) { writer.writeI32(self) }
}

extension Int64: ThriftValue {
    package static var thriftType: ThriftType { .i64 }
    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> Int64 {
        try reader.readI64()
    }
    package func write<Writer: ThriftWriter>(to writer: Writer) { writer.writeI64(self) }
}

extension Double: ThriftValue {
    package static var thriftType: ThriftType { .double }
    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> Double {
        try reader.readDouble()
    }
    package func write<Writer: ThriftWriter>(to writer: Writer) { writer.writeDouble(self) }
}

/// Text.
///
/// Bytes that are not UTF-8 become U+FFFD, as in the official clients.
extension String: ThriftValue {
    package static var thriftType: ThriftType { .string }
    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> String {
        let bytes = try reader.readBinary()
        // Up to 15 bytes lie in the string itself.
        if bytes.count > 15 { try reader.allowance.spend(bytes.count + 48, "text", at: reader.offset) }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        // Each wrong byte becomes three.
        try reader.allowance.spend(2 * bytes.count, "text that is not UTF-8", at: reader.offset)
        return String(decoding: bytes, as: UTF8.self)
    }
    package func write<Writer: ThriftWriter>(to writer: Writer) { writer.writeBinary(utf8) }
}

/// A binary, as a slice of the message it was read from.
extension ArraySlice: ThriftValue where Element == UInt8 {
    package static var thriftType: ThriftType { .string }
    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> ArraySlice<UInt8>
    {
        try reader.readBinary()
    }
    package func write<Writer: ThriftWriter>(to writer: Writer) { writer.writeBinary(self) }
}

/// A list.
extension Array: ThriftValue where Element: ThriftValue {
    package static var thriftType: ThriftType { .list }

    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> [Element] {
        let header = try reader.readListHeader()
        guard header.count > 0 else { return [] }
        guard header.element == Element.thriftType else {
            throw reader.fail("list elements of type \(header.element) instead of \(Element.thriftType)")
        }
        // The count is bounded by the bytes left, the size in memory is not.
        let size = header.count * MemoryLayout<Element>.stride
        try reader.allowance.spend(size, "a list of \(header.count) elements", at: reader.offset)
        var elements: [Element] = []
        elements.reserveCapacity(header.count)
        for _ in 0..<header.count { elements.append(try Element.read(from: reader)) }
        return elements
    }

    package func write<Writer: ThriftWriter>(to writer: Writer) {
        writer.writeListHeader(Element.thriftType, count)
        for element in self { element.write(to: writer) }
    }
}

/// A map with string keys that keeps the order of the wire.
package struct ThriftMap<Mapped: ThriftValue>: ThriftValue, ExpressibleByDictionaryLiteral {
    /// Keys and values in wire order.
    ///
    /// A key may come twice; the last one counts, as in the official clients.
    package var entries: [(key: String, value: Mapped)]

    package init(_ entries: [(key: String, value: Mapped)] = []) { self.entries = entries }
    package init(dictionaryLiteral elements: (String, Mapped)...) { entries = elements.map { (key: $0, value: $1) } }

    /// The last value of a key.
    package subscript(key: String) -> Mapped? { entries.last { $0.key == key }?.value }

    package static var thriftType: ThriftType { .map }

    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> ThriftMap {
        let header = try reader.readMapHeader()
        guard header.count > 0 else { return ThriftMap() }
        guard header.key == .string, header.value == Mapped.thriftType else {
            throw reader.fail("map of \(header.key) to \(header.value) instead of string to \(Mapped.thriftType)")
        }
        let size = header.count * MemoryLayout<(key: String, value: Mapped)>.stride
        try reader.allowance.spend(size, "a map of \(header.count) entries", at: reader.offset)
        var map = ThriftMap()
        map.entries.reserveCapacity(header.count)
        for _ in 0..<header.count {
            let key = try String.read(from: reader)
            map.entries.append((key: key, value: try Mapped.read(from: reader)))
        }
        return map
    }

    package func write<Writer: ThriftWriter>(to writer: Writer) {
        writer.writeMapHeader(.string, Mapped.thriftType, entries.count)
        for entry in entries {
            entry.key.write(to: writer)
            entry.value.write(to: writer)
        }
    }
}

extension ThriftMap: Equatable where Mapped: Equatable {
    package static func == (left: ThriftMap, right: ThriftMap) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.key == $1.key && $0.value == $1.value }
    }
}
