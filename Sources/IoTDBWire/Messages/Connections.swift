/// `TSConnectionInfoResp` of the interface definition.
///
/// No status field.
package struct ConnectionInfoResponse: RPCResponse, ThriftStruct, Equatable {
    /// All connections of this node.
    package var connectionInfoList: [ConnectionInfo] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "connectionInfoList", &connectionInfoList)
    }
}

/// `TSConnectionInfo` of the interface definition.
package struct ConnectionInfo: ThriftStruct, Equatable {
    /// `userName` on the wire.
    package var userName: String = ""
    /// Milliseconds since 1970.
    package var logInTime: Int64 = 0
    /// `connectionId` on the wire.
    package var connectionID: String = ""
    /// TSConnectionType.
    package var type: Int32 = 0

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "userName", &userName)
        try coder.field(2, "logInTime", &logInTime)
        try coder.field(3, "connectionId", &connectionID)
        try coder.field(4, "type", &type)
    }
}
