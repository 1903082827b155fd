extension Session {
    /// Deletes a database of the tree model with all its data.
    ///
    /// - Parameters:
    ///   - path: for example `root.factory`.
    ///   - idempotent: as in ``deleteTimeseries(_:idempotent:)``.
    public func deleteDatabase(_ path: String, idempotent: Bool = false) async throws(IoTDBError) {
        try await deleteDatabases([path], idempotent: idempotent)
    }

    /// Deletes databases of the tree model with all their data (`deleteStorageGroups`).
    ///
    /// - Parameters:
    ///   - paths: for example `root.factory`.
    ///   - idempotent: as in ``deleteTimeseries(_:idempotent:)``.
    public func deleteDatabases(_ paths: [String], idempotent: Bool = false) async throws(IoTDBError) {
        try require(.tree, for: "deleteDatabases")
        guard !paths.isEmpty else { return }
        var arguments = DeleteStorageGroupsArguments()
        arguments.storageGroups = try TreeName.quoted(paths: paths)
        _ = try await call(RPCMethod.deleteStorageGroups, arguments, kind: .other, idempotent: idempotent)
    }

    /// Deletes series with their data (`deleteTimeseries`).
    ///
    /// - Parameters:
    ///   - paths: full paths; wildcards are allowed.
    ///   - idempotent: whether the request may be sent once more when its answer was lost, although it may have been
    ///     carried out. The second answer may then say that there is nothing to delete, and ``IoTDBError/notes`` that
    ///     there was a first. Default: false.
    /// - Throws: `IoTDBError`, with status 508 when a path matches nothing.
    public func deleteTimeseries(_ paths: [String], idempotent: Bool = false) async throws(IoTDBError) {
        try require(.tree, for: "deleteTimeseries")
        guard !paths.isEmpty else { return }
        var arguments = DeleteTimeseriesArguments()
        arguments.paths = try TreeName.quoted(paths: paths)
        _ = try await call(RPCMethod.deleteTimeseries, arguments, kind: .other, idempotent: idempotent)
    }

    /// Deletes the points of series in a range of time (`deleteData`).
    ///
    /// - Parameters:
    ///   - paths: full paths; wildcards are allowed.
    ///   - range: both ends belong to it, in the server's unit, ``TimestampPrecision``. Default: all points.
    ///   - idempotent: whether the request may be sent once more when its answer was lost, although it may have been
    ///     carried out: what was written into the range meanwhile is deleted too. Default: false.
    public func deleteData(
        _ paths: [String],
        in range: ClosedRange<Int64> = Int64.min...Int64.max,
        idempotent: Bool = false
    ) async throws(IoTDBError) {
        try require(.tree, for: "deleteData")
        guard !paths.isEmpty else { return }
        var request = DeleteDataRequest()
        request.paths = try TreeName.quoted(paths: paths)
        request.startTime = range.lowerBound
        request.endTime = range.upperBound
        try await write(RPCMethod.deleteData, request, idempotent: idempotent)
    }
}
