extension Session {
    /// Creates a database of the tree model (`setStorageGroup`).
    ///
    /// - Parameter path: for example `root.factory`.
    /// - Throws: `IoTDBError`, with status 501 when it exists.
    public func createDatabase(_ path: String) async throws(IoTDBError) {
        try require(.tree, for: "createDatabase")
        let (status, opened) = try await call(
            Methods.setStorageGroup,
            kind: .other,
            timeout: configuration.requestTimeout
        ) { opened in
            var arguments = SetStorageGroupArguments()
            arguments.sessionID = opened.sessionID
            arguments.storageGroup = path
            return arguments
        }
        try status.check(node: opened.connection.peer, phase: .receive)
    }

    /// Deletes a database of the tree model with all its data.
    public func deleteDatabase(_ path: String) async throws(IoTDBError) { try await deleteDatabases([path]) }

    /// Deletes databases of the tree model with all their data (`deleteStorageGroups`).
    public func deleteDatabases(_ paths: [String]) async throws(IoTDBError) {
        try require(.tree, for: "deleteDatabases")
        let (status, opened) = try await call(
            Methods.deleteStorageGroups,
            kind: .other,
            timeout: configuration.requestTimeout
        ) { opened in
            var arguments = DeleteStorageGroupsArguments()
            arguments.sessionID = opened.sessionID
            arguments.storageGroups = paths
            return arguments
        }
        try status.check(node: opened.connection.peer, phase: .receive)
    }

    /// Creates a series (`createTimeseries`).
    ///
    /// - Throws: `IoTDBError`, with status 509 for an impossible path, 507 for an encoding that the type cannot have or a series that exists.
    public func createTimeseries(_ series: TimeseriesSchema) async throws(IoTDBError) {
        try require(.tree, for: "createTimeseries")
        var request = CreateTimeseriesRequest()
        request.path = series.name
        request.dataType = Int32(series.type.rawValue)
        request.encoding = Int32(series.encoding.rawValue)
        request.compressor = Int32(series.compression.rawValue)
        if !series.properties.isEmpty { request.props = series.properties.thriftMap }
        if !series.tags.isEmpty { request.tags = series.tags.thriftMap }
        if !series.attributes.isEmpty { request.attributes = series.attributes.thriftMap }
        request.measurementAlias = series.alias
        try await write(Methods.createTimeseries, request)
    }

    /// Creates several series in one request (`createMultiTimeseries`).
    ///
    /// - Throws: `IoTDBError`; the status names the failed ones without their places, the others were created.
    public func createTimeseries(_ series: [TimeseriesSchema]) async throws(IoTDBError) {
        try require(.tree, for: "createMultiTimeseries")
        guard !series.isEmpty else { return }
        var request = CreateMultiTimeseriesRequest()
        request.paths = series.map(\.name)
        request.dataTypes = series.map { Int32($0.type.rawValue) }
        request.encodings = series.map { Int32($0.encoding.rawValue) }
        request.compressors = series.map { Int32($0.compression.rawValue) }
        request.propsList = series.maps(\.properties)
        request.tagsList = series.maps(\.tags)
        request.attributesList = series.maps(\.attributes)
        request.measurementAliasList = try series.aliases()
        try await write(Methods.createMultiTimeseries, request)
    }

    /// Creates the series of an aligned device (`createAlignedTimeseries`).
    ///
    /// - Parameters:
    ///   - device: full path; nodes that need back quotes get them.
    ///   - measurements: series with measurement names instead of paths.
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` for a series with properties, which the call cannot express.
    public func createAlignedTimeseries(
        device: String,
        _ measurements: [TimeseriesSchema]
    ) async throws(IoTDBError) {
        try require(.tree, for: "createAlignedTimeseries")
        guard measurements.allSatisfy(\.properties.isEmpty) else {
            throw IoTDBError(.invalidArgument, "series of an aligned device have no properties")
        }
        var request = CreateAlignedTimeseriesRequest()
        request.prefixPath = try TreeName.quoted(device: device)
        for measurement in measurements {
            request.measurements.append(try TreeName.quoted(measurement: measurement.name))
        }
        request.dataTypes = measurements.map { Int32($0.type.rawValue) }
        request.encodings = measurements.map { Int32($0.encoding.rawValue) }
        request.compressors = measurements.map { Int32($0.compression.rawValue) }
        request.measurementAlias = try measurements.aliases()
        request.tagsList = measurements.maps(\.tags)
        request.attributesList = measurements.maps(\.attributes)
        try await write(Methods.createAlignedTimeseries, request)
    }

    /// Deletes series with their data (`deleteTimeseries`).
    ///
    /// - Parameter paths: full paths; wildcards are allowed.
    /// - Throws: `IoTDBError`, with status 508 when a path matches nothing.
    public func deleteTimeseries(_ paths: [String]) async throws(IoTDBError) {
        try require(.tree, for: "deleteTimeseries")
        let (status, opened) = try await call(
            Methods.deleteTimeseries,
            kind: .other,
            timeout: configuration.requestTimeout
        ) { opened in
            var arguments = DeleteTimeseriesArguments()
            arguments.sessionID = opened.sessionID
            arguments.paths = paths
            return arguments
        }
        try status.check(node: opened.connection.peer, phase: .receive)
    }

    /// Deletes the points of series in a range of time (`deleteData`).
    ///
    /// - Parameters:
    ///   - paths: full paths; wildcards are allowed.
    ///   - range: both ends belong to it, in the server's unit, ``TimestampPrecision``. Default: all points.
    public func deleteData(
        _ paths: [String],
        in range: ClosedRange<Int64> = Int64.min...Int64.max
    ) async throws(IoTDBError) {
        try require(.tree, for: "deleteData")
        var request = DeleteDataRequest()
        request.paths = paths
        request.startTime = range.lowerBound
        request.endTime = range.upperBound
        try await write(Methods.deleteData, request)
    }
}
