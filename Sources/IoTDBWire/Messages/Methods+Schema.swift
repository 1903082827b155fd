/// Calls for databases, time series and device templates.
extension Methods {
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
}
