import IoTDBWire

/// The calls that ask without SQL, and those that make and delete.
extension DemoSession {
    /// executeRawDataQuery: the end of the range is left out.
    mutating func query(_ request: RawDataQueryRequest) -> ExecuteStatementResponse {
        answer(to: request.statementID, fetchSize: request.fetchSize) { (session) throws(StatementError) in
            // A real server divides time into partitions and gives up on very many.
            guard request.startTime == .min || request.endTime < 1_000_000_000_000_000 * 9 else {
                throw .unsupported("a range of time as long as this")
            }
            return try session.select(
                request.paths,
                { .path($0) },
                range: (request.startTime, request.endTime),
                windows: nil
            )
        }
    }

    /// executeLastDataQuery.
    mutating func query(_ request: LastDataQueryRequest) -> ExecuteStatementResponse {
        answer(to: request.statementID, fetchSize: request.fetchSize) { (session) throws(StatementError) in
            var select = SelectStatement(columns: [], from: [[]], isLast: true)
            for path in request.paths {
                select.columns.append(SelectColumn(expression: .path(try Store.path(path)), alias: nil))
            }
            if request.time > 0 {
                select.condition = .binary(.greaterOrEqual, .time, .literal(.int64(request.time), source: ""))
            }
            let statement = select
            return try session.engine.change { (stores) throws(StatementError) in
                try LastQuery.run(statement, on: &stores.tree.tree, isCall: true)
            }
        }
    }

    /// executeFastLastDataQueryForOneDevice.
    mutating func query(_ request: FastLastDataQueryForOneDeviceRequest) -> ExecuteStatementResponse {
        var last = LastDataQueryRequest()
        last.statementID = request.statementID
        last.fetchSize = request.fetchSize
        last.paths = request.sensors.map { "\(request.deviceID).\($0)" }
        return query(last)
    }

    /// executeAggregationQuery: the end of the range is left out.
    mutating func query(_ request: AggregationQueryRequest) -> ExecuteStatementResponse {
        answer(to: request.statementID, fetchSize: request.fetchSize) { (session) throws(StatementError) in
            guard request.paths.count == request.aggregations.count else {
                throw .unsupported("other numbers of paths and aggregations")
            }
            var kinds: [Aggregate] = []
            for number in request.aggregations {
                guard Self.aggregations.indices.contains(Int(number)), let kind = Self.aggregations[Int(number)] else {
                    throw .unsupported("the aggregation \(number)")
                }
                kinds.append(kind)
            }
            var remaining = kinds.makeIterator()
            let windows = try Self.windows(of: request)
            let range = request.startTime.flatMap { start in request.endTime.map { (start, $0) } }
            if let range, range.0 >= range.1 {
                throw StatementError(
                    code: 301,
                    message: "min:\(range.0) should not be larger than max: \(range.1 - 1)"
                )
            }
            return try session.select(
                request.paths,
                { path in
                    guard let kind = remaining.next() else { return .path(path) }
                    return .aggregate(kind, name: kind.rawValue.uppercased(), .path(path))
                },
                range: windows == nil ? range : nil,
                windows: windows
            )
        }
    }

    private static func windows(of request: AggregationQueryRequest) throws(StatementError) -> TimeWindows? {
        guard let interval = request.interval, interval > 0 else { return nil }
        guard let start = request.startTime, let end = request.endTime else {
            throw .semantic("The query time range should be specified in the GROUP BY TIME clause.")
        }
        let step = request.slidingStep ?? interval
        guard start < end, step > 0, (end - start) / step < TimeWindows.limit else {
            throw .unsupported("these windows of time")
        }
        return TimeWindows(start: start, end: end, length: interval, step: step, isRightClosed: false)
    }

    /// Numbers of `TAggregationType`.
    private static let aggregations: [Aggregate?] = [
        .count, .avg, .sum, .firstValue, .lastValue, .maxTime, .minTime, .maxValue, .minValue, .extreme, nil,
        .timeDuration, nil, nil, .stddev, .stddevPopulation, .stddevSample, .variance, .variancePopulation,
        .varianceSample,
    ]

    private func select(
        _ paths: [String],
        _ column: ([String]) -> Expression,
        range: (start: Int64, end: Int64)?,
        windows: TimeWindows?
    ) throws(StatementError) -> ResultTable {
        var select = SelectStatement(columns: [], from: [["root"]], windows: windows)
        for path in paths {
            let nodes = Array(try Store.path(path).dropFirst())
            select.columns.append(SelectColumn(expression: column(nodes), alias: nil))
        }
        if let range {
            select.condition = .binary(
                .and,
                .binary(.greaterOrEqual, .time, .literal(.int64(range.start), source: "")),
                .binary(.less, .time, .literal(.int64(range.end), source: ""))
            )
        }
        let statement = select
        return try engine.change { (stores) throws(StatementError) in try Query.run(statement, on: stores.tree.tree) }
    }

    /// A call that changes the schema or deletes points.
    func change(_ body: (inout Store) throws(StatementError) -> Void) -> Status {
        guard isLoggedIn else { return .failure(Self.notLoggedIn) }
        do throws(StatementError) {
            try engine.change { (stores) throws(StatementError) in try body(&stores.tree) }
            return .success
        } catch {
            return .failure(error)
        }
    }

    /// deleteData: both ends of the range are deleted.
    func delete(_ request: DeleteDataRequest) -> Status {
        change { (store) throws(StatementError) in
            guard request.startTime <= request.endTime else { throw StatementError(code: 605, message: "") }
            let range = TimeRange(low: request.startTime, high: request.endTime)
            var patterns: [[String]] = []
            for path in request.paths { patterns.append(try Store.path(path)) }
            _ = try store.execute(.deleteData(patterns, range))
        }
    }

    /// createTimeseries.
    func create(_ request: CreateTimeseriesRequest) -> Status {
        change { (store) throws(StatementError) in
            var definition = try Self.definition(
                request.path,
                request.dataType,
                request.encoding,
                request.compressor
            )
            definition.alias = request.measurementAlias
            definition.tags = Self.texts(request.tags)
            definition.attributes = Self.texts(request.attributes)
            try store.createTimeseries(definition)
        }
    }

    /// createMultiTimeseries: all that can be made, then the first failure.
    func create(_ request: CreateMultiTimeseriesRequest) -> Status {
        let counts = Set([request.dataTypes.count, request.encodings.count, request.compressors.count])
        guard counts == [request.paths.count] else { return .failure(.unsupported("lists of unequal length")) }
        var status = Status.success
        for (index, path) in request.paths.enumerated() {
            var single = CreateTimeseriesRequest()
            single.path = path
            single.dataType = request.dataTypes[index]
            single.encoding = request.encodings[index]
            single.compressor = request.compressors[index]
            single.measurementAlias = Self.element(request.measurementAliasList, index)
            single.tags = Self.element(request.tagsList, index)
            single.attributes = Self.element(request.attributesList, index)
            let outcome = create(single)
            if status.code == 200 { status = outcome }
        }
        return status
    }

    /// createAlignedTimeseries.
    func create(_ request: CreateAlignedTimeseriesRequest) -> Status {
        let counts = Set([request.dataTypes.count, request.encodings.count, request.compressors.count])
        guard counts == [request.measurements.count] else {
            return .failure(.unsupported("lists of unequal length"))
        }
        return change { (store) throws(StatementError) in
            let device = try Store.devicePath(request.prefixPath)
            var definitions: [SeriesDefinition] = []
            for (index, name) in request.measurements.enumerated() {
                var definition = try Self.definition(
                    "\(request.prefixPath).\(name)",
                    request.dataTypes[index],
                    request.encodings[index],
                    request.compressors[index]
                )
                definition.alias = Self.element(request.measurementAlias, index).flatMap { $0.isEmpty ? nil : $0 }
                definition.tags = Self.texts(Self.element(request.tagsList, index))
                definition.attributes = Self.texts(Self.element(request.attributesList, index))
                definitions.append(definition)
            }
            try store.createAligned(device, definitions)
        }
    }

    private static func element<Element>(_ list: [Element]?, _ index: Int) -> Element? {
        list.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }

    private static func definition(
        _ text: String,
        _ type: Int32,
        _ encoding: Int32,
        _ compressor: Int32
    ) throws(StatementError) -> SeriesDefinition {
        let path = try Store.path(text)
        guard path.allSatisfy({ !$0.contains("*") || $0.hasPrefix("`") }) else { throw Store.illegal(text) }
        guard let type = UInt8(exactly: type).flatMap(DataType.init(rawValue:)),
            ![.vector, .unknown, .object].contains(type)
        else { throw StatementError(code: 301, message: "Invalid input: \(type)") }
        guard let encoding = UInt8(exactly: encoding).flatMap(DataEncoding.init(rawValue:)),
            let compression = UInt8(exactly: compressor).flatMap(CompressionType.init(rawValue:))
        else { throw .unsupported("the encoding \(encoding) with the compressor \(compressor)") }
        return SeriesDefinition(path: path, type: type, encoding: encoding.name, compression: compression.name)
    }

    private static func texts(_ map: ThriftMap<String>?) -> [NamedText] {
        map?.entries.map { NamedText(name: $0.key, text: $0.value) } ?? []
    }
}
