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
