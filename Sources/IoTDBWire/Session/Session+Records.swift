extension Session {
    /// Writes one row of one device (`insertRecord`).
    ///
    /// Nulls are left out with their names, as the official clients do: servers up to 2.0.1 refuse them. A row without
    /// a value is not sent.
    ///
    /// - Parameters:
    ///   - device: full path; nodes that need back quotes get them.
    ///   - timestamp: in the server's unit, ``TimestampPrecision``.
    ///   - measurements: names, parallel to `values`.
    ///   - values: cells of the row; nulls may be among them.
    ///   - aligned: whether the device, where the write makes it, stores its measurements aligned. A device that
    ///     exists and stores them otherwise is refused with status 609.
    ///   - idempotent: whether the request may be sent once more when its answer was lost, although it may have been
    ///     carried out: rows with the same times replace each other. Default: false, which throws
    ///     ``IoTDBError/Code/outcomeUnknown``.
    /// - Returns: hints of the server for the next write.
    /// - Throws: `IoTDBError`:
    ///   ``IoTDBError/Code/invalidArgument`` before anything is sent; ``IoTDBError/Code/serverError``, after which some
    ///   of the values may have been written (507); ``IoTDBError/Code/outcomeUnknown``.
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

    /// Writes rows of several devices (`insertRecords`), in several requests where they are larger than
    /// ``SessionConfiguration/maximumRequestSize``; nulls as in
    /// ``insertRecord(device:timestamp:measurements:values:aligned:idempotent:)``.
    ///
    /// - Parameters:
    ///   - records: rows with their devices, in any order.
    ///   - aligned: as in ``insertRecord(device:timestamp:measurements:values:aligned:idempotent:)``.
    ///   - idempotent: as there.
    /// - Returns: hints, by the place of the record in `records`.
    /// - Throws: `IoTDBError`; after a server error the rows of the request that fit have been written, and the status
    ///   names the failed ones without their places. Later requests of the same call are not sent;
    ///   ``IoTDBError/notes`` tells how many rows earlier ones wrote.
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
        return try await send(lists, RPCMethod.insertRecords, idempotent) { part in
            var request = InsertRecordsRequest()
            request.prefixPaths = part.devices
            request.measurementsList = part.measurements
            request.valuesList = part.values
            request.timestamps = part.timestamps
            request.isAligned = aligned
            return request
        }
    }

    /// Writes rows of one device (`insertRecordsOfOneDevice`), sorted by time, stably; in several requests as in
    /// ``insertRecords(_:aligned:idempotent:)``.
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
        return try await send(lists, to: device, RPCMethod.insertRecordsOfOneDevice, idempotent) { part in
            var request = InsertRecordsOfOneDeviceRequest()
            request.prefixPath = device
            request.measurementsList = part.measurements
            request.valuesList = part.values
            request.timestamps = part.timestamps
            request.isAligned = aligned
            return request
        }
    }

    /// Sends rows in as many requests as their size asks for, one after the other.
    ///
    /// - Parameter device: where all of them go; nil for rows that name their own.
    func send<Values, Request: SessionRequest>(
        _ lists: RecordLists<Values>,
        to device: String? = nil,
        _ method: Method<RequestArguments<Request>, Status>,
        _ idempotent: Bool,
        _ request: (RecordLists<Values>) -> Request
    ) async throws(IoTDBError) -> [RedirectHint] {
        guard !lists.items.isEmpty else { return [] }
        let limit = try await requestLimit(for: lists.requestSize)
        var hints: [RedirectHint] = []
        var written = 0
        for part in lists.split(maximumBytes: limit.request) {
            let devices = device.map { [$0] } ?? part.devices
            do throws(IoTDBError) {
                let status = try await write(method, request(part), devices: devices, idempotent: idempotent)
                let told = device == nil ? status.redirectHints(items: part.items) : status.redirectHints()
                // Each request about one device is told the same.
                hints += device == nil ? told : told.filter { !hints.contains($0) }
            } catch {
                throw written == 0 ? error : error.after("\(written) rows had been written before")
            }
            written += part.items.count
        }
        return hints
    }
}
