/// A statement that the server keeps in a session, to be run with other values each time (table model, servers of
/// February 2026 and newer).
///
/// It belongs to its session and ends with it. On a new connection of the session it is prepared again.
public struct PreparedStatement: Sendable {
    /// The session that the statement belongs to.
    public let session: Session
    /// Statement with `?` for each parameter.
    public let sql: String
    /// Name of the statement in its session.
    public let name: String
    /// Number of `?`.
    public let parameterCount: Int
    /// Whether the server binds the values; else the client writes them into the text.
    public let isBoundByServer: Bool

    /// Runs the statement.
    ///
    /// - Parameters:
    ///   - parameters: one for each `?`. The server cannot bind DATE and OBJECT; a TIMESTAMP goes as INT64.
    ///   - timeout: time for a query on the server. Default: the configuration's.
    ///   - fetchSize: size of the pages. Default: the configuration's.
    ///   - idempotent: whether a statement that writes may be sent once more when its answer was lost, although it may
    ///     have been carried out.
    /// - Returns: the result, or nil for a statement without rows.
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` for a wrong number or type of values, before
    ///   anything is sent; else as
    ///   ``Session/execute(_:timeout:fetchSize:idempotent:)-4myl9``.
    public func execute(
        _ parameters: [Value] = [],
        timeout: Duration? = nil,
        fetchSize: FetchSize? = nil,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> ResultSet? {
        guard parameters.count == parameterCount else {
            throw IoTDBError(.invalidArgument, "\(parameters.count) values for \(parameterCount) parameters")
        }
        if isBoundByServer {
            return try await session.execute(self, parameters, timeout, fetchSize, idempotent)
        }
        return try await session.execute(
            sql,
            parameters: StatementParameters(parameters.map(SQLParameter.value)),
            timeout: timeout,
            fetchSize: fetchSize,
            idempotent: idempotent
        )
    }

    /// Runs the statement with values of any kind: `try await statement.execute(binding: host, 42, nil as Double?)`.
    ///
    /// - Throws: as ``execute(_:timeout:fetchSize:idempotent:)``; ``IoTDBError/Code/invalidArgument`` for names, paths
    ///   and lists, which are no values.
    public func execute(
        binding first: any SQLParameterConvertible,
        _ others: any SQLParameterConvertible...
    ) async throws(IoTDBError) -> ResultSet? {
        var values: [Value] = []
        for parameter in [first] + others {
            switch parameter.sqlParameter {
            case .value(let value): values.append(value)
            case .timestamp(let timestamp):
                values.append(.timestamp(try timestamp.count(in: try await session.timestampPrecision)))
            case .identifier, .path, .list, .raw:
                throw IoTDBError(
                    .invalidArgument,
                    "parameter \(values.count + 1) is no value, which is all that can be bound"
                )
            }
        }
        return try await execute(values)
    }

    /// Lets the server forget the statement; later runs prepare it again.
    public func deallocate() async throws(IoTDBError) {
        if isBoundByServer { try await session.deallocate(name) }
    }
}

/// What to do where the server cannot prepare statements.
public enum PreparationFallback: Sendable, Hashable {
    /// Throw ``IoTDBError/Code/unsupported``.
    case none
    /// Write the values into the text, quoted for the dialect, each time the statement is run.
    case literals
}
