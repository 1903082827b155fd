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
