import IoTDBWire

/// The calls that write rows.
extension DemoSession {
    /// insertRecord.
    func insert(_ request: InsertRecordRequest) -> Status {
        if request.isWriteToTable == true {
            return .failure(.unsupported("insertRecord into a table"))
        }
        return write { (session) throws(StatementError) in
            try session.records(
                [request.prefixPath],
                [request.measurements],
                [request.values],
                [request.timestamp],
                request.isAligned
            )
        }
    }

    /// insertRecords.
    func insert(_ request: InsertRecordsRequest) -> Status {
        write { (session) throws(StatementError) in
            try session.records(
                request.prefixPaths,
                request.measurementsList,
                request.valuesList,
                request.timestamps,
                request.isAligned
            )
        }
    }

    /// insertRecordsOfOneDevice.
    func insert(_ request: InsertRecordsOfOneDeviceRequest) -> Status {
        write { (session) throws(StatementError) in
            try session.records(
                request.timestamps.map { _ in request.prefixPath },
                request.measurementsList,
                request.valuesList,
                request.timestamps,
                request.isAligned
            )
        }
    }

    /// insertTablet, into a device or a table.
    func insert(_ request: InsertTabletRequest) -> Status {
        write { (session) throws(StatementError) in
            guard request.isCompressed != true else { throw .unsupported("compressed tablets") }
            let types = try Self.types(request.types)
            guard request.writeToTable == true else {
                return [
                    try Self.tablet(
                        request.prefixPath,
                        request.measurements,
                        types,
                        (request.timestamps, request.values),
                        request.size,
                        request.isAligned
                    )
                ]
            }
            try session.write(toTable: request, types)
            return []
        }
    }

    /// insertTablets.
    func insert(_ request: InsertTabletsRequest) -> Status {
        write { (_) throws(StatementError) in
            let counts = Set([
                request.measurementsList.count, request.valuesList.count, request.timestampsList.count,
                request.typesList.count, request.sizeList.count,
            ])
            guard counts == [request.prefixPaths.count] else { throw Self.unequal }
            var all: [TypedRows] = []
            for index in request.prefixPaths.indices {
                all.append(
                    try Self.tablet(
                        request.prefixPaths[index],
                        request.measurementsList[index],
                        try Self.types(request.typesList[index]),
                        (request.timestampsList[index], request.valuesList[index]),
                        request.sizeList[index],
                        request.isAligned
                    )
                )
            }
            return all
        }
    }

    /// insertStringRecord and its kin: the server chooses the types.
    func insertTexts(
        _ devices: [String],
        _ measurements: [[String]],
        _ values: [[String]],
        _ times: [Int64],
        _ isAligned: Bool?
    ) -> Status {
        write { (session) throws(StatementError) in
            guard Set([measurements.count, values.count, times.count]) == [devices.count] else { throw Self.unequal }
            for index in devices.indices {
                guard measurements[index].count == values[index].count else { throw Self.unequal }
                let statement = InsertStatement(
                    device: try Store.devicePath(devices[index]),
                    measurements: measurements[index],
                    isAligned: isAligned ?? false,
                    times: [times[index]],
                    rows: [values[index].map(InsertLiteral.init(inferredFrom:))]
                )
                try session.engine.change { (stores) throws(StatementError) in try stores.tree.insert(statement) }
            }
            return []
        }
    }

    /// Stores what a body reads from a request; all of it, then the first failure is told.
    private func write(_ body: (DemoSession) throws(StatementError) -> [TypedRows]) -> Status {
        guard isLoggedIn else { return .failure(Self.notLoggedIn) }
        var failure: StatementError?
        do throws(StatementError) {
            let all = try body(self)
            // A device that is no path refuses the whole request.
            for rows in all { _ = try Store.devicePath(rows.device) }
            for rows in all {
                do throws(StatementError) {
                    try engine.change { (stores) throws(StatementError) in try stores.tree.write(rows) }
                } catch {
                    failure = failure ?? error
                }
            }
        } catch {
            failure = error
        }
        return failure.map { .failure($0) } ?? .success
    }

    private func records(
        _ devices: [String],
        _ measurements: [[String]],
        _ values: [ArraySlice<UInt8>],
        _ times: [Int64],
        _ isAligned: Bool?
    ) throws(StatementError) -> [TypedRows] {
        guard Set([measurements.count, values.count, times.count]) == [devices.count] else { throw Self.unequal }
        var all: [TypedRows] = []
        for index in devices.indices {
            let cells: [Value]
            do {
                cells = try RecordValues.decode(values[index], count: measurements[index].count)
            } catch {
                throw .unsupported("values that do not fit their measurements")
            }
            guard cells.allSatisfy({ $0 != .null && $0.type != .object }) else {
                throw .unsupported("nulls in a record")
            }
            all.append(
                TypedRows(
                    device: devices[index],
                    isAligned: isAligned ?? false,
                    times: [times[index]],
                    columns: zip(measurements[index], cells).map {
                        TypedRows.Column(name: $0, type: $1.type ?? .unknown, cells: [$1])
                    }
                )
            )
        }
        return all
    }

    private func write(toTable request: InsertTabletRequest, _ types: [DataType]) throws(StatementError) {
        let numbers = request.columnCategories ?? []
        let categories = numbers.compactMap { UInt8(exactly: $0).flatMap(ColumnSchema.Category.init(rawValue:)) }
        guard categories.count == types.count, categories.count == request.measurements.count else {
            throw Self.unequal
        }
        let columns = zip(zip(request.measurements, types), categories).map { ColumnSchema($0.0, $0.1, category: $1) }
        let tablet = try Self.decoded((request.timestamps, request.values), types, request.size)
        let rows = TableRows(
            table: request.prefixPath,
            columns: columns,
            times: tablet.times,
            cells: tablet.columns
        )
        try engine.change { (stores) throws(StatementError) in try stores.tables.write(rows, context) }
    }

    private static func tablet(
        _ device: String,
        _ measurements: [String],
        _ types: [DataType],
        _ buffers: (times: ArraySlice<UInt8>, values: ArraySlice<UInt8>),
        _ size: Int32,
        _ isAligned: Bool?
    ) throws(StatementError) -> TypedRows {
        guard measurements.count == types.count else { throw unequal }
        let tablet = try decoded(buffers, types, size)
        return TypedRows(
            device: device,
            isAligned: isAligned ?? false,
            times: tablet.times,
            columns: tablet.columns.enumerated().map { index, cells in
                TypedRows.Column(name: measurements[index], type: types[index], cells: cells)
            }
        )
    }

    private static func decoded(
        _ buffers: (times: ArraySlice<UInt8>, values: ArraySlice<UInt8>),
        _ types: [DataType],
        _ size: Int32
    ) throws(StatementError) -> TabletBuffers {
        guard let tablet = TabletBuffers(times: buffers.times, values: buffers.values, types, rows: Int(size)) else {
            throw .unsupported("a tablet whose buffers do not fit")
        }
        return tablet
    }

    private static func types(_ numbers: [Int32]) throws(StatementError) -> [DataType] {
        var types: [DataType] = []
        for number in numbers {
            guard let type = UInt8(exactly: number).flatMap(DataType.init(rawValue:)),
                ![.vector, .unknown, .object].contains(type)
            else { throw StatementError(code: 301, message: "Invalid input: \(number)") }
            types.append(type)
        }
        return types
    }

    private static let unequal = StatementError.unsupported("lists of unequal length")
}

extension InsertLiteral {
    /// A text of insertStringRecord: a boolean or a number where it reads as one.
    init(inferredFrom text: String) {
        let lowered = text.lowercased()
        let kind: SQLToken.Kind =
            if lowered == "true" || lowered == "false" || text == "NaN" {
                .word
            } else if Int64(text) != nil {
                .integer
            } else if let number = Double(text), number.isFinite {
                .decimal
            } else {
                .string
            }
        self.init(kind: kind, text: kind == .word ? text.uppercased() : text, source: text)
    }
}
