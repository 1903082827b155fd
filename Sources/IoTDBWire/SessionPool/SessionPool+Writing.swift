/// Writing with a session borrowed for the call.
extension SessionPool {
    /// Writes a tablet; see ``Session/insert(_:aligned:idempotent:)``.
    @discardableResult
    public func insert(
        _ tablet: Tablet,
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insert(tablet, aligned: aligned, idempotent: idempotent)
        }
    }

    /// Writes tablets of several devices; see ``Session/insertTablets(_:aligned:idempotent:)``.
    @discardableResult
    public func insertTablets(
        _ tablets: [Tablet],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insertTablets(tablets, aligned: aligned, idempotent: idempotent)
        }
    }

    /// Writes one row; see ``Session/insertRecord(device:timestamp:measurements:values:aligned:idempotent:)``.
    @discardableResult
    public func insertRecord(
        device: String,
        timestamp: Int64,
        measurements: [String],
        values: [Value],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insertRecord(
                device: device,
                timestamp: timestamp,
                measurements: measurements,
                values: values,
                aligned: aligned,
                idempotent: idempotent
            )
        }
    }

    /// Writes rows of several devices; see ``Session/insertRecords(_:aligned:idempotent:)``.
    @discardableResult
    public func insertRecords(
        _ records: [Record<Value>],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insertRecords(records, aligned: aligned, idempotent: idempotent)
        }
    }

    /// Writes rows of one device; see ``Session/insertRecordsOfOneDevice(_:_:aligned:idempotent:)``.
    @discardableResult
    public func insertRecordsOfOneDevice(
        _ device: String,
        _ rows: [RecordRow<Value>],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insertRecordsOfOneDevice(device, rows, aligned: aligned, idempotent: idempotent)
        }
    }

    /// Writes one row of texts; see
    /// ``Session/insertStringRecord(device:timestamp:measurements:values:aligned:idempotent:)``.
    @discardableResult
    public func insertStringRecord(
        device: String,
        timestamp: Int64,
        measurements: [String],
        values: [String],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insertStringRecord(
                device: device,
                timestamp: timestamp,
                measurements: measurements,
                values: values,
                aligned: aligned,
                idempotent: idempotent
            )
        }
    }

    /// Writes rows of texts of several devices; see ``Session/insertStringRecords(_:aligned:idempotent:)``.
    @discardableResult
    public func insertStringRecords(
        _ records: [Record<String>],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insertStringRecords(records, aligned: aligned, idempotent: idempotent)
        }
    }

    /// Writes rows of texts of one device; see ``Session/insertStringRecordsOfOneDevice(_:_:aligned:idempotent:)``.
    @discardableResult
    public func insertStringRecordsOfOneDevice(
        _ device: String,
        _ rows: [RecordRow<String>],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try await borrowing { session throws(IoTDBError) in
            try await session.insertStringRecordsOfOneDevice(device, rows, aligned: aligned, idempotent: idempotent)
        }
    }

    /// Runs statements that are no queries in one request; see ``Session/executeBatch(_:idempotent:)``.
    public func executeBatch(_ statements: [String], idempotent: Bool = false) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.executeBatch(statements, idempotent: idempotent)
        }
    }
}
