/// `TSStatus` of the interface definition.
///
/// Outcome of a call.
package struct Status: RPCResponse, ThriftStruct, Equatable {
    /// Status code.
    package var code: Int32 = 0
    /// Text for people; often empty or absent, also on errors.
    package var message: String?
    /// One entry per item of a batch.
    package var subStatuses: StatusList?
    /// Better node for this device.
    package var redirectNode: EndPoint?
    /// True: the same call may succeed later.
    package var needRetry: Bool?
    /// Opaque bytes, newest servers only; ignore.
    package var responseData: ArraySlice<UInt8>?

    package var outcome: Status? { self }

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "code", &code)
        try coder.field(2, "message", &message)
        try coder.field(3, "subStatus", &subStatuses)
        try coder.field(4, "redirectNode", &redirectNode)
        try coder.field(5, "needRetry", &needRetry)
        try coder.field(6, "responseData", &responseData)
    }
}

/// `TEndPoint` of the interface definition.
///
/// Address of a DataNode's client port.
package struct EndPoint: ThriftStruct, Equatable {
    /// Host name or address.
    package var host: String = ""
    /// TCP port.
    package var port: Int32 = 0

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "ip", &host)
        try coder.field(2, "port", &port)
    }
}

/// The statuses inside a status, read one by one whenever somebody looks at them.
///
/// A server may send very many, each of a few bytes: an array of them would take many times the memory of the answer.
package struct StatusList: ThriftValue, Sequence, ExpressibleByArrayLiteral {
    private enum Source {
        case statuses([Status])
        /// A list as it is on the wire, which was read without a fault before.
        case wire(ArraySlice<UInt8>, ThriftProtocol)
    }

    private let source: Source
    /// Number of statuses.
    package let count: Int
    /// Whether there is none.
    package var isEmpty: Bool { count == 0 }

    /// A list of some statuses.
    package init(_ statuses: [Status]) { (source, count) = (.statuses(statuses), statuses.count) }
    package init(arrayLiteral elements: Status...) { self.init(elements) }

    private init(_ wire: ArraySlice<UInt8>, _ proto: ThriftProtocol, count: Int) {
        (source, self.count) = (.wire(wire, proto), count)
    }

    package func makeIterator() -> AnyIterator<Status> {
        switch source {
        case .statuses(let statuses): return AnyIterator(statuses.makeIterator())
        case .wire(let bytes, .binary): return Self.iterator(BinaryReader(bytes))
        case .wire(let bytes, .compact): return Self.iterator(CompactReader(bytes))
        }
    }

    private static func iterator<Reader: ThriftReader>(_ reader: Reader) -> AnyIterator<Status> {
        var left = (try? reader.readListHeader().count) ?? 0
        return AnyIterator {
            guard left > 0 else { return nil }
            left -= 1
            return try? Status.read(from: reader)
        }
    }

    package static var thriftType: ThriftType { .list }

    package static func read<Reader: ThriftReader>(from reader: Reader) throws(ThriftDecodingError) -> StatusList {
        let start = reader.offset
        let header = try reader.readListHeader()
        guard header.count == 0 || header.element == .structure else {
            throw reader.fail("list elements of type \(header.element) instead of \(ThriftType.structure)")
        }
        // Read to find faults, and not kept.
        let allowance = reader.allowance
        for _ in 0..<header.count {
            _ = try Status.read(from: reader)
            reader.allowance = allowance
        }
        return StatusList(reader.bytes(from: start), Reader.wireProtocol, count: header.count)
    }

    package func write<Writer: ThriftWriter>(to writer: Writer) {
        writer.writeListHeader(.structure, count)
        for status in self { status.write(to: writer) }
    }
}

extension StatusList: Equatable {
    package static func == (left: StatusList, right: StatusList) -> Bool { left.elementsEqual(right) }
}
