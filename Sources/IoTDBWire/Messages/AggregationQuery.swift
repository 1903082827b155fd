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
