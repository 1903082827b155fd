/// One call of the service: its name on the wire and the types it carries.
package protocol AnyMethod: Sendable {
    associatedtype Arguments: ThriftStruct
    associatedtype Response: ThriftValue
    /// Name on the wire.
    var name: String { get }
}

/// One call of the service: its name on the wire and the types it carries.
package struct Method<Arguments: ThriftStruct, Response: ThriftValue>: AnyMethod {
    package let name: String

    package init(_ name: String) { self.name = name }
}

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
