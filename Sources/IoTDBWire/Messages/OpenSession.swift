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

/// `TSCloseSessionReq` of the interface definition.
package struct CloseSessionRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
    }
}

/// `ServerProperties` of the interface definition.
package struct ServerPropertiesResponse: RPCResponse, ThriftStruct, Equatable {
    /// E.g.
    ///
    /// `2.0.6`; `UNKNOWN` in development builds.
    package var version: String = ""
    /// `max_time`, `min_time`.
    package var supportedTimeAggregationOperations: [String] = []
    /// `ms`, `us` or `ns`.
    package var timestampPrecision: String = ""
    /// Connection limit; always written by servers, though nothing demands it.
    package var maxConcurrentClientNum: Int32?
    /// Largest frame the server accepts, bytes.
    package var thriftMaxFrameSize: Int32?
    /// `isReadOnly` on the wire.
    package var isReadOnly: Bool?
    /// Commit id of the build.
    package var buildInfo: String?
    /// Multi-line banner art.
    package var logo: String?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "version", &version)
        try coder.field(2, "supportedTimeAggregationOperations", &supportedTimeAggregationOperations)
        try coder.field(3, "timestampPrecision", &timestampPrecision)
        try coder.field(4, "maxConcurrentClientNum", &maxConcurrentClientNum)
        try coder.field(5, "thriftMaxFrameSize", &thriftMaxFrameSize)
        try coder.field(6, "isReadOnly", &isReadOnly)
        try coder.field(7, "buildInfo", &buildInfo)
        try coder.field(8, "logo", &logo)
    }
}

/// `TSSetTimeZoneReq` of the interface definition.
package struct SetTimeZoneRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Zone id.
    package var timeZone: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "timeZone", &timeZone)
    }
}

/// `TSGetTimeZoneResp` of the interface definition.
package struct GetTimeZoneResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// Zone id of the session, or the text `Unknown time zone`.
    package var timeZone: String = ""

    package var outcome: Status? { status }

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "timeZone", &timeZone)
    }
}

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
