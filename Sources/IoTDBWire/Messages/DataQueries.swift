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

/// `TSAggregationQueryReq` of the interface definition.
package struct AggregationQueryRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Id from requestStatementId on this connection.
    package var statementID: Int64 = 0
    /// Paths of time series.
    package var paths: [String] = []
    /// One TAggregationType per path.
    package var aggregations: [Int32] = []
    /// Inclusive.
    package var startTime: Int64?
    /// Exclusive.
    package var endTime: Int64?
    /// Present: GROUP BY this window.
    package var interval: Int64?
    /// Default = interval.
    package var slidingStep: Int64?
    /// Rows of a page; absent or ≤ 0 means the server's default, 1000.
    package var fetchSize: Int32?
    /// Milliseconds; absent or ≤ 0 means the server's default, 60 000.
    package var timeout: Int64?
    /// True: paths are only split at dots; false or absent: they are parsed as path syntax.
    package var legalPathNodes: Bool?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "statementId", &statementID)
        try coder.field(3, "paths", &paths)
        try coder.field(4, "aggregations", &aggregations)
        try coder.field(5, "startTime", &startTime)
        try coder.field(6, "endTime", &endTime)
        try coder.field(7, "interval", &interval)
        try coder.field(8, "slidingStep", &slidingStep)
        try coder.field(9, "fetchSize", &fetchSize)
        try coder.field(10, "timeout", &timeout)
        try coder.field(11, "legalPathNodes", &legalPathNodes)
    }
}

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

/// `TSQueryDataSet` of the interface definition.
///
/// Legacy row format; returned only by executeStatement, executeQueryStatement, executeUpdateStatement,
/// executeRawDataQuery, executeLastDataQuery, executeAggregationQuery and fetchResults.
package struct LegacyDataSet: ThriftStruct, Equatable {
    /// I64 per row.
    package var time: ArraySlice<UInt8> = []
    /// One buffer per column.
    package var valueList: [ArraySlice<UInt8>] = []
    /// One bitmap per column.
    package var bitmapList: [ArraySlice<UInt8>] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "time", &time)
        try coder.field(2, "valueList", &valueList)
        try coder.field(3, "bitmapList", &bitmapList)
    }
}

/// `TSQueryNonAlignDataSet` of the interface definition.
///
/// Legacy; current servers never send it.
package struct LegacyNonAlignedDataSet: ThriftStruct, Equatable {
    /// `timeList` on the wire.
    package var timeList: [ArraySlice<UInt8>] = []
    /// `valueList` on the wire.
    package var valueList: [ArraySlice<UInt8>] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "timeList", &timeList)
        try coder.field(2, "valueList", &valueList)
    }
}
