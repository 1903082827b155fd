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
