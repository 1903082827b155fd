/// The calls of the service, with the types of their arguments and answers.
///
/// Names are those on the wire.
package enum Methods {
    /// Call `openSession`.
    package static let openSession = Method<Single<OpenSessionRequest>, OpenSessionResponse>("openSession")
    /// Call `closeSession`.
    package static let closeSession = Method<Single<CloseSessionRequest>, Status>("closeSession")
    /// Call `requestStatementId`.
    package static let requestStatementId = Method<SessionIDArguments, Int64>("requestStatementId")
    /// Call `getProperties`.
    package static let getProperties = Method<NoArguments, ServerPropertiesResponse>("getProperties")
    /// Call `getTimeZone`.
    package static let getTimeZone = Method<SessionIDArguments, GetTimeZoneResponse>("getTimeZone")
    /// Call `setTimeZone`.
    package static let setTimeZone = Method<Single<SetTimeZoneRequest>, Status>("setTimeZone")
    /// Call `fetchAllConnectionsInfo`.
    package static let fetchAllConnectionsInfo = Method<NoArguments, ConnectionInfoResponse>("fetchAllConnectionsInfo")
    /// Call `testConnectionEmptyRPC`.
    package static let testConnectionEmptyRPC = Method<NoArguments, Status>("testConnectionEmptyRPC")
    /// Call `executeStatementV2`.
    package static let executeStatementV2 = Method<
        Single<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeStatementV2")
    /// Call `executeQueryStatementV2`.
    package static let executeQueryStatementV2 = Method<
        Single<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeQueryStatementV2")
    /// Call `executeUpdateStatementV2`.
    package static let executeUpdateStatementV2 = Method<
        Single<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeUpdateStatementV2")
    /// Call `executeBatchStatement`.
    package static let executeBatchStatement = Method<
        Single<ExecuteBatchStatementRequest>, Status
    >("executeBatchStatement")
    /// Call `fetchResultsV2`.
    package static let fetchResultsV2 = Method<Single<FetchResultsRequest>, FetchResultsResponse>("fetchResultsV2")
    /// Call `closeOperation`.
    package static let closeOperation = Method<Single<CloseOperationRequest>, Status>("closeOperation")
    /// Call `cancelOperation`.
    package static let cancelOperation = Method<Single<CancelOperationRequest>, Status>("cancelOperation")
    /// Call `prepareStatement`.
    package static let prepareStatement = Method<Single<PrepareRequest>, PrepareResponse>("prepareStatement")
    /// Call `executePreparedStatement`.
    package static let executePreparedStatement = Method<
        Single<ExecutePreparedRequest>, ExecuteStatementResponse
    >("executePreparedStatement")
    /// Call `deallocatePreparedStatement`.
    package static let deallocatePreparedStatement = Method<
        Single<DeallocatePreparedRequest>, Status
    >("deallocatePreparedStatement")
    /// Call `executeRawDataQueryV2`.
    package static let executeRawDataQueryV2 = Method<
        Single<RawDataQueryRequest>, ExecuteStatementResponse
    >("executeRawDataQueryV2")
    /// Call `executeLastDataQueryV2`.
    package static let executeLastDataQueryV2 = Method<
        Single<LastDataQueryRequest>, ExecuteStatementResponse
    >("executeLastDataQueryV2")
    /// Call `executeFastLastDataQueryForOneDeviceV2`.
    package static let executeFastLastDataQueryForOneDeviceV2 = Method<
        Single<FastLastDataQueryForOneDeviceRequest>, ExecuteStatementResponse
    >("executeFastLastDataQueryForOneDeviceV2")
    /// Call `executeFastLastDataQueryForOnePrefixPath`.
    package static let executeFastLastDataQueryForOnePrefixPath = Method<
        Single<FastLastDataQueryForOnePrefixPathRequest>, ExecuteStatementResponse
    >("executeFastLastDataQueryForOnePrefixPath")
    /// Call `executeAggregationQueryV2`.
    package static let executeAggregationQueryV2 = Method<
        Single<AggregationQueryRequest>, ExecuteStatementResponse
    >("executeAggregationQueryV2")
    /// Call `insertRecord`.
    package static let insertRecord = Method<Single<InsertRecordRequest>, Status>("insertRecord")
    /// Call `insertRecords`.
    package static let insertRecords = Method<Single<InsertRecordsRequest>, Status>("insertRecords")
    /// Call `insertRecordsOfOneDevice`.
    package static let insertRecordsOfOneDevice = Method<
        Single<InsertRecordsOfOneDeviceRequest>, Status
    >("insertRecordsOfOneDevice")
    /// Call `insertStringRecord`.
    package static let insertStringRecord = Method<Single<InsertStringRecordRequest>, Status>("insertStringRecord")
    /// Call `insertStringRecords`.
    package static let insertStringRecords = Method<Single<InsertStringRecordsRequest>, Status>("insertStringRecords")
    /// Call `insertStringRecordsOfOneDevice`.
    package static let insertStringRecordsOfOneDevice = Method<
        Single<InsertStringRecordsOfOneDeviceRequest>, Status
    >("insertStringRecordsOfOneDevice")
    /// Call `insertTablet`.
    package static let insertTablet = Method<Single<InsertTabletRequest>, Status>("insertTablet")
    /// Call `insertTablets`.
    package static let insertTablets = Method<Single<InsertTabletsRequest>, Status>("insertTablets")
    /// Call `deleteData`.
    package static let deleteData = Method<Single<DeleteDataRequest>, Status>("deleteData")
    /// Call `testInsertRecord`.
    package static let testInsertRecord = Method<Single<InsertRecordRequest>, Status>("testInsertRecord")
    /// Call `testInsertRecords`.
    package static let testInsertRecords = Method<Single<InsertRecordsRequest>, Status>("testInsertRecords")
    /// Call `testInsertRecordsOfOneDevice`.
    package static let testInsertRecordsOfOneDevice = Method<
        Single<InsertRecordsOfOneDeviceRequest>, Status
    >("testInsertRecordsOfOneDevice")
    /// Call `testInsertStringRecord`.
    package static let testInsertStringRecord = Method<
        Single<InsertStringRecordRequest>, Status
    >("testInsertStringRecord")
    /// Call `testInsertStringRecords`.
    package static let testInsertStringRecords = Method<
        Single<InsertStringRecordsRequest>, Status
    >("testInsertStringRecords")
    /// Call `testInsertTablet`.
    package static let testInsertTablet = Method<Single<InsertTabletRequest>, Status>("testInsertTablet")
    /// Call `testInsertTablets`.
    package static let testInsertTablets = Method<Single<InsertTabletsRequest>, Status>("testInsertTablets")
    /// Call `setStorageGroup`.
    package static let setStorageGroup = Method<SetStorageGroupArguments, Status>("setStorageGroup")
    /// Call `deleteStorageGroups`.
    package static let deleteStorageGroups = Method<DeleteStorageGroupsArguments, Status>("deleteStorageGroups")
    /// Call `createTimeseries`.
    package static let createTimeseries = Method<Single<CreateTimeseriesRequest>, Status>("createTimeseries")
    /// Call `createAlignedTimeseries`.
    package static let createAlignedTimeseries = Method<
        Single<CreateAlignedTimeseriesRequest>, Status
    >("createAlignedTimeseries")
    /// Call `createMultiTimeseries`.
    package static let createMultiTimeseries = Method<
        Single<CreateMultiTimeseriesRequest>, Status
    >("createMultiTimeseries")
    /// Call `deleteTimeseries`.
    package static let deleteTimeseries = Method<DeleteTimeseriesArguments, Status>("deleteTimeseries")
    /// Call `createSchemaTemplate`.
    package static let createSchemaTemplate = Method<
        Single<CreateSchemaTemplateRequest>, Status
    >("createSchemaTemplate")
    /// Call `appendSchemaTemplate`.
    package static let appendSchemaTemplate = Method<
        Single<AppendSchemaTemplateRequest>, Status
    >("appendSchemaTemplate")
    /// Call `pruneSchemaTemplate`.
    package static let pruneSchemaTemplate = Method<Single<PruneSchemaTemplateRequest>, Status>("pruneSchemaTemplate")
    /// Call `querySchemaTemplate`.
    package static let querySchemaTemplate = Method<
        Single<QueryTemplateRequest>, QueryTemplateResponse
    >("querySchemaTemplate")
    /// Call `setSchemaTemplate`.
    package static let setSchemaTemplate = Method<Single<SetSchemaTemplateRequest>, Status>("setSchemaTemplate")
    /// Call `unsetSchemaTemplate`.
    package static let unsetSchemaTemplate = Method<Single<UnsetSchemaTemplateRequest>, Status>("unsetSchemaTemplate")
    /// Call `dropSchemaTemplate`.
    package static let dropSchemaTemplate = Method<Single<DropSchemaTemplateRequest>, Status>("dropSchemaTemplate")
    /// Call `createTimeseriesUsingSchemaTemplate`.
    package static let createTimeseriesUsingSchemaTemplate = Method<
        Single<CreateTimeseriesUsingSchemaTemplateRequest>, Status
    >("createTimeseriesUsingSchemaTemplate")
    /// Call `executeStatement`.
    package static let executeStatement = Method<
        Single<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeStatement")
    /// Call `executeQueryStatement`.
    package static let executeQueryStatement = Method<
        Single<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeQueryStatement")
    /// Call `executeUpdateStatement`.
    package static let executeUpdateStatement = Method<
        Single<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeUpdateStatement")
    /// Call `executeRawDataQuery`.
    package static let executeRawDataQuery = Method<
        Single<RawDataQueryRequest>, ExecuteStatementResponse
    >("executeRawDataQuery")
    /// Call `executeLastDataQuery`.
    package static let executeLastDataQuery = Method<
        Single<LastDataQueryRequest>, ExecuteStatementResponse
    >("executeLastDataQuery")
    /// Call `executeAggregationQuery`.
    package static let executeAggregationQuery = Method<
        Single<AggregationQueryRequest>, ExecuteStatementResponse
    >("executeAggregationQuery")
    /// Call `fetchResults`.
    package static let fetchResults = Method<Single<FetchResultsRequest>, FetchResultsResponse>("fetchResults")
    /// Call `fetchMetadata`.
    package static let fetchMetadata = Method<Single<FetchMetadataRequest>, FetchMetadataResponse>("fetchMetadata")
    /// Call `getBackupConfiguration`.
    package static let getBackupConfiguration = Method<
        NoArguments, BackupConfigurationResponse
    >("getBackupConfiguration")
    /// Call `showConfigurationTemplate`.
    package static let showConfigurationTemplate = Method<
        NoArguments, ShowConfigurationTemplateResponse
    >("showConfigurationTemplate")
    /// Call `showConfiguration`.
    package static let showConfiguration = Method<
        ShowConfigurationArguments, ShowConfigurationResponse
    >("showConfiguration")

    /// Every call, for servers and tests.
    package static let all: [any AnyMethod] = [
        openSession,
        closeSession,
        requestStatementId,
        getProperties,
        getTimeZone,
        setTimeZone,
        fetchAllConnectionsInfo,
        testConnectionEmptyRPC,
        executeStatementV2,
        executeQueryStatementV2,
        executeUpdateStatementV2,
        executeBatchStatement,
        fetchResultsV2,
        closeOperation,
        cancelOperation,
        prepareStatement,
        executePreparedStatement,
        deallocatePreparedStatement,
        executeRawDataQueryV2,
        executeLastDataQueryV2,
        executeFastLastDataQueryForOneDeviceV2,
        executeFastLastDataQueryForOnePrefixPath,
        executeAggregationQueryV2,
        insertRecord,
        insertRecords,
        insertRecordsOfOneDevice,
        insertStringRecord,
        insertStringRecords,
        insertStringRecordsOfOneDevice,
        insertTablet,
        insertTablets,
        deleteData,
        testInsertRecord,
        testInsertRecords,
        testInsertRecordsOfOneDevice,
        testInsertStringRecord,
        testInsertStringRecords,
        testInsertTablet,
        testInsertTablets,
        setStorageGroup,
        deleteStorageGroups,
        createTimeseries,
        createAlignedTimeseries,
        createMultiTimeseries,
        deleteTimeseries,
        createSchemaTemplate,
        appendSchemaTemplate,
        pruneSchemaTemplate,
        querySchemaTemplate,
        setSchemaTemplate,
        unsetSchemaTemplate,
        dropSchemaTemplate,
        createTimeseriesUsingSchemaTemplate,
        executeStatement,
        executeQueryStatement,
        executeUpdateStatement,
        executeRawDataQuery,
        executeLastDataQuery,
        executeAggregationQuery,
        fetchResults,
        fetchMetadata,
        getBackupConfiguration,
        showConfigurationTemplate,
        showConfiguration,
    ]
}
