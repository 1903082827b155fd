import CivilTime
import IoTDBWire

extension DemoSession {
    /// Answers a call by its name.
    mutating func answer(_ call: Call) throws(ThriftDecodingError) -> [UInt8] {
        switch call.header.name {
        case "openSession":
            return try call.answer(RPCMethod.openSession) { (arguments) throws(ApplicationException) in
                try open(arguments.request)
            }
        case "closeSession": return try call.answer(RPCMethod.closeSession) { _ in closed() }
        case "requestStatementId": return try call.answer(RPCMethod.requestStatementId) { _ in newStatement() }
        case "getProperties": return try call.answer(RPCMethod.getProperties) { _ in properties }
        case "getTimeZone":
            return try call.answer(RPCMethod.getTimeZone) { _ in
                var response = GetTimeZoneResponse()
                response.status.code = 200
                response.timeZone = zoneName
                return response
            }
        case "setTimeZone": return try call.answer(RPCMethod.setTimeZone) { setZone($0.request.timeZone) }
        case "testConnectionEmptyRPC": return try call.answer(RPCMethod.testConnectionEmptyRPC) { _ in .success }
        case "executeStatementV2": return try call.answer(RPCMethod.executeStatementV2) { execute($0.request) }
        case "executeQueryStatementV2":
            return try call.answer(RPCMethod.executeQueryStatementV2) { execute($0.request) }
        case "executeUpdateStatementV2":
            return try call.answer(RPCMethod.executeUpdateStatementV2) { execute($0.request) }
        case "executeBatchStatement":
            return try call.answer(RPCMethod.executeBatchStatement) { executeBatch($0.request) }
        case "fetchResultsV2": return try call.answer(RPCMethod.fetchResultsV2) { fetch($0.request) }
        case "closeOperation": return try call.answer(RPCMethod.closeOperation) { close($0.request) }
        case "cancelOperation":
            return try call.answer(RPCMethod.cancelOperation) { _ in
                .failure(StatementError(code: 704, message: "Cancellation is not implemented"))
            }
        default: return try answerDataCall(call)
        }
    }

    /// Answers the calls of the session API beside SQL.
    private mutating func answerDataCall(_ call: Call) throws(ThriftDecodingError) -> [UInt8] {
        switch call.header.name {
        case "insertRecord": return try call.answer(RPCMethod.insertRecord) { insert($0.request) }
        case "insertRecords": return try call.answer(RPCMethod.insertRecords) { insert($0.request) }
        case "insertRecordsOfOneDevice":
            return try call.answer(RPCMethod.insertRecordsOfOneDevice) { insert($0.request) }
        case "insertTablet": return try call.answer(RPCMethod.insertTablet) { insert($0.request) }
        case "insertTablets": return try call.answer(RPCMethod.insertTablets) { insert($0.request) }
        case "insertStringRecord":
            return try call.answer(RPCMethod.insertStringRecord) {
                let (request, path) = ($0.request, $0.request.prefixPath)
                return insertTexts(
                    [path],
                    [request.measurements],
                    [request.values],
                    [request.timestamp],
                    request.isAligned
                )
            }
        case "insertStringRecords":
            return try call.answer(RPCMethod.insertStringRecords) {
                let request = $0.request
                return insertTexts(
                    request.prefixPaths,
                    request.measurementsList,
                    request.valuesList,
                    request.timestamps,
                    request.isAligned
                )
            }
        case "insertStringRecordsOfOneDevice":
            return try call.answer(RPCMethod.insertStringRecordsOfOneDevice) {
                let request = $0.request
                return insertTexts(
                    request.timestamps.map { _ in request.prefixPath },
                    request.measurementsList,
                    request.valuesList,
                    request.timestamps,
                    request.isAligned
                )
            }
        case "executeRawDataQueryV2":
            return try call.answer(RPCMethod.executeRawDataQueryV2) { query($0.request) }
        case "executeLastDataQueryV2":
            return try call.answer(RPCMethod.executeLastDataQueryV2) { query($0.request) }
        case "executeFastLastDataQueryForOneDeviceV2":
            return try call.answer(RPCMethod.executeFastLastDataQueryForOneDeviceV2) { query($0.request) }
        case "executeAggregationQueryV2":
            return try call.answer(RPCMethod.executeAggregationQueryV2) { query($0.request) }
        default: return try answerSchemaCall(call)
        }
    }

    /// Answers the calls that make and delete; templates and prepared statements are left out.
    private func answerSchemaCall(_ call: Call) throws(ThriftDecodingError) -> [UInt8] {
        switch call.header.name {
        case "setStorageGroup":
            return try call.answer(RPCMethod.setStorageGroup) { arguments in
                change { (store) throws(StatementError) in
                    try store.createDatabase(try Store.path(arguments.storageGroup))
                }
            }
        case "deleteStorageGroups":
            return try call.answer(RPCMethod.deleteStorageGroups) { arguments in
                change { (store) throws(StatementError) in
                    try store.deleteDatabases(try Self.paths(arguments.storageGroups))
                }
            }
        case "createTimeseries": return try call.answer(RPCMethod.createTimeseries) { create($0.request) }
        case "createAlignedTimeseries": return try call.answer(RPCMethod.createAlignedTimeseries) { create($0.request) }
        case "createMultiTimeseries": return try call.answer(RPCMethod.createMultiTimeseries) { create($0.request) }
        case "deleteTimeseries":
            return try call.answer(RPCMethod.deleteTimeseries) { arguments in
                change { (store) throws(StatementError) in
                    try store.deleteTimeseries(try Self.paths(arguments.paths))
                }
            }
        case "deleteData": return try call.answer(RPCMethod.deleteData) { delete($0.request) }
        case "createSchemaTemplate":
            return try call.answer(RPCMethod.createSchemaTemplate) { _ in .failure(.unsupported("device templates")) }
        case "setSchemaTemplate":
            return try call.answer(RPCMethod.setSchemaTemplate) { _ in .failure(.unsupported("device templates")) }
        case "unsetSchemaTemplate":
            return try call.answer(RPCMethod.unsetSchemaTemplate) { _ in .failure(.unsupported("device templates")) }
        case "dropSchemaTemplate":
            return try call.answer(RPCMethod.dropSchemaTemplate) { _ in .failure(.unsupported("device templates")) }
        default:
            return try call.refuse(
                ApplicationException(type: 1, message: "Invalid method name: '\(call.header.name)'")
            )
        }
    }

    private static func paths(_ texts: [String]) throws(StatementError) -> [[String]] {
        var paths: [[String]] = []
        for text in texts { paths.append(try Store.path(text)) }
        return paths
    }

    private mutating func open(_ request: OpenSessionRequest) throws(ApplicationException) -> OpenSessionResponse {
        var response = OpenSessionResponse()
        response.serverProtocolVersion = 2
        response.sessionID = -1
        guard let rules = try? TimeZoneID(request.zoneID) else {
            throw ApplicationException(type: 6, message: "Internal error processing openSession")
        }
        let name = request.configuration?["sql_dialect"]?.lowercased() ?? "tree"
        response.configuration = ["timestamp_precision": precision.rawValue]
        if let error = loginError(request) {
            response.status = .failure(error)
            return response
        }
        guard let dialect = SQLDialect(rawValue: name) else {
            response.status = .failure(StatementError(code: 205, message: "Unknown sql_dialect: \(name)"))
            response.configuration = nil
            return response
        }
        (isLoggedIn, zoneName) = (true, request.zoneID)
        context = DemoContext(dialect: dialect, zone: rules, database: request.configuration?["db"]?.lowercased())
        response.sessionID = Self.makeID()
        response.status = Status(code: 200, message: "Login successfully")
        return response
    }

    private func loginError(_ request: OpenSessionRequest) -> StatementError? {
        guard request.clientProtocol >= 2 else {
            return StatementError(
                code: 201,
                message: "The version is incompatible, please upgrade to \(DemoVersion.version)"
            )
        }
        guard request.username == "root", request.password == "root" else {
            return StatementError(code: 801, message: "Authentication failed.")
        }
        return nil
    }

    private mutating func closed() -> Status {
        isLoggedIn = false
        statementIDs = []
        queries = [:]
        return .success
    }

    private mutating func newStatement() -> Int64 {
        let id = Self.makeID()
        statementIDs.insert(id)
        return id
    }

    private mutating func setZone(_ name: String) -> Status {
        guard let rules = try? TimeZoneID(name) else {
            return .failure(StatementError(code: 703, message: "TIME_ZONE: \(name) is not a time zone"))
        }
        (context.zone, zoneName) = (rules, name)
        return .success
    }

    private var properties: ServerPropertiesResponse {
        var properties = ServerPropertiesResponse()
        properties.version = DemoVersion.version
        properties.supportedTimeAggregationOperations = ["max_time", "min_time"]
        properties.timestampPrecision = precision.rawValue
        properties.maxConcurrentClientNum = 1000
        properties.thriftMaxFrameSize = Int32(FrameSocket.frameLimit)
        properties.isReadOnly = false
        properties.buildInfo = DemoVersion.build
        return properties
    }
}

extension Status {
    /// A code with a text.
    init(code: Int32, message: String?) {
        self.init()
        self.code = code
        self.message = message
    }

    /// Done.
    static var success: Status { Status(code: 200, message: "") }

    /// The error of a statement.
    static func failure(_ error: StatementError) -> Status {
        var status = Status(code: error.code, message: error.message)
        status.needRetry = false
        return status
    }
}
