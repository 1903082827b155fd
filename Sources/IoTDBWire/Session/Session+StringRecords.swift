extension Session {
    /// Writes one row of texts (`insertStringRecord`).
    ///
    /// The server converts each text to the type of its series; for a new series it chooses one: numbers DOUBLE unless
    /// configured otherwise (`NaN` too), `true` and `false` BOOLEAN, anything else TEXT.
    ///
    /// - Parameters:
    ///   - device: full path; nodes that need back quotes get them.
    ///   - timestamp: in the server's unit, ``TimestampPrecision``.
    ///   - measurements: names, parallel to `values`.
    ///   - values: one for each measurement.
    ///   - aligned: as in ``insertRecord(device:timestamp:measurements:values:aligned:idempotent:)``.
    ///   - idempotent: as there.
    /// - Returns: hints of the server for the next write.
    /// - Throws: `IoTDBError`, as ``insertRecord(device:timestamp:measurements:values:aligned:idempotent:)``.
    @discardableResult
    public func insertStringRecord(
        device: String,
        timestamp: Int64,
        measurements: [String],
        values: [String],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try require(.tree, for: "insertStringRecord")
        let row = RecordRow(timestamp: timestamp, measurements: measurements, values: values)
        try row.check()
        var request = InsertStringRecordRequest()
        request.prefixPath = try TreeName.quoted(device: device)
        request.measurements = try row.quotedMeasurements()
        request.values = values
        request.timestamp = timestamp
        request.isAligned = aligned
        return try await write(
            RPCMethod.insertStringRecord,
            request,
            devices: [request.prefixPath],
            idempotent: idempotent
        ).redirectHints()
    }

    /// Writes rows of texts of several devices (`insertStringRecords`).
    @discardableResult
    public func insertStringRecords(
        _ records: [Record<String>],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try require(.tree, for: "insertStringRecords")
        var lists = RecordLists<[String]>()
        for (item, record) in records.enumerated() {
            try lists.append(item, try TreeName.quoted(device: record.device), record.row)
        }
        return try await send(lists, RPCMethod.insertStringRecords, idempotent) { part in
            var request = InsertStringRecordsRequest()
            request.prefixPaths = part.devices
            request.measurementsList = part.measurements
            request.valuesList = part.values
            request.timestamps = part.timestamps
            request.isAligned = aligned
            return request
        }
    }

    /// Writes rows of texts of one device (`insertStringRecordsOfOneDevice`), sorted by time, stably.
    @discardableResult
    public func insertStringRecordsOfOneDevice(
        _ device: String,
        _ rows: [RecordRow<String>],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try require(.tree, for: "insertStringRecordsOfOneDevice")
        let device = try TreeName.quoted(device: device)
        var lists = RecordLists<[String]>()
        for item in rows.timeOrder() { try lists.append(item, device, rows[item]) }
        return try await send(lists, to: device, RPCMethod.insertStringRecordsOfOneDevice, idempotent) { part in
            var request = InsertStringRecordsOfOneDeviceRequest()
            request.prefixPath = device
            request.measurementsList = part.measurements
            request.valuesList = part.values
            request.timestamps = part.timestamps
            request.isAligned = aligned
            return request
        }
    }
}
