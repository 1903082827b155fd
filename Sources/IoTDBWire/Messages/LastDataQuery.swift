/// `TSLastDataQueryReq` of the interface definition.
package struct LastDataQueryRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Paths of time series.
    package var paths: [String] = []
    /// Rows of a page; absent or ≤ 0 means the server's default, 1000.
    package var fetchSize: Int32?
    /// Only points with time ≥ this; i64 minimum = no limit.
    package var time: Int64 = 0
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
        try coder.field(4, "time", &time)
        try coder.field(5, "statementId", &statementID)
        try coder.field(6, "enableRedirectQuery", &enableRedirectQuery)
        try coder.field(7, "jdbcQuery", &jdbcQuery)
        try coder.field(8, "timeout", &timeout)
        try coder.field(9, "legalPathNodes", &legalPathNodes)
    }
}

/// `TSFastLastDataQueryForOneDeviceReq` of the interface definition.
///
/// Answer may be code 400 + redirectNode.
package struct FastLastDataQueryForOneDeviceRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Database path.
    package var db: String = ""
    /// Device path.
    package var deviceID: String = ""
    /// Measurement names.
    package var sensors: [String] = []
    /// Rows of a page; absent or ≤ 0 means the server's default, 1000.
    package var fetchSize: Int32?
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
        try coder.field(2, "db", &db)
        try coder.field(3, "deviceId", &deviceID)
        try coder.field(4, "sensors", &sensors)
        try coder.field(5, "fetchSize", &fetchSize)
        try coder.field(6, "statementId", &statementID)
        try coder.field(7, "enableRedirectQuery", &enableRedirectQuery)
        try coder.field(8, "jdbcQuery", &jdbcQuery)
        try coder.field(9, "timeout", &timeout)
        try coder.field(10, "legalPathNodes", &legalPathNodes)
    }
}

/// `TSFastLastDataQueryForOnePrefixPathReq` of the interface definition.
package struct FastLastDataQueryForOnePrefixPathRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Node names of one path, e.g. ["root","db","d1"]; no wildcards.
    package var prefixes: [String] = []
    /// Rows of a page; absent or ≤ 0 means the server's default, 1000.
    package var fetchSize: Int32?
    /// Id from requestStatementId on this connection.
    package var statementID: Int64 = 0
    /// Not used by current servers.
    package var enableRedirectQuery: Bool?
    /// Not used by current servers.
    package var jdbcQuery: Bool?
    /// Milliseconds; absent or ≤ 0 means the server's default, 60 000.
    package var timeout: Int64?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "prefixes", &prefixes)
        try coder.field(3, "fetchSize", &fetchSize)
        try coder.field(4, "statementId", &statementID)
        try coder.field(5, "enableRedirectQuery", &enableRedirectQuery)
        try coder.field(6, "jdbcQuery", &jdbcQuery)
        try coder.field(7, "timeout", &timeout)
    }
}
