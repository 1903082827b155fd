/// `TSRawDataQueryReq` of the interface definition.
package struct RawDataQueryRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Paths of time series.
    package var paths: [String] = []
    /// Rows of a page; absent or ≤ 0 means the server's default, 1000.
    package var fetchSize: Int32?
    /// Inclusive.
    package var startTime: Int64 = 0
    /// Exclusive.
    package var endTime: Int64 = 0
    /// Id from requestStatementId on this connection.
    package var statementID: Int64 = 0
    /// Not used by current servers.
    package var enableRedirectQuery: Bool?
    /// Not used by current servers.
    package var jdbcQuery: Bool?
    /// Milliseconds; absent or ≤ 0 means the server's default, 60 000.
    package var timeout: Int64?
    /// True: paths are only split at dots; false or absent: they are parsed as path syntax.
    package var legalPathNodes: Bool?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "paths", &paths)
        try coder.field(3, "fetchSize", &fetchSize)
        try coder.field(4, "startTime", &startTime)
        try coder.field(5, "endTime", &endTime)
        try coder.field(6, "statementId", &statementID)
        try coder.field(7, "enableRedirectQuery", &enableRedirectQuery)
        try coder.field(8, "jdbcQuery", &jdbcQuery)
        try coder.field(9, "timeout", &timeout)
        try coder.field(10, "legalPathNodes", &legalPathNodes)
    }
}
