/// `TSFetchResultsReq` of the interface definition.
package struct FetchResultsRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// SQL text, used only in logs; may be empty.
    package var statement: String = ""
    /// Rows of a page; absent or ≤ 0 means the server's default, 1000.
    package var fetchSize: Int32 = 0
    /// Id of the query, needed to fetch and to close.
    package var queryID: Int64 = 0
    /// Send true.
    package var isAlign: Bool = false
    /// Milliseconds; absent or ≤ 0 means the server's default, 60 000.
    package var timeout: Int64?
    /// Id from requestStatementId on this connection.
    package var statementID: Int64?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "statement", &statement)
        try coder.field(3, "fetchSize", &fetchSize)
        try coder.field(4, "queryId", &queryID)
        try coder.field(5, "isAlign", &isAlign)
        try coder.field(6, "timeout", &timeout)
        try coder.field(7, "statementId", &statementID)
    }
}

/// `TSFetchResultsResp` of the interface definition.
package struct FetchResultsResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// True: `queryResult` is not empty.
    package var hasResultSet: Bool = false
    /// True on success.
    package var isAlign: Bool = false
    /// Legacy (fetchResults only).
    package var queryDataSet: LegacyDataSet?
    /// Legacy.
    package var nonAlignQueryDataSet: LegacyNonAlignedDataSet?
    /// Serialized TsBlocks.
    package var queryResult: [ArraySlice<UInt8>]?
    /// True: call again.
    package var moreData: Bool?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "hasResultSet", &hasResultSet)
        try coder.field(3, "isAlign", &isAlign)
        try coder.field(4, "queryDataSet", &queryDataSet)
        try coder.field(5, "nonAlignQueryDataSet", &nonAlignQueryDataSet)
        try coder.field(6, "queryResult", &queryResult)
        try coder.field(7, "moreData", &moreData)
    }
}

/// `TSCloseOperationReq` of the interface definition.
package struct CloseOperationRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Id of the query, needed to fetch and to close.
    package var queryID: Int64?
    /// Id from requestStatementId on this connection.
    package var statementID: Int64?
    /// Release a prepared statement (newest servers).
    package var preparedStatementName: String?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "queryId", &queryID)
        try coder.field(3, "statementId", &statementID)
        try coder.field(4, "preparedStatementName", &preparedStatementName)
    }
}

/// `TSCancelOperationReq` of the interface definition.
package struct CancelOperationRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Id of the query, needed to fetch and to close.
    package var queryID: Int64 = 0

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "queryId", &queryID)
    }
}
