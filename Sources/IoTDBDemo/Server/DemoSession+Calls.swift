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
        case "getProperties": return try call.answer(RPCMethod.getProperties) { _ in Self.properties }
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
        default:
            return try call.refuse(
                ApplicationException(type: 1, message: "Invalid method name: '\(call.header.name)'")
            )
        }
    }

    private mutating func open(_ request: OpenSessionRequest) throws(ApplicationException) -> OpenSessionResponse {
        var response = OpenSessionResponse()
        response.serverProtocolVersion = 2
        response.sessionID = -1
        guard let rules = ZoneRules(name: request.zoneID) else {
            throw ApplicationException(type: 6, message: "Internal error processing openSession")
        }
        response.status = .failure(loginError(request))
        let dialect = request.configuration?["sql_dialect"]?.lowercased() ?? "tree"
        if dialect == "tree" { response.configuration = ["timestamp_precision": "ms"] }
        guard request.clientProtocol >= 2, dialect == "tree", request.username == "root", request.password == "root"
        else { return response }
        (isLoggedIn, zone, zoneName) = (true, rules, request.zoneID)
        response.sessionID = Self.makeID()
        response.status = Status(code: 200, message: "Login successfully")
        return response
    }

    private func loginError(_ request: OpenSessionRequest) -> StatementError {
        let dialect = request.configuration?["sql_dialect"]?.lowercased() ?? "tree"
        if request.clientProtocol < 2 {
            return StatementError(
                code: 201,
                message: "The version is incompatible, please upgrade to \(DemoVersion.version)"
            )
        }
        if dialect == "table" {
            return StatementError(code: 205, message: StatementError.unsupported("the table dialect").message)
        }
        if dialect != "tree" { return StatementError(code: 205, message: "Unknown sql_dialect: \(dialect)") }
        return StatementError(code: 801, message: "Authentication failed.")
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
        guard let rules = ZoneRules(name: name) else {
            return .failure(StatementError(code: 703, message: "TIME_ZONE: \(name) is not a time zone"))
        }
        (zone, zoneName) = (rules, name)
        return .success
    }

    private static let properties: ServerPropertiesResponse = {
        var properties = ServerPropertiesResponse()
        properties.version = DemoVersion.version
        properties.supportedTimeAggregationOperations = ["max_time", "min_time"]
        properties.timestampPrecision = "ms"
        properties.maxConcurrentClientNum = 1000
        properties.thriftMaxFrameSize = Int32(FrameSocket.frameLimit)
        properties.isReadOnly = false
        properties.buildInfo = DemoVersion.build
        return properties
    }()
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
