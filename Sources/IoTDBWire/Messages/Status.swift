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
