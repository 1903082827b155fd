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
extension DeleteStorageGroupsArguments: SessionRequest {}
extension DeleteTimeseriesArguments: SessionRequest {}
extension SetStorageGroupArguments: SessionRequest {}
extension SessionIDArguments: SessionRequest {}
extension SetTimeZoneRequest: SessionRequest {}
extension PrepareRequest: SessionRequest {}
extension DeallocatePreparedRequest: SessionRequest {}
extension QueryTemplateRequest: SessionRequest {}

extension RequestArguments: SessionRequest where Request: SessionRequest {
    var sessionID: Int64 {
        get { request.sessionID }
        set { request.sessionID = newValue }
    }
}
