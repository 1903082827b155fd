package import IoTDBWire

/// Calls of older clients, and of tools: the library sends none of them; what a client must be able to read is tested
/// with them.
extension RPCMethod {
    /// Call `executeStatement`.
    package static let executeStatement = Method<
        RequestArguments<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeStatement")
    /// Call `executeQueryStatement`.
    package static let executeQueryStatement = Method<
        RequestArguments<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeQueryStatement")
    /// Call `executeUpdateStatement`.
    package static let executeUpdateStatement = Method<
        RequestArguments<ExecuteStatementRequest>, ExecuteStatementResponse
    >("executeUpdateStatement")
    /// Call `executeRawDataQuery`.
    package static let executeRawDataQuery = Method<
        RequestArguments<RawDataQueryRequest>, ExecuteStatementResponse
    >("executeRawDataQuery")
    /// Call `executeLastDataQuery`.
    package static let executeLastDataQuery = Method<
        RequestArguments<LastDataQueryRequest>, ExecuteStatementResponse
    >("executeLastDataQuery")
    /// Call `executeAggregationQuery`.
    package static let executeAggregationQuery = Method<
        RequestArguments<AggregationQueryRequest>, ExecuteStatementResponse
    >("executeAggregationQuery")
    /// Call `fetchResults`.
    package static let fetchResults = Method<RequestArguments<FetchResultsRequest>, FetchResultsResponse>(
        "fetchResults"
    )
    /// Call `fetchMetadata`.
    package static let fetchMetadata = Method<RequestArguments<FetchMetadataRequest>, FetchMetadataResponse>(
        "fetchMetadata"
    )
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
    /// Call `testInsertRecord`.
    package static let testInsertRecord = Method<RequestArguments<InsertRecordRequest>, Status>("testInsertRecord")
    /// Call `testInsertRecords`.
    package static let testInsertRecords = Method<RequestArguments<InsertRecordsRequest>, Status>("testInsertRecords")
    /// Call `testInsertRecordsOfOneDevice`.
    package static let testInsertRecordsOfOneDevice = Method<
        RequestArguments<InsertRecordsOfOneDeviceRequest>, Status
    >("testInsertRecordsOfOneDevice")
    /// Call `testInsertStringRecord`.
    package static let testInsertStringRecord = Method<
        RequestArguments<InsertStringRecordRequest>, Status
    >("testInsertStringRecord")
    /// Call `testInsertStringRecords`.
    package static let testInsertStringRecords = Method<
        RequestArguments<InsertStringRecordsRequest>, Status
    >("testInsertStringRecords")
    /// Call `testInsertTablet`.
    package static let testInsertTablet = Method<RequestArguments<InsertTabletRequest>, Status>("testInsertTablet")
    /// Call `testInsertTablets`.
    package static let testInsertTablets = Method<RequestArguments<InsertTabletsRequest>, Status>("testInsertTablets")

    /// Every call, of ours and of others.
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

/// Arguments of showConfiguration.
package struct ShowConfigurationArguments: ThriftStruct, Equatable {
    /// Id of the node.
    package var nodeID: Int32 = 0

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "nodeId", &nodeID)
    }
}
