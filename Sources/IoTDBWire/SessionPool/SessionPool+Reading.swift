/// Queries that are no statements, and statements with parameters: a result holds its session until its last page has
/// come.
extension SessionPool {
    /// Reads the points of series in a range of time; see ``Session/rawData(_:in:options:)``.
    public func rawData(
        _ paths: [String],
        in range: Range<Int64>,
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        try await borrowing { session throws(IoTDBError) in
            try await session.rawData(paths, in: range, options: options)
        }
    }

    /// Computes functions over series; see ``Session/aggregate(_:in:window:options:)``.
    public func aggregate(
        _ columns: [Aggregation],
        in range: Range<Int64>? = nil,
        window: AggregationWindow? = nil,
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        try await borrowing { session throws(IoTDBError) in
            try await session.aggregate(columns, in: range, window: window, options: options)
        }
    }

    /// Reads the newest point of each series; see ``Session/lastData(_:since:options:)``.
    public func lastData(
        _ paths: [String],
        since time: Int64 = .min,
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        try await borrowing { session throws(IoTDBError) in
            try await session.lastData(paths, since: time, options: options)
        }
    }

    /// Reads the newest points of one device; see ``Session/lastData(database:device:measurements:options:)``.
    public func lastData(
        database: String,
        device: String,
        measurements: [String],
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        try await borrowing { session throws(IoTDBError) in
            try await session.lastData(database: database, device: device, measurements: measurements, options: options)
        }
    }

    /// Reads the newest points under a path; see ``Session/lastData(prefix:options:)``.
    public func lastData(
        prefix: [String],
        options: QueryOptions = QueryOptions()
    ) async throws(IoTDBError) -> ResultSet {
        try await borrowing { session throws(IoTDBError) in
            try await session.lastData(prefix: prefix, options: options)
        }
    }

    /// Runs one statement with `?` or `:name` parameters; see ``StatementParameters``.
    public func execute(
        _ sql: String,
        parameters: StatementParameters,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> ResultSet? {
        try await borrowing { session throws(IoTDBError) in
            try await session.execute(
                sql,
                parameters: parameters,
                timeout: timeout,
                fetchSize: fetchSize,
                idempotent: idempotent
            )
        }
    }

    /// Runs a query with `?` or `:name` parameters; see ``StatementParameters``.
    public func query(
        _ sql: String,
        parameters: StatementParameters,
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil
    ) async throws(IoTDBError) -> ResultSet {
        try await borrowing { session throws(IoTDBError) in
            try await session.query(sql, parameters: parameters, timeout: timeout, fetchSize: fetchSize)
        }
    }
}
