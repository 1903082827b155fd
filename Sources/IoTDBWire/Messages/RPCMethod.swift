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
