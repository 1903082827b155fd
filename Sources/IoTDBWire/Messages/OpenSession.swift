/// `TSOpenSessionReq` of the interface definition.
package struct OpenSessionRequest: ThriftStruct, Equatable {
    /// Send 2.
    package var clientProtocol: Int32 = 0
    /// Java zone id: `Asia/Shanghai`, `Z`, `+08:00`, `UTC+8`.
    package var zoneID: String = ""
    /// User name, case-sensitive.
    package var username: String = ""
    /// Password in clear text.
    package var password: String?
    /// Keys in.
    package var configuration: ThriftMap<String>?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "client_protocol", &clientProtocol)
        try coder.field(2, "zoneId", &zoneID)
        try coder.field(3, "username", &username)
        try coder.field(4, "password", &password)
        try coder.field(5, "configuration", &configuration)
    }
}

/// `TSOpenSessionResp` of the interface definition.
package struct OpenSessionResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// 2 on every 1.x and 2.x server.
    package var serverProtocolVersion: Int32 = 0
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64?
    /// 2.x: key `timestamp_precision`; absent on 1.3.
    package var configuration: ThriftMap<String>?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "serverProtocolVersion", &serverProtocolVersion)
        try coder.field(3, "sessionId", &sessionID)
        try coder.field(4, "configuration", &configuration)
    }
}
