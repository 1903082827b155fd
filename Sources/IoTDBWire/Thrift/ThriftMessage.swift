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
