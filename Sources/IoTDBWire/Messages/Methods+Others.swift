/// Calls of older clients, and of tools: the library sends none of them, servers of tests answer them.
extension Methods {
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
}
