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
