/// `TSPrepareReq` of the interface definition.
///
/// Table model only.
package struct PrepareRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Statement with `?` marks.
    package var sql: String = ""
    /// Name chosen by the client.
    package var statementName: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "sql", &sql)
        try coder.field(3, "statementName", &statementName)
    }
}

/// `TSPrepareResp` of the interface definition.
package struct PrepareResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// Number of `?`.
    package var parameterCount: Int32?

    package var outcome: Status? { status }

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "parameterCount", &parameterCount)
    }
}

/// `TSExecutePreparedReq` of the interface definition.
package struct ExecutePreparedRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Name chosen by the client.
    package var statementName: String = ""
    /// `parameters` on the wire.
    package var parameters: ArraySlice<UInt8> = []
    /// Rows of a page; absent or ≤ 0 means the server's default, 1000.
    package var fetchSize: Int32?
    /// Milliseconds; absent or ≤ 0 means the server's default, 60 000.
    package var timeout: Int64?
    /// Id from requestStatementId on this connection.
    package var statementID: Int64 = 0

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "statementName", &statementName)
        try coder.field(3, "parameters", &parameters)
        try coder.field(4, "fetchSize", &fetchSize)
        try coder.field(5, "timeout", &timeout)
        try coder.field(6, "statementId", &statementID)
    }
}

/// `TSDeallocatePreparedReq` of the interface definition.
package struct DeallocatePreparedRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Name chosen by the client.
    package var statementName: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "statementName", &statementName)
    }
}
