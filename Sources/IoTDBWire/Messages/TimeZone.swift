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
