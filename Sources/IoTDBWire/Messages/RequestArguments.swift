/// Arguments of the methods that take one request struct.
package struct RequestArguments<Request: ThriftStruct>: ThriftStruct {
    /// The request.
    package var request: Request

    package init() { request = Request() }
    package init(_ request: Request) { self.request = request }

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "req", &request)
    }
}

/// Arguments of the methods that take none.
package struct NoArguments: ThriftStruct, Equatable {
    package init() {}
    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {}
}

/// Arguments of requestStatementId and getTimeZone.
package struct SessionIDArguments: ThriftStruct, Equatable {
    /// Id from openSession.
    package var sessionID: Int64 = 0

    package init() {}
    package init(sessionID: Int64) { self.sessionID = sessionID }

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
    }
}

/// Arguments of setStorageGroup, which creates a database.
package struct SetStorageGroupArguments: ThriftStruct, Equatable {
    /// Id from openSession.
    package var sessionID: Int64 = 0
    /// Path of the database.
    package var storageGroup: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "storageGroup", &storageGroup)
    }
}

/// Arguments of deleteStorageGroups, which deletes databases.
package struct DeleteStorageGroupsArguments: ThriftStruct, Equatable {
    /// Id from openSession.
    package var sessionID: Int64 = 0
    /// Paths of the databases.
    package var storageGroups: [String] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "storageGroup", &storageGroups)
    }
}

/// Arguments of deleteTimeseries.
///
/// The field is named `path` and is a list.
package struct DeleteTimeseriesArguments: ThriftStruct, Equatable {
    /// Id from openSession.
    package var sessionID: Int64 = 0
    /// Paths of the time series, wildcards allowed.
    package var paths: [String] = []

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "sessionId", &sessionID)
        try coder.field(2, "path", &paths)
    }
}

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
