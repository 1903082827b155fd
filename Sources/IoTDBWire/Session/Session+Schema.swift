extension Session {
    /// Creates a database of the tree model (`setStorageGroup`).
    ///
    /// - Parameters:
    ///   - path: for example `root.factory`.
    ///   - idempotent: whether the request may be sent once more when its answer was lost, although it may have been
    ///     carried out. The second answer then says that the database exists, and ``IoTDBError/notes`` that there was a
    ///     first. Default: false.
    /// - Throws: `IoTDBError`, with status 501 when it exists.
    public func createDatabase(_ path: String, idempotent: Bool = false) async throws(IoTDBError) {
        try require(.tree, for: "createDatabase")
        var arguments = SetStorageGroupArguments()
        arguments.storageGroup = try TreeName.quoted(path: path)
        _ = try await call(RPCMethod.setStorageGroup, arguments, kind: .other, idempotent: idempotent)
    }

    /// Creates a series (`createTimeseries`).
    ///
    /// - Parameters:
    ///   - series: full path, type, encoding, compression; tags, attributes, alias.
    ///   - idempotent: as in ``createDatabase(_:idempotent:)``.
    /// - Throws: `IoTDBError`, with status 509 for an impossible path, 507 for an encoding that the type cannot have,
    ///   503 for a series that exists.
    public func createTimeseries(_ series: TimeseriesSchema, idempotent: Bool = false) async throws(IoTDBError) {
        try require(.tree, for: "createTimeseries")
        var request = CreateTimeseriesRequest()
        request.path = try TreeName.quoted(path: series.name)
        request.dataType = Int32(series.type.rawValue)
        request.encoding = Int32(series.encoding.rawValue)
        request.compressor = Int32(series.compression.rawValue)
        if !series.properties.isEmpty { request.props = series.properties.thriftMap }
        if !series.tags.isEmpty { request.tags = series.tags.thriftMap }
        if !series.attributes.isEmpty { request.attributes = series.attributes.thriftMap }
        request.measurementAlias = series.alias
        try await write(RPCMethod.createTimeseries, request, idempotent: idempotent)
    }

    /// Creates several series in one request (`createMultiTimeseries`).
    ///
    /// - Parameters:
    ///   - series: full paths with all that belongs to them.
    ///   - idempotent: as in ``createDatabase(_:idempotent:)``.
    /// - Throws: `IoTDBError`; the status names the failed ones without their places, the others were created.
    public func createTimeseries(_ series: [TimeseriesSchema], idempotent: Bool = false) async throws(IoTDBError) {
        try require(.tree, for: "createMultiTimeseries")
        guard !series.isEmpty else { return }
        var request = CreateMultiTimeseriesRequest()
        request.paths = try TreeName.quoted(paths: series.map(\.name))
        request.dataTypes = series.map { Int32($0.type.rawValue) }
        request.encodings = series.map { Int32($0.encoding.rawValue) }
        request.compressors = series.map { Int32($0.compression.rawValue) }
        request.propsList = series.maps(\.properties)
        request.tagsList = series.maps(\.tags)
        request.attributesList = series.maps(\.attributes)
        request.measurementAliasList = try series.aliases()
        try await write(RPCMethod.createMultiTimeseries, request, idempotent: idempotent)
    }

    /// Creates the series of an aligned device (`createAlignedTimeseries`).
    ///
    /// - Parameters:
    ///   - device: full path; nodes that need back quotes get them.
    ///   - measurements: series with measurement names instead of paths.
    ///   - idempotent: as in ``createDatabase(_:idempotent:)``.
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` for a series with properties, which the call cannot
    ///   express.
    public func createAlignedTimeseries(
        device: String,
        _ measurements: [TimeseriesSchema],
        idempotent: Bool = false
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
        try await write(RPCMethod.createAlignedTimeseries, request, idempotent: idempotent)
    }
}

extension [String: String] {
    /// The map on the wire, in the order of keys so that requests are repeatable.
    fileprivate var thriftMap: ThriftMap<String> {
        ThriftMap(sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })
    }
}

extension [TimeseriesSchema] {
    /// One map for each series, or nil where all are empty.
    fileprivate func maps(_ property: KeyPath<TimeseriesSchema, [String: String]>) -> [ThriftMap<String>]? {
        allSatisfy { $0[keyPath: property].isEmpty } ? nil : map { $0[keyPath: property].thriftMap }
    }

    /// One alias for each series, or nil where there is none.
    ///
    /// - Throws: when some have one and others none, which a list of texts cannot say.
    fileprivate func aliases() throws(IoTDBError) -> [String]? {
        let aliases = compactMap(\.alias)
        guard !aliases.isEmpty else { return nil }
        guard aliases.count == count else {
            throw IoTDBError(.invalidArgument, "either all series of a request have an alias or none has")
        }
        return aliases
    }
}
