extension Session {
    /// Writes one row of one device (`insertRecord`).
    ///
    /// Nulls are left out with their names, as the official clients do: servers up to 2.0.1 refuse them. A row without a value is not sent.
    ///
    /// - Parameters:
    ///   - device: full path; nodes that need back quotes get them.
    ///   - timestamp: in the server's unit, ``TimestampPrecision``.
    ///   - measurements: names, parallel to `values`.
    ///   - values: cells of the row; nulls may be among them.
    ///   - aligned: whether the device, where the write makes it, stores its measurements aligned. Servers do not check it against a device
    ///     that exists.
    ///   - idempotent: whether the request may be sent once more when its answer was lost, although it may have been carried out: rows with the
    ///     same times replace each other. Default: false, which throws ``IoTDBError/Code/outcomeUnknown``.
    /// - Returns: hints of the server for the next write.
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` before anything is sent; ``IoTDBError/Code/serverError``, after which some of
    ///   the values may have been written (507); ``IoTDBError/Code/outcomeUnknown``.
    @discardableResult
    public func insertRecord(
        device: String,
        timestamp: Int64,
        measurements: [String],
        values: [Value],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try require(.tree, for: "insertRecord")
        let row = RecordRow(timestamp: timestamp, measurements: measurements, values: values)
        var lists = RecordLists<ArraySlice<UInt8>>()
        try lists.append(0, try TreeName.quoted(device: device), row)
        guard let device = lists.devices.first else { return [] }
        var request = InsertRecordRequest()
        request.prefixPath = device
        request.measurements = lists.measurements[0]
        request.values = lists.values[0]
        request.timestamp = timestamp
        request.isAligned = aligned
        return try await write(RPCMethod.insertRecord, request, devices: [request.prefixPath], idempotent: idempotent)
            .redirectHints()
    }

    /// Writes rows of several devices in one request (`insertRecords`); nulls as in ``insertRecord(device:timestamp:measurements:values:aligned:idempotent:)``.
    ///
    /// - Parameters:
    ///   - records: rows with their devices, in any order.
    ///   - aligned: as in ``insertRecord(device:timestamp:measurements:values:aligned:idempotent:)``.
    ///   - idempotent: as there.
    /// - Returns: hints, by the place of the record in `records`.
    /// - Throws: `IoTDBError`; after a server error the rows that fit have been written, and the status names the failed ones without their
    ///   places.
    @discardableResult
    public func insertRecords(
        _ records: [Record<Value>],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try require(.tree, for: "insertRecords")
        var lists = RecordLists<ArraySlice<UInt8>>()
        for (item, record) in records.enumerated() {
            try lists.append(item, try TreeName.quoted(device: record.device), record.row)
        }
        guard !lists.items.isEmpty else { return [] }
        var request = InsertRecordsRequest()
        request.prefixPaths = lists.devices
        request.measurementsList = lists.measurements
        request.valuesList = lists.values
        request.timestamps = lists.timestamps
        request.isAligned = aligned
        return try await write(RPCMethod.insertRecords, request, devices: lists.devices, idempotent: idempotent)
            .redirectHints(items: lists.items)
    }

    /// Writes rows of one device in one request (`insertRecordsOfOneDevice`), sorted by time, stably.
    ///
    /// - Parameters:
    ///   - device: full path; nodes that need back quotes get them.
    ///   - rows: in any order; nulls as in ``insertRecord(device:timestamp:measurements:values:aligned:idempotent:)``.
    ///   - aligned: as there.
    ///   - idempotent: as there.
    /// - Throws: as ``insertRecords(_:aligned:idempotent:)``.
    @discardableResult
    public func insertRecordsOfOneDevice(
        _ device: String,
        _ rows: [RecordRow<Value>],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try require(.tree, for: "insertRecordsOfOneDevice")
        let device = try TreeName.quoted(device: device)
        var lists = RecordLists<ArraySlice<UInt8>>()
        for item in rows.timeOrder() { try lists.append(item, device, rows[item]) }
        guard !lists.items.isEmpty else { return [] }
        var request = InsertRecordsOfOneDeviceRequest()
        request.prefixPath = device
        request.measurementsList = lists.measurements
        request.valuesList = lists.values
        request.timestamps = lists.timestamps
        request.isAligned = aligned
        return try await write(
            RPCMethod.insertRecordsOfOneDevice,
            request,
            devices: [request.prefixPath],
            idempotent: idempotent
        ).redirectHints()
    }
}
