import IoTDBWire

/// A Thrift value as it lies on the wire, without knowledge of any interface definition.
indirect enum ThriftTree: Sendable, Hashable {
    case bool(Bool)
    case integer(Int64)
    case double(UInt64)
    case binary([UInt8])
    case list([ThriftTree])
    /// Entries by key; their order on the wire means nothing.
    case map([ThriftTree: ThriftTree])
    /// Fields by id; their order on the wire means nothing.
    case structure([Int16: ThriftTree])

    /// A field of a struct; nil for another kind or an id that is absent.
    subscript(id: Int16) -> ThriftTree? {
        if case .structure(let fields) = self { fields[id] } else { nil }
    }

    /// The number, if this is one.
    var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }
}

/// A message: its head and the struct behind it.
struct ThriftCall: Sendable {
    let header: ThriftMessageHeader
    let body: ThriftTree

    /// Reads a whole message.
    init(_ message: [UInt8], _ thriftProtocol: ThriftProtocol) throws {
        (header, body) = try thriftProtocol.read(message[...]) { header, reader throws(ThriftDecodingError) in
            (header, try reader.readTree(.structure))
        }
    }
}

extension ThriftReader {
    /// Reads a value of any type.
    func readTree(_ type: ThriftType) throws(ThriftDecodingError) -> ThriftTree {
        switch type {
        case .bool: return .bool(try readBool())
        case .byte: return .integer(Int64(try readByte()))
        case .i16: return .integer(Int64(try readI16()))
        case .i32: return .integer(Int64(try readI32()))
        case .i64: return .integer(try readI64())
        case .double: return .double(try readDouble().bitPattern)
        case .string: return .binary(Array(try readBinary()))
        case .list, .set: return try readListTree()
        case .map: return try readMapTree()
        case .structure: return try readStructTree()
        default: throw ThriftDecodingError("type \(type) in a message", at: offset)
        }
    }

    private func readElementTree(_ type: ThriftType) throws(ThriftDecodingError) -> ThriftTree {
        type == .bool ? .bool(try readBoolElement()) : try readTree(type)
    }

    private func readListTree() throws(ThriftDecodingError) -> ThriftTree {
        let header = try readListHeader()
        var elements: [ThriftTree] = []
        for _ in 0..<header.count { elements.append(try readElementTree(header.element)) }
        return .list(elements)
    }

    private func readMapTree() throws(ThriftDecodingError) -> ThriftTree {
        let header = try readMapHeader()
        var entries: [ThriftTree: ThriftTree] = [:]
        for _ in 0..<header.count {
            let key = try readElementTree(header.key)
            entries[key] = try readElementTree(header.value)
        }
        return .map(entries)
    }

    private func readStructTree() throws(ThriftDecodingError) -> ThriftTree {
        let outer = frame
        frame = StructFrame()
        var fields: [Int16: ThriftTree] = [:]
        while true {
            let header = try readFieldHeader()
            if header.type == .stop { break }
            fields[header.id] = try readTree(header.type)
        }
        frame = outer
        return .structure(fields)
    }
}
