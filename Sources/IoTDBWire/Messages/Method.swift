/// One call of the service: its name on the wire and the types it carries.
package protocol AnyMethod: Sendable {
    associatedtype Arguments: ThriftStruct
    associatedtype Response: RPCResponse
    /// Name on the wire.
    var name: String { get }
}

/// One call of the service: its name on the wire and the types it carries.
package struct Method<Arguments: ThriftStruct, Response: RPCResponse>: AnyMethod {
    package let name: String

    package init(_ name: String) { self.name = name }
}

/// What a call answers: a struct of the interface definition, or a number.
package protocol RPCResponse: ThriftValue {
    /// The status in the answer; nil for answers without.
    var outcome: Status? { get }
}

extension RPCResponse {
    package var outcome: Status? { nil }
}

extension Int64: RPCResponse {}

/// The struct of a reply: field 0 holds the answer.
///
/// No method of this service declares exceptions.
package struct Reply<Response: ThriftValue>: ThriftStruct {
    /// The answer, nil until it was read.
    package var success: Response?

    package init() {}
    package init(_ success: Response) { self.success = success }

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(0, "success", &success)
    }
}

/// The struct of a message of type EXCEPTION (`TApplicationException` of Apache Thrift).
package struct ApplicationException: ThriftStruct, Error, Equatable {
    /// Text, may be absent.
    package var message: String?
    /// Reason: 1 unknown method, 6 internal error, 7 protocol error …
    package var type: Int32?

    package init() {}
    package init(type: Int32, message: String) {
        self.type = type
        self.message = message
    }

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "message", &message)
        try coder.field(2, "type", &type)
    }
}
