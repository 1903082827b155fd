/// One column of an aggregation query: a function over a series.
public struct Aggregation: Sendable, Hashable {
    /// The function.
    public let function: AggregationType
    /// Path of the series; wildcards are allowed.
    public let path: String

    /// Makes a column.
    public init(_ function: AggregationType, _ path: String) {
        self.function = function
        self.path = path
    }
}

/// Windows of an aggregation query, in the server's time unit.
public struct AggregationWindow: Sendable, Hashable {
    /// Length of a window.
    public let interval: Int64
    /// From the start of a window to that of the next; nil for windows side by side.
    public let slidingStep: Int64?

    /// Makes windows.
    public init(interval: Int64, slidingStep: Int64? = nil) {
        self.interval = interval
        self.slidingStep = slidingStep
    }
}

/// How a programmatic query reads its paths and how its result comes.
public struct QueryOptions: Sendable, Hashable {
    /// Time for the query on the server, from its start to its last page; nil for the configuration's.
    public var timeout: Duration?
    /// Size of the pages; nil for the configuration's.
    public var fetchSize: FetchSize?
    /// Whether paths are only split at dots instead of being parsed, which is faster and takes any node as it is.
    ///
    /// Default: false, as in all official clients.
    public var legalPathNodes: Bool?

    /// Makes options.
    public init(timeout: Duration? = nil, fetchSize: FetchSize? = nil, legalPathNodes: Bool? = nil) {
        self.timeout = timeout
        self.fetchSize = fetchSize
        self.legalPathNodes = legalPathNodes
    }
}

extension QueryOptions {
    /// Paths as they go on the wire: in back quotes where the path syntax asks for them, unless they are not parsed.
    fileprivate func wirePaths(_ paths: [String]) throws(IoTDBError) -> [String] {
        legalPathNodes == true ? paths : try TreeName.quoted(paths: paths)
    }
}

/// What a query request takes from its session and options.
struct QueryTerms {
    let sessionID: Int64
    let statementID: Int64
    let fetchSize: Int32
    /// Milliseconds.
    let timeout: Int64
}

extension Session {
    /// Runs a query that is no statement.
    func query<Request: ThriftStruct>(
        _ method: Method<RequestArguments<Request>, ExecuteStatementResponse>,
        _ options: QueryOptions,
        _ request: (QueryTerms) -> Request
    ) async throws(IoTDBError) -> ResultSet {
        try require(.tree, for: "a programmatic query")
        let limit = options.timeout ?? configuration.queryTimeout
        let limits = QueryLimits(limit, options.fetchSize ?? configuration.fetchSize)
        let (response, opened) = try await call(method, kind: .read, timeout: limit.map { $0 + QueryLimits.grace }) {
            opened in
            RequestArguments(
                request(
                    QueryTerms(
                        sessionID: opened.sessionID,
                        statementID: opened.statementID,
                        fetchSize: limits.fetchSize.next,
                        timeout: limits.milliseconds
                    )
                )
            )
        }
        if let results = try resultSet(response, opened, "", limits) { return results }
        throw IoTDBError(
            .protocolViolation,
            "the answer to \(method.name) has no columns",
            requestState: .answered,
            phase: .decode,
            node: opened.connection.peer
        )
    }

    /// Reads the points of series in a range of time (`executeRawDataQueryV2`).
    ///
    /// - Parameters:
    ///   - paths: series; wildcards are allowed. Series that do not exist have no column.
    ///   - range: the end does not belong to it; in the server's unit, ``TimestampPrecision``. Servers refuse very wide
    ///     ranges (719) other than the widest one.
    ///   - options: time-out, page size and how paths are read.
    /// - Throws: `IoTDBError`, as ``query(_:timeout:fetchSize:)-4t0f``.
    public func rawData(
        _ paths: [String],
        in range: Range<Int64>,
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        let paths = try options.wirePaths(paths)
        return try await query(RPCMethod.executeRawDataQueryV2, options) { terms in
            var request = RawDataQueryRequest()
            request.sessionID = terms.sessionID
            request.statementID = terms.statementID
            request.fetchSize = terms.fetchSize
            request.timeout = terms.timeout
            request.paths = paths
            request.startTime = range.lowerBound
            request.endTime = range.upperBound
            request.legalPathNodes = options.legalPathNodes
            return request
        }
    }

    /// Computes functions over series (`executeAggregationQueryV2`).
    ///
    /// - Parameters:
    ///   - columns: functions and their series. 2.0.1 takes the first 22 functions.
    ///   - range: the end does not belong to it; in the server's unit. Default: all points. Windows need one.
    ///   - window: splits the range; nil gives one row.
    ///   - options: time-out, page size and how paths are read.
    /// - Throws: `IoTDBError`, as ``query(_:timeout:fetchSize:)-4t0f``; ``IoTDBError/Code/invalidArgument`` for windows
    ///   without range.
    public func aggregate(
        _ columns: [Aggregation],
        in range: Range<Int64>? = nil,
        window: AggregationWindow? = nil,
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        guard window == nil || range != nil else {
            throw IoTDBError(.invalidArgument, "windows need a range of time")
        }
        let paths = try options.wirePaths(columns.map(\.path))
        return try await query(RPCMethod.executeAggregationQueryV2, options) { terms in
            var request = AggregationQueryRequest()
            request.sessionID = terms.sessionID
            request.statementID = terms.statementID
            request.fetchSize = terms.fetchSize
            request.timeout = terms.timeout
            request.paths = paths
            request.aggregations = columns.map(\.function.rawValue)
            request.startTime = range?.lowerBound
            request.endTime = range?.upperBound
            request.interval = window?.interval
            request.slidingStep = window?.slidingStep
            request.legalPathNodes = options.legalPathNodes
            return request
        }
    }

    /// Reads the newest point of each series (`executeLastDataQueryV2`).
    ///
    /// - Parameters:
    ///   - paths: series; wildcards are allowed.
    ///   - time: older points are left out. Default: none are.
    ///   - options: time-out, page size and how paths are read.
    /// - Returns: columns `Time`, `Timeseries`, `Value` (as text) and `DataType`.
    public func lastData(
        _ paths: [String],
        since time: Int64 = .min,
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        let paths = try options.wirePaths(paths)
        return try await query(RPCMethod.executeLastDataQueryV2, options) { terms in
            var request = LastDataQueryRequest()
            request.sessionID = terms.sessionID
            request.statementID = terms.statementID
            request.fetchSize = terms.fetchSize
            request.timeout = terms.timeout
            request.paths = paths
            request.time = time
            request.legalPathNodes = options.legalPathNodes
            return request
        }
    }

    /// Reads the newest points of one device from the server's cache (`executeFastLastDataQueryForOneDeviceV2`).
    ///
    /// - Parameters:
    ///   - database: path of the database that the device belongs to.
    ///   - device: full path.
    ///   - measurements: names without path.
    ///   - options: time-out, page size and how paths are read.
    /// - Returns: columns as ``lastData(_:since:options:)``.
    public func lastData(
        database: String,
        device: String,
        measurements: [String],
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        try await query(RPCMethod.executeFastLastDataQueryForOneDeviceV2, options) { terms in
            var request = FastLastDataQueryForOneDeviceRequest()
            request.sessionID = terms.sessionID
            request.statementID = terms.statementID
            request.fetchSize = terms.fetchSize
            request.timeout = terms.timeout
            request.db = database
            request.deviceID = device
            request.sensors = measurements
            request.legalPathNodes = options.legalPathNodes
            return request
        }
    }

    /// Reads the newest points of all series under a path from the server's cache
    /// (`executeFastLastDataQueryForOnePrefixPath`, servers of June 2025 and newer).
    ///
    /// - Parameters:
    ///   - prefix: nodes of the path, for example `["root", "factory", "line1"]`; no wildcards.
    ///   - options: time-out, page size and how paths are read.
    /// - Returns: columns as ``lastData(_:since:options:)``.
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/unsupported`` from servers without the call.
    public func lastData(
        prefix: [String],
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        try await query(RPCMethod.executeFastLastDataQueryForOnePrefixPath, options) { terms in
            var request = FastLastDataQueryForOnePrefixPathRequest()
            request.sessionID = terms.sessionID
            request.statementID = terms.statementID
            request.fetchSize = terms.fetchSize
            request.timeout = terms.timeout
            request.prefixes = prefix
            return request
        }
    }
}
