/// The calls of the service, with the types of their arguments and answers.
///
/// Names are those on the wire.
package enum RPCMethod {
    /// Call `openSession`.
    package static let openSession = Method<RequestArguments<OpenSessionRequest>, OpenSessionResponse>("openSession")
    /// Call `closeSession`.
    package static let closeSession = Method<RequestArguments<CloseSessionRequest>, Status>("closeSession")
    /// Call `requestStatementId`.
    package static let requestStatementId = Method<SessionIDArguments, Int64>("requestStatementId")
    /// Call `getProperties`.
    package static let getProperties = Method<NoArguments, ServerPropertiesResponse>("getProperties")
    /// Call `getTimeZone`.
    package static let getTimeZone = Method<SessionIDArguments, GetTimeZoneResponse>("getTimeZone")
    /// Call `setTimeZone`.
    package static let setTimeZone = Method<RequestArguments<SetTimeZoneRequest>, Status>("setTimeZone")
    /// Call `fetchAllConnectionsInfo`.
    package static let fetchAllConnectionsInfo = Method<NoArguments, ConnectionInfoResponse>("fetchAllConnectionsInfo")
    /// Call `testConnectionEmptyRPC`.
    package static let testConnectionEmptyRPC = Method<NoArguments, Status>("testConnectionEmptyRPC")
    /// Call `executeStatementV2`.
    package static let executeStatementV2 = Method<
        RequestArguments<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeStatementV2")
    /// Call `executeQueryStatementV2`.
    package static let executeQueryStatementV2 = Method<
        RequestArguments<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeQueryStatementV2")
    /// Call `executeUpdateStatementV2`.
    package static let executeUpdateStatementV2 = Method<
        RequestArguments<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeUpdateStatementV2")
    /// Call `executeBatchStatement`.
    package static let executeBatchStatement = Method<
        RequestArguments<ExecuteBatchStatementRequest>, Status
    >("executeBatchStatement")
    /// Call `fetchResultsV2`.
    package static let fetchResultsV2 = Method<RequestArguments<FetchResultsRequest>, FetchResultsResponse>(
        "fetchResultsV2"
    )
    /// Call `closeOperation`.
    package static let closeOperation = Method<RequestArguments<CloseOperationRequest>, Status>("closeOperation")
    /// Call `cancelOperation`.
    package static let cancelOperation = Method<RequestArguments<CancelOperationRequest>, Status>("cancelOperation")
    /// Call `prepareStatement`.
    package static let prepareStatement = Method<RequestArguments<PrepareRequest>, PrepareResponse>("prepareStatement")
    /// Call `executePreparedStatement`.
    package static let executePreparedStatement = Method<
        RequestArguments<ExecutePreparedRequest>, ExecuteStatementResponse
    >("executePreparedStatement")
    /// Call `deallocatePreparedStatement`.
    package static let deallocatePreparedStatement = Method<
        RequestArguments<DeallocatePreparedRequest>, Status
    >("deallocatePreparedStatement")
    /// Call `executeRawDataQueryV2`.
    package static let executeRawDataQueryV2 = Method<
        RequestArguments<RawDataQueryRequest>, ExecuteStatementResponse
    >("executeRawDataQueryV2")
    /// Call `executeLastDataQueryV2`.
    package static let executeLastDataQueryV2 = Method<
        RequestArguments<LastDataQueryRequest>, ExecuteStatementResponse
    >("executeLastDataQueryV2")
    /// Call `executeFastLastDataQueryForOneDeviceV2`.
    package static let executeFastLastDataQueryForOneDeviceV2 = Method<
        RequestArguments<FastLastDataQueryForOneDeviceRequest>, ExecuteStatementResponse
    >("executeFastLastDataQueryForOneDeviceV2")
    /// Call `executeFastLastDataQueryForOnePrefixPath`.
    package static let executeFastLastDataQueryForOnePrefixPath = Method<
        RequestArguments<FastLastDataQueryForOnePrefixPathRequest>, ExecuteStatementResponse
    >("executeFastLastDataQueryForOnePrefixPath")
    /// Call `executeAggregationQueryV2`.
    package static let executeAggregationQueryV2 = Method<
        RequestArguments<AggregationQueryRequest>, ExecuteStatementResponse
    >("executeAggregationQueryV2")
}

/// Calls that write and delete data.
extension RPCMethod {
    /// Call `insertRecord`.
    package static let insertRecord = Method<RequestArguments<InsertRecordRequest>, Status>("insertRecord")
    /// Call `insertRecords`.
    package static let insertRecords = Method<RequestArguments<InsertRecordsRequest>, Status>("insertRecords")
    /// Call `insertRecordsOfOneDevice`.
    package static let insertRecordsOfOneDevice = Method<
        RequestArguments<InsertRecordsOfOneDeviceRequest>, Status
    >("insertRecordsOfOneDevice")
    /// Call `insertStringRecord`.
    package static let insertStringRecord = Method<RequestArguments<InsertStringRecordRequest>, Status>(
        "insertStringRecord"
    )
    /// Call `insertStringRecords`.
    package static let insertStringRecords = Method<RequestArguments<InsertStringRecordsRequest>, Status>(
        "insertStringRecords"
    )
    /// Call `insertStringRecordsOfOneDevice`.
    package static let insertStringRecordsOfOneDevice = Method<
        RequestArguments<InsertStringRecordsOfOneDeviceRequest>, Status
    >("insertStringRecordsOfOneDevice")
    /// Call `insertTablet`.
    package static let insertTablet = Method<RequestArguments<InsertTabletRequest>, Status>("insertTablet")
    /// Call `insertTablets`.
    package static let insertTablets = Method<RequestArguments<InsertTabletsRequest>, Status>("insertTablets")
    /// Call `deleteData`.
    package static let deleteData = Method<RequestArguments<DeleteDataRequest>, Status>("deleteData")
}

/// Calls for databases, time series and device templates.
extension RPCMethod {
    /// Call `setStorageGroup`.
    package static let setStorageGroup = Method<SetStorageGroupArguments, Status>("setStorageGroup")
    /// Call `deleteStorageGroups`.
    package static let deleteStorageGroups = Method<DeleteStorageGroupsArguments, Status>("deleteStorageGroups")
    /// Call `createTimeseries`.
    package static let createTimeseries = Method<RequestArguments<CreateTimeseriesRequest>, Status>("createTimeseries")
    /// Call `createAlignedTimeseries`.
    package static let createAlignedTimeseries = Method<
        RequestArguments<CreateAlignedTimeseriesRequest>, Status
    >("createAlignedTimeseries")
    /// Call `createMultiTimeseries`.
    package static let createMultiTimeseries = Method<
        RequestArguments<CreateMultiTimeseriesRequest>, Status
    >("createMultiTimeseries")
    /// Call `deleteTimeseries`.
    package static let deleteTimeseries = Method<DeleteTimeseriesArguments, Status>("deleteTimeseries")
    /// Call `createSchemaTemplate`.
    package static let createSchemaTemplate = Method<
        RequestArguments<CreateSchemaTemplateRequest>, Status
    >("createSchemaTemplate")
    /// Call `appendSchemaTemplate`.
    package static let appendSchemaTemplate = Method<
        RequestArguments<AppendSchemaTemplateRequest>, Status
    >("appendSchemaTemplate")
    /// Call `pruneSchemaTemplate`.
    package static let pruneSchemaTemplate = Method<RequestArguments<PruneSchemaTemplateRequest>, Status>(
        "pruneSchemaTemplate"
    )
    /// Call `querySchemaTemplate`.
    package static let querySchemaTemplate = Method<
        RequestArguments<QueryTemplateRequest>, QueryTemplateResponse
    >("querySchemaTemplate")
    /// Call `setSchemaTemplate`.
    package static let setSchemaTemplate = Method<RequestArguments<SetSchemaTemplateRequest>, Status>(
        "setSchemaTemplate"
    )
    /// Call `unsetSchemaTemplate`.
    package static let unsetSchemaTemplate = Method<RequestArguments<UnsetSchemaTemplateRequest>, Status>(
        "unsetSchemaTemplate"
    )
    /// Call `dropSchemaTemplate`.
    package static let dropSchemaTemplate = Method<RequestArguments<DropSchemaTemplateRequest>, Status>(
        "dropSchemaTemplate"
    )
    /// Call `createTimeseriesUsingSchemaTemplate`.
    package static let createTimeseriesUsingSchemaTemplate = Method<
        RequestArguments<CreateTimeseriesUsingSchemaTemplateRequest>, Status
    >("createTimeseriesUsingSchemaTemplate")
}
