/// `TSExecuteStatementReq` of the interface definition.
///
/// Used by executeStatement(V2), executeQueryStatement(V2), executeUpdateStatement(V2).
package struct ExecuteStatementRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// One SQL statement without trailing `;`.
    package var statement: String = ""
    /// Id from requestStatementId on this connection.
    package var statementID: Int64 = 0
    /// Rows of a page; absent or ≤ 0 means the server's default, 1000.
    package var fetchSize: Int32?
    /// Milliseconds; absent or ≤ 0 means the server's default, 60 000.
    package var timeout: Int64?
    /// Not used by current servers.
    package var enableRedirectQuery: Bool?
    /// Not used by current servers.
    package var jdbcQuery: Bool?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "statement", &statement)
        try coder.field(3, "statementId", &statementID)
        try coder.field(4, "fetchSize", &fetchSize)
        try coder.field(5, "timeout", &timeout)
        try coder.field(6, "enableRedirectQuery", &enableRedirectQuery)
        try coder.field(7, "jdbcQuery", &jdbcQuery)
    }
}

/// `TSExecuteStatementResp` of the interface definition.
///
/// Which fields are set depends on the statement.
package struct ExecuteStatementResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// Id of the query, needed to fetch and to close.
    package var queryID: Int64?
    /// Column names without the tree Time column; absent for non-queries.
    package var columns: [String]?
    /// Only ever `dropDB`.
    package var operationType: String?
    /// True: no Time column in front.
    package var ignoreTimeStamp: Bool?
    /// Logical type names, parallel to `columns`.
    package var dataTypeList: [String]?
    /// Legacy, only from the non-V2 calls.
    package var queryDataSet: LegacyDataSet?
    /// Legacy, never set.
    package var nonAlignQueryDataSet: LegacyNonAlignedDataSet?
    /// Name → TsBlock column; 1.3 mapping.
    package var columnNameIndexMap: ThriftMap<Int32>?
    /// Always empty.
    package var sgColumns: [String]?
    /// Bit set (least significant bit first) of columns renamed with AS.
    package var aliasColumns: [Int8]?
    /// Only for traced statements.
    package var tracingInfo: TracingInfo?
    /// Serialized TsBlocks.
    package var queryResult: [ArraySlice<UInt8>]?
    /// True: call fetchResultsV2.
    package var moreData: Bool?
    /// Set by USE (table model).
    package var database: String?
    /// For SET SQL_DIALECT: the new dialect; for queries: true on table-model results.
    package var tableModel: Bool?
    /// Column i → TsBlock column; absent before 2.0.
    package var columnIndex2TsBlockColumnIndexList: [Int32]?

    package var outcome: Status? { status }

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "queryId", &queryID)
        try coder.field(3, "columns", &columns)
        try coder.field(4, "operationType", &operationType)
        try coder.field(5, "ignoreTimeStamp", &ignoreTimeStamp)
        try coder.field(6, "dataTypeList", &dataTypeList)
        try coder.field(7, "queryDataSet", &queryDataSet)
        try coder.field(8, "nonAlignQueryDataSet", &nonAlignQueryDataSet)
        try coder.field(9, "columnNameIndexMap", &columnNameIndexMap)
        try coder.field(10, "sgColumns", &sgColumns)
        try coder.field(11, "aliasColumns", &aliasColumns)
        try coder.field(12, "tracingInfo", &tracingInfo)
        try coder.field(13, "queryResult", &queryResult)
        try coder.field(14, "moreData", &moreData)
        try coder.field(15, "database", &database)
        try coder.field(16, "tableModel", &tableModel)
        try coder.field(17, "columnIndex2TsBlockColumnIndexList", &columnIndex2TsBlockColumnIndexList)
    }
}

/// `TSTracingInfo` of the interface definition.
package struct TracingInfo: ThriftStruct, Equatable {
    /// Step names.
    package var activityList: [String] = []
    /// Milliseconds, parallel.
    package var elapsedTimeList: [Int64] = []
    /// Statistics.
    package var seriesPathCount: Int32?
    /// Statistics.
    package var seqFileNum: Int32?
    /// Statistics.
    package var unSeqFileNum: Int32?
    /// Statistics.
    package var sequenceChunkNum: Int32?
    /// Statistics.
    package var sequenceChunkPointNum: Int64?
    /// Statistics.
    package var unsequenceChunkNum: Int32?
    /// Statistics.
    package var unsequenceChunkPointNum: Int64?
    /// Statistics.
    package var totalPageNum: Int32?
    /// Statistics.
    package var overlappedPageNum: Int32?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "activityList", &activityList)
        try coder.field(2, "elapsedTimeList", &elapsedTimeList)
        try coder.field(3, "seriesPathNum", &seriesPathCount)
        try coder.field(4, "seqFileNum", &seqFileNum)
        try coder.field(5, "unSeqFileNum", &unSeqFileNum)
        try coder.field(6, "sequenceChunkNum", &sequenceChunkNum)
        try coder.field(7, "sequenceChunkPointNum", &sequenceChunkPointNum)
        try coder.field(8, "unsequenceChunkNum", &unsequenceChunkNum)
        try coder.field(9, "unsequenceChunkPointNum", &unsequenceChunkPointNum)
        try coder.field(10, "totalPageNum", &totalPageNum)
        try coder.field(11, "overlappedPageNum", &overlappedPageNum)
    }
}

/// `TSExecuteBatchStatementReq` of the interface definition.
package struct ExecuteBatchStatementRequest: ThriftStruct, Equatable {
    /// Id from openSession.
    ///
    /// Servers ignore it and fail when it is missing.
    package var sessionID: Int64 = 0
    /// Non-query SQL statements, run in order.
    package var statements: [String] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "statements", &statements)
    }
}
