/// A request that carries the id of its session.
protocol SessionRequest: ThriftStruct {
    /// Id from openSession.
    var sessionID: Int64 { get set }
}

extension InsertRecordRequest: SessionRequest {}
extension InsertRecordsRequest: SessionRequest {}
extension InsertRecordsOfOneDeviceRequest: SessionRequest {}
extension InsertStringRecordRequest: SessionRequest {}
extension InsertStringRecordsRequest: SessionRequest {}
extension InsertStringRecordsOfOneDeviceRequest: SessionRequest {}
extension InsertTabletRequest: SessionRequest {}
extension InsertTabletsRequest: SessionRequest {}
extension DeleteDataRequest: SessionRequest {}
extension CreateTimeseriesRequest: SessionRequest {}
extension CreateAlignedTimeseriesRequest: SessionRequest {}
extension CreateMultiTimeseriesRequest: SessionRequest {}
extension CreateSchemaTemplateRequest: SessionRequest {}
extension AppendSchemaTemplateRequest: SessionRequest {}
extension PruneSchemaTemplateRequest: SessionRequest {}
extension SetSchemaTemplateRequest: SessionRequest {}
extension UnsetSchemaTemplateRequest: SessionRequest {}
extension DropSchemaTemplateRequest: SessionRequest {}
extension CreateTimeseriesUsingSchemaTemplateRequest: SessionRequest {}
extension ExecuteBatchStatementRequest: SessionRequest {}

extension Session {
    /// Makes a call that writes, and checks its status; 400, done with a hint, is a success.
    ///
    /// - Parameters:
    ///   - devices: what it writes to, in the order of the status's entries.
    ///   - idempotent: whether it may be sent again although it may have been carried out.
    @discardableResult
    func write<Request: SessionRequest>(
        _ method: Method<RequestArguments<Request>, Status>,
        _ request: Request,
        devices: [String] = [],
        idempotent: Bool = false
    ) async throws(IoTDBError) -> Status {
        let (status, opened) = try await call(
            method,
            kind: .other,
            idempotent: idempotent,
            timeout: configuration.requestTimeout,
            target: advisedAddress(for: devices)
        ) { opened in
            var own = request
            own.sessionID = opened.sessionID
            return RequestArguments(own)
        }
        try opened.check(status)
        keepAdvice(status, for: devices)
        return status
    }

    /// Throws unless a call of one data model is made in it.
    func require(_ needed: SQLDialect, for call: StaticString) throws(IoTDBError) {
        guard state.dialect != needed else { return }
        throw IoTDBError(
            .invalidArgument,
            "\(call) belongs to the \(needed.rawValue) model and the session's dialect is \(state.dialect.rawValue)"
        )
    }
}
