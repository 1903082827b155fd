import IoTDBTesting
import IoTDBWire

/// Makes, for each recorded call of the Go client, the call of this library that stands for it.
struct GoClient {
    /// What came back.
    enum Outcome: Sendable {
        case nothing
        case text(String)
        case rows(ReadResult)
    }

    private let cassette: LibraryCassette
    private let peer: RecordedPeer
    private var configuration = SessionConfiguration()
    private var session: Session?
    private var fetchSize = FetchSize.rows(1024)
    /// Number of fetches recorded for the present call.
    private var fetches = 0

    init(_ cassette: LibraryCassette, _ peer: RecordedPeer) {
        self.cassette = cassette
        self.peer = peer
    }

    /// Ends the session, if the recording left it open.
    func close() async { await session?.close() }

    /// Whether a call only prepares ours, and its exchanges belong to a later one.
    static func isSilent(_ call: LibraryCassette.Call) -> Bool {
        ["NewSession", "NewClusterSession", "SetFetchSize", "GetSessionId", "RequestStatementId"].contains(call.method)
    }

    /// Makes a call.
    mutating func perform(_ call: LibraryCassette.Call, fetches: Int) async throws -> Outcome {
        self.fetches = fetches
        let arguments = call.arguments
        switch call.method {
        case "NewSession", "NewClusterSession":
            try configure(arguments[0], .tree)
            return .nothing
        case "Open", "OpenCluster": return try await open()
        case "NewTableSession", "NewClusterTableSession":
            try configure(arguments[0], .table)
            return try await open()
        case "OpenSession":
            try configureRaw(arguments[1])
            return try await open()
        case "SetFetchSize":
            fetchSize = .rows(Int32(try arguments[0].number()))
            return .nothing
        case "GetSessionId", "RequestStatementId": return .nothing
        default: break
        }
        // Methods of Go's tablet send nothing; the tablet's own tests have their counterparts.
        if call.name.hasPrefix("Tablet.") { return .nothing }
        // The Go test had cancelled the context.
        if call.method == "ExecuteStatementWithContext", call.exchanges.isEmpty { return .nothing }
        guard let session else { throw UnknownArgument("a call before Open", nil) }
        if call.method == "Close" || call.method == "CloseSession" {
            await session.close()
            return .nothing
        }
        if call.name.hasPrefix("IClientRPCServiceClient") { return try await raw(call, session) }
        return try await perform(call.method, arguments, session)
    }

    private mutating func configure(_ json: JSON, _ dialect: SQLDialect) throws {
        configuration = SessionConfiguration(
            nodes: [try peer.address],
            user: try json["UserName"]?.text() ?? "",
            password: Password(try json["Password"]?.text() ?? ""),
            dialect: dialect,
            database: try json["Database"]?.text(),
            timeZone: try json["TimeZone"]?.text() ?? "Asia/Shanghai"
        )
        configuration.rpcCompression = cassette.thriftProtocol == .compact
        if let size = try json["FetchSize"]?.number() { fetchSize = .rows(Int32(size)) }
    }

    private mutating func configureRaw(_ request: JSON) throws {
        configuration = SessionConfiguration(
            nodes: [try peer.address],
            user: try request["username"]?.text() ?? "",
            password: Password(try request["password"]?.text() ?? ""),
            dialect: request["configuration"]?["sql_dialect"]?.string == "table" ? .table : .tree,
            database: request["configuration"]?["db"]?.string,
            timeZone: try request["zoneId"]?.text() ?? ""
        )
        configuration.rpcCompression = cassette.thriftProtocol == .compact
    }

    private mutating func open() async throws -> Outcome {
        session = try await Session.open(configuration)
        return .nothing
    }

    private func perform(_ method: String, _ arguments: [JSON], _ session: Session) async throws -> Outcome {
        switch method {
        case "Ping": _ = try await session.ping()
        case "GetTimeZone": return .text(try await session.serverTimeZone())
        case "SetTimeZone": try await session.setTimeZone(try arguments[0].text())
        case "ExecuteQueryStatement":
            return try await query(try arguments[0].text(), arguments[1].integer, session)
        case "ExecuteStatement", "ExecuteUpdateStatement":
            return try await statement(try arguments[0].text(), session)
        case "ExecuteStatementWithContext": return try await statement(try arguments[1].text(), session)
        case "ExecuteNonQueryStatement": return try await statement(try arguments[0].text(), session)
        case "ExecuteBatchStatement": try await session.executeBatch(try arguments[0].texts())
        case "ExecuteRawDataQuery":
            return .rows(
                await read(
                    try await session.rawData(
                        try arguments[0].texts(),
                        in: try range(arguments[1], arguments[2]),
                        options: QueryOptions(fetchSize: fetchSize)
                    )
                )
            )
        case "ExecuteAggregationQuery", "ExecuteAggregationQueryWithLegalNodes":
            return try await aggregate(arguments, session)
        case "ExecuteFastLastDataQueryForOnePrefixPath":
            let options = QueryOptions(timeout: arguments[1].integer.map { .milliseconds($0) }, fetchSize: fetchSize)
            return .rows(await read(try await session.lastData(prefix: try arguments[0].texts(), options: options)))
        case "SetStorageGroup": try await session.createDatabase(try arguments[0].text())
        case "DeleteStorageGroup": try await session.deleteDatabase(try arguments[0].text())
        case "DeleteStorageGroups": try await session.deleteDatabases(try arguments.map { try $0.text() })
        case "DeleteTimeseries": try await session.deleteTimeseries(try arguments[0].texts())
        case "DeleteData":
            let (start, end) = (try arguments[1].number(), try arguments[2].number())
            guard start <= end else { throw IoTDBError(.invalidArgument, "a ClosedRange cannot be reversed") }
            try await session.deleteData(try arguments[0].texts(), in: start...end)
        default:
            if method.hasPrefix("Create") { return try await create(method, arguments, session) }
            return try await insert(method, arguments, session)
        }
        return .nothing
    }

    private func range(_ start: JSON, _ end: JSON) throws -> Range<Int64> {
        guard !start.isNull, !end.isNull else { throw IoTDBError(.invalidArgument, "a Range has both ends") }
        let (start, end) = (try start.number(), try end.number())
        guard start <= end else { throw IoTDBError(.invalidArgument, "a Range cannot be reversed") }
        return start..<end
    }

    private func read(_ results: ResultSet) async -> ReadResult { await ReadResult(results, fetches: fetches) }

    private func query(_ sql: String, _ timeout: Int64?, _ session: Session) async throws -> Outcome {
        let limit = timeout.map { Duration.milliseconds($0) }
        return .rows(await read(try await session.query(sql, timeout: limit, fetchSize: fetchSize)))
    }

    private func statement(_ sql: String, _ session: Session) async throws -> Outcome {
        guard let results = try await session.execute(sql, fetchSize: fetchSize) else { return .nothing }
        return .rows(await read(results))
    }

    private func aggregate(_ arguments: [JSON], _ session: Session) async throws -> Outcome {
        guard try arguments[0].list().count == arguments[1].list().count else {
            throw IoTDBError(.invalidArgument, "a list of Aggregation cannot have unequal lengths")
        }
        let columns = try zip(arguments[1].list(), arguments[0].list()).map { name, path in
            guard let function = AggregationType(name: try name.text()) else {
                throw UnknownArgument("aggregation", name)
            }
            return Aggregation(function, try path.text())
        }
        let options = QueryOptions(
            timeout: arguments[5].integer.map { .milliseconds($0) },
            fetchSize: fetchSize,
            legalPathNodes: arguments.count > 6 ? arguments[6].bool : nil
        )
        return .rows(
            await read(
                try await session.aggregate(
                    columns,
                    in: arguments[2].isNull ? nil : try range(arguments[2], arguments[3]),
                    window: arguments[4].integer.map { AggregationWindow(interval: $0) },
                    options: options
                )
            )
        )
    }

    private func create(_ method: String, _ arguments: [JSON], _ session: Session) async throws -> Outcome {
        switch method {
        case "CreateTimeseries":
            var series = try series(arguments[0], arguments[1], arguments[2], arguments[3])
            series.attributes = try arguments[4].dictionary()
            series.tags = try arguments[5].dictionary()
            try await session.createTimeseries(series)
        case "CreateMultiTimeseries":
            try await session.createTimeseries(try list(arguments, from: 0))
        case "CreateAlignedTimeseries":
            var series = try list(arguments, from: 1)
            for (place, alias) in try arguments[5].texts().enumerated() { series[place].alias = alias }
            try await session.createAlignedTimeseries(device: try arguments[0].text(), series)
        default: throw UnknownArgument(method, nil)
        }
        return .nothing
    }

    private func list(_ arguments: [JSON], from first: Int) throws -> [TimeseriesSchema] {
        let lists = try arguments[first..<first + 4].map { try $0.list() }
        guard lists.allSatisfy({ $0.count == lists[0].count }) else {
            throw IoTDBError(.invalidArgument, "a list of TimeseriesSchema cannot have unequal lengths")
        }
        return try lists[0].indices.map { try series(lists[0][$0], lists[1][$0], lists[2][$0], lists[3][$0]) }
    }

    private func series(_ name: JSON, _ type: JSON, _ encoding: JSON, _ compressor: JSON) throws -> TimeseriesSchema {
        guard let encoding = DataEncoding(name: try encoding.text()),
            let compression = CompressionType(name: try compressor.text())
        else { throw IoTDBError(.invalidArgument, "no encoding or compression: \(encoding), \(compressor)") }
        return TimeseriesSchema(
            try name.text(),
            try type.dataType(),
            encoding: encoding,
            compression: compression
        )
    }

    private func insert(_ method: String, _ arguments: [JSON], _ session: Session) async throws -> Outcome {
        let aligned = method.contains("Aligned")
        switch method {
        case "Insert", "InsertTablet", "InsertAlignedTablet":
            let dialect = method == "Insert" ? SQLDialect.table : .tree
            try await session.insert(try arguments[0].tablet(dialect), aligned: aligned)
        case "InsertTablets", "InsertAlignedTablets":
            let tablets = try arguments[0].list().map { try $0.tablet(.tree) }
            try await session.insertTablets(tablets, aligned: aligned)
        case "InsertStringRecord":
            try await session.insertStringRecord(
                device: try arguments[0].text(),
                timestamp: try arguments[3].number(),
                measurements: try arguments[1].texts(),
                values: try arguments[2].texts()
            )
        case "InsertRecord", "InsertAlignedRecord":
            try await session.insertRecord(
                device: try arguments[0].text(),
                timestamp: try arguments[4].number(),
                measurements: try arguments[1].texts(),
                values: try JSON.values(arguments[2], arguments[3]),
                aligned: aligned
            )
        case "InsertRecords", "InsertAlignedRecords":
            let rows = try rows(times: arguments[4], arguments[1], arguments[2], arguments[3])
            let records = try zip(arguments[0].list(), rows).map { device, row in
                Record(
                    device: try device.text(),
                    timestamp: row.timestamp,
                    measurements: row.measurements,
                    values: row.values
                )
            }
            try await session.insertRecords(records, aligned: aligned)
        case "InsertRecordsOfOneDevice", "InsertAlignedRecordsOfOneDevice":
            let rows = try rows(times: arguments[1], arguments[2], arguments[3], arguments[4])
            try await session.insertRecordsOfOneDevice(try arguments[0].text(), rows, aligned: aligned)
        default: throw UnknownArgument(method, nil)
        }
        return .nothing
    }

    private func rows(times: JSON, _ names: JSON, _ types: JSON, _ values: JSON) throws -> [RecordRow<Value>] {
        let (times, names, types, values) = (try times.list(), try names.list(), try types.list(), try values.list())
        guard [names.count, types.count, values.count].allSatisfy({ $0 == times.count }) else {
            throw IoTDBError(.invalidArgument, "a list of RecordRow cannot have unequal lengths")
        }
        return try times.indices.map {
            RecordRow(
                timestamp: try times[$0].number(),
                measurements: try names[$0].texts(),
                values: try JSON.values(types[$0], values[$0])
            )
        }
    }
}

extension GoClient {
    /// Calls that the Go client has only in its generated layer; their arguments are the request structs.
    private func raw(_ call: LibraryCassette.Call, _ session: Session) async throws -> Outcome {
        let request = call.arguments.count > 1 ? call.arguments[1] : .null
        func text(_ name: String) throws -> String { try request[name]?.text() ?? "" }
        switch call.method {
        case "GetTimeZone": _ = try await session.serverTimeZone()
        case "DeallocatePreparedStatement": return .nothing
        case "TestConnectionEmptyRPC": _ = try await session.ping()
        case "GetProperties": return .text(try await session.serverProperties().version)
        case "ExecuteStatementV2": return try await statement(try text("statement"), session)
        case "ExecuteLastDataQueryV2":
            let results = try await session.lastData(
                try request["paths"]?.texts() ?? [],
                since: try request["time"]?.number() ?? 0,
                options: QueryOptions(legalPathNodes: request["legalPathNodes"]?.bool)
            )
            return .rows(await read(results))
        case "ExecuteFastLastDataQueryForOneDeviceV2":
            let results = try await session.lastData(
                database: try text("db"),
                device: try text("deviceId"),
                measurements: try request["sensors"]?.texts() ?? [],
                options: QueryOptions(legalPathNodes: request["legalPathNodes"]?.bool)
            )
            return .rows(await read(results))
        case "CreateMultiTimeseries": try await session.createTimeseries(try rawSeries(request))
        case "PrepareStatement": _ = try await session.prepare(try text("sql"), name: try text("statementName"))
        case "SetSchemaTemplate": try await session.setTemplate(try text("templateName"), on: try text("prefixPath"))
        case "UnsetSchemaTemplate":
            try await session.unsetTemplate(try text("templateName"), from: try text("prefixPath"))
        case "DropSchemaTemplate": try await session.dropTemplate(try text("templateName"))
        case "PruneSchemaTemplate": try await session.pruneTemplate(try text("name"), measurement: try text("path"))
        case "CreateTimeseriesUsingSchemaTemplate":
            try await session.createTimeseriesUsingTemplate(devices: try request["devicePathList"]?.texts() ?? [])
        case "CreateSchemaTemplate", "AppendSchemaTemplate": try await template(call.method, request, session)
        case "QuerySchemaTemplate":
            return try await queryTemplate(try text("name"), request, session)
        case "InsertStringRecord", "InsertStringRecords", "InsertStringRecordsOfOneDevice":
            try await strings(call.method, request, session)
        default: throw UnknownArgument(call.name, nil)
        }
        return .nothing
    }

    private func rawSeries(_ request: JSON) throws -> [TimeseriesSchema] {
        func numbers(_ name: String) throws -> [UInt8] {
            try request[name]?.list().map { UInt8(try $0.number()) } ?? []
        }
        let (types, encodings) = (try numbers("dataTypes"), try numbers("encodings"))
        let compressors = try numbers("compressors")
        return try (request["paths"]?.texts() ?? []).enumerated().map { place, path in
            var series = TimeseriesSchema(
                path,
                DataType(rawValue: types[place]) ?? .unknown,
                encoding: DataEncoding(rawValue: encodings[place]),
                compression: CompressionType(rawValue: compressors[place]) ?? .default
            )
            series.properties = try request["propsList"]?[place]?.dictionary() ?? [:]
            series.tags = try request["tagsList"]?[place]?.dictionary() ?? [:]
            series.attributes = try request["attributesList"]?[place]?.dictionary() ?? [:]
            series.alias = request["measurementAliasList"]?[place]?.string
            return series
        }
    }

    private func template(_ method: String, _ request: JSON, _ session: Session) async throws {
        if method == "CreateSchemaTemplate" {
            let bytes = try request["serializedTemplate"]?.text() ?? ""
            try await session.createTemplate(try DeviceTemplate(base64: bytes))
            return
        }
        var additions = DeviceTemplate(name: try request["name"]?.text() ?? "")
        for (place, name) in try (request["measurements"]?.texts() ?? []).enumerated() {
            try additions.add(
                name,
                DataType(rawValue: UInt8(try request["dataTypes"]?[place]?.number() ?? 0)) ?? .unknown,
                encoding: DataEncoding(rawValue: UInt8(try request["encodings"]?[place]?.number() ?? 0)),
                compression: CompressionType(rawValue: UInt8(try request["compressors"]?[place]?.number() ?? 0))
                    ?? .default
            )
        }
        try await session.appendToTemplate(additions)
    }

    private func queryTemplate(_ name: String, _ request: JSON, _ session: Session) async throws -> Outcome {
        let path = try request["measurement"]?.text() ?? ""
        switch request["queryType"]?.integer {
        case 0: return .text("\(try await session.templateMeasurementCount(name))")
        case 1: return .text("\(try await session.isMeasurement(path, ofTemplate: name))")
        case 2: return .text("\(try await session.pathExists(path, inTemplate: name))")
        case 3: return .text("\(try await session.templateMeasurements(name))")
        case 4: return .text("\(try await session.templateNames())")
        case 5: return .text("\(try await session.pathsTemplateIsSetOn(name))")
        case 6: return .text("\(try await session.pathsUsingTemplate(name))")
        default: throw UnknownArgument("query type", request)
        }
    }

    private func strings(_ method: String, _ request: JSON, _ session: Session) async throws {
        let aligned = request["isAligned"]?.bool ?? false
        if method == "InsertStringRecord" {
            try await session.insertStringRecord(
                device: try request["prefixPath"]?.text() ?? "",
                timestamp: try request["timestamp"]?.number() ?? 0,
                measurements: try request["measurements"]?.texts() ?? [],
                values: try request["values"]?.texts() ?? [],
                aligned: aligned
            )
            return
        }
        let rows = try (request["timestamps"]?.list() ?? []).enumerated().map { place, time in
            RecordRow(
                timestamp: try time.number(),
                measurements: try request["measurementsList"]?[place]?.texts() ?? [],
                values: try request["valuesList"]?[place]?.texts() ?? []
            )
        }
        if method == "InsertStringRecordsOfOneDevice" {
            let device = try request["prefixPath"]?.text() ?? ""
            try await session.insertStringRecordsOfOneDevice(device, rows, aligned: aligned)
            return
        }
        let devices = try request["prefixPaths"]?.texts() ?? []
        let records = zip(devices, rows).map {
            Record(device: $0, timestamp: $1.timestamp, measurements: $1.measurements, values: $1.values)
        }
        try await session.insertStringRecords(records, aligned: aligned)
    }
}
