/// Schema and server, with a session borrowed for the call.
extension SessionPool {
    /// Creates a database of the tree model; see ``Session/createDatabase(_:idempotent:)``.
    public func createDatabase(_ path: String, idempotent: Bool = false) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.createDatabase(path, idempotent: idempotent)
        }
    }

    /// Deletes a database of the tree model; see ``Session/deleteDatabase(_:idempotent:)``.
    public func deleteDatabase(_ path: String, idempotent: Bool = false) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.deleteDatabase(path, idempotent: idempotent)
        }
    }

    /// Deletes databases of the tree model; see ``Session/deleteDatabases(_:idempotent:)``.
    public func deleteDatabases(_ paths: [String], idempotent: Bool = false) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.deleteDatabases(paths, idempotent: idempotent)
        }
    }

    /// Creates a series, as the call of a ``Session`` does.
    public func createTimeseries(_ series: TimeseriesSchema, idempotent: Bool = false) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.createTimeseries(series, idempotent: idempotent)
        }
    }

    /// Creates several series, as the call of a ``Session`` does.
    public func createTimeseries(_ series: [TimeseriesSchema], idempotent: Bool = false) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.createTimeseries(series, idempotent: idempotent)
        }
    }

    /// Creates the series of an aligned device; see ``Session/createAlignedTimeseries(device:_:idempotent:)``.
    public func createAlignedTimeseries(
        device: String,
        _ measurements: [TimeseriesSchema],
        idempotent: Bool = false
    ) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.createAlignedTimeseries(device: device, measurements, idempotent: idempotent)
        }
    }

    /// Deletes series with their data; see ``Session/deleteTimeseries(_:idempotent:)``.
    public func deleteTimeseries(_ paths: [String], idempotent: Bool = false) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.deleteTimeseries(paths, idempotent: idempotent)
        }
    }

    /// Deletes points of series; see ``Session/deleteData(_:in:idempotent:)``.
    public func deleteData(
        _ paths: [String],
        in range: ClosedRange<Int64> = Int64.min...Int64.max,
        idempotent: Bool = false
    ) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.deleteData(paths, in: range, idempotent: idempotent)
        }
    }

    /// The zone of sessions at the server; see ``Session/serverTimeZone()``.
    public func serverTimeZone() async throws(IoTDBError) -> String {
        try await borrowing { session throws(IoTDBError) in try await session.serverTimeZone() }
    }

    /// Version, limits and state of a node; see ``Session/serverProperties()``.
    public func serverProperties() async throws(IoTDBError) -> ServerProperties {
        try await borrowing { session throws(IoTDBError) in try await session.serverProperties() }
    }

    /// The connections that are logged in at a node; see ``Session/clientConnections()``.
    public func clientConnections() async throws(IoTDBError) -> [ClientConnection] {
        try await borrowing { session throws(IoTDBError) in try await session.clientConnections() }
    }
}
