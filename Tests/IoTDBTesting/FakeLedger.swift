package import IoTDBWire

/// What a ``FakeServer`` has seen: calls, executions, sessions, queries, and what clients did wrong.
package struct FakeLedger: Sendable {
    /// All open requests, in order of arrival.
    package var openRequests: [OpenSessionRequest] = []
    /// How often each statement was run, by its text.
    package var executions: [String: Int] = [:]
    /// How often each method was called.
    package var calls: [String: Int] = [:]
    /// Sessions that are open now.
    package var sessions: Set<Int64> = []
    /// Most sessions that were open at one time.
    package var peakSessions = 0
    /// Connections that are served now.
    package var connections = 0
    /// Queries that hold memory now: neither read to the end nor closed.
    package var openQueries: Set<Int64> = []
    /// Queries opened so far.
    package var queries = 0
    /// How often each query was closed.
    package var closes: [Int64: Int] = [:]
    /// What no client may do: ids of another connection, a query closed twice, a call before the login.
    package var violations: [String] = []
    var nextID: Int64 = 1

    mutating func makeID() -> Int64 {
        defer { nextID += 1 }
        return nextID
    }
}

/// One connection's part of a ``FakeServer``.
struct FakeSession: Sendable {
    var sessionID: Int64?
    var statementIDs: Set<Int64> = []
    var queries: [Int64: FakeQuery] = [:]
    var timeZone = "UTC"

    /// Runs a request.
    mutating func run(_ request: FakeRequest, _ ledger: inout FakeLedger) -> FakeReply {
        switch request {
        case .openSession(let request): return open(request, &ledger)
        case .closeSession(let request):
            checkSession(request.sessionID, "closeSession", &ledger)
            end(&ledger)
            return .status(Status(code: 200))
        case .requestStatementID(let arguments):
            checkSession(arguments.sessionID, "requestStatementId", &ledger)
            let id = ledger.makeID()
            statementIDs.insert(id)
            return .number(id)
        case .execute(let request): return execute(request, &ledger)
        case .fetch(let request): return fetch(request, &ledger)
        case .closeOperation(let request): return close(request, &ledger)
        case .setTimeZone(let request):
            timeZone = request.timeZone
            return .status(Status(code: 200))
        case .getTimeZone:
            var response = GetTimeZoneResponse()
            response.status = Status(code: 200)
            response.timeZone = timeZone
            return .timeZone(response)
        case .getProperties:
            var response = ServerPropertiesResponse()
            response.version = "2.0.1-beta"
            response.timestampPrecision = "ms"
            return .properties(response)
        case .ping, .plain:
            return .status(Status(code: 200))
        }
    }

    /// Releases everything, as the end of a connection does.
    mutating func end(_ ledger: inout FakeLedger) {
        if let sessionID { ledger.sessions.remove(sessionID) }
        ledger.openQueries.subtract(queries.keys)
        queries = [:]
        statementIDs = []
    }

    private func checkSession(_ id: Int64, _ method: String, _ ledger: inout FakeLedger) {
        if id != sessionID { ledger.violations.append("\(method) with session id \(id), not \(sessionID ?? -1)") }
    }

    private mutating func open(_ request: OpenSessionRequest, _ ledger: inout FakeLedger) -> FakeReply {
        ledger.openRequests.append(request)
        var response = OpenSessionResponse()
        response.serverProtocolVersion = 2
        response.configuration = ["timestamp_precision": "ms"]
        guard request.password == "root" else {
            response.status = Status(code: 801, message: "Authentication failed.")
            response.sessionID = -1
            return .open(response)
        }
        let id = ledger.makeID()
        sessionID = id
        timeZone = request.zoneID
        ledger.sessions.insert(id)
        ledger.peakSessions = max(ledger.peakSessions, ledger.sessions.count)
        response.status = Status(code: 200, message: "Login successfully")
        response.sessionID = id
        return .open(response)
    }

    /// Statements: a canary query, `use NAME`, `fail CODE`; any other is counted and succeeds.
    private mutating func execute(_ request: ExecuteStatementRequest, _ ledger: inout FakeLedger) -> FakeReply {
        checkSession(request.sessionID, "execute", &ledger)
        var response = ExecuteStatementResponse()
        guard statementIDs.contains(request.statementID) else {
            ledger.violations.append("statement id \(request.statementID) of another connection")
            response.status = Status(code: 305, message: "StatementId: \(request.statementID) doesn't exist")
            return .execute(response)
        }
        ledger.executions[request.statement, default: 0] += 1
        response.status = Status(code: 200)
        let words = request.statement.split(separator: " ")
        if let query = FakeQuery(request.statement) {
            start(query, &response, &ledger)
        } else if request.statement.hasPrefix("select ") {
            response.status = Status(code: 700, message: "the fake server knows: select canary C pages P rows R")
        } else if words.count == 2, words[0] == "fail", let code = Int32(words[1]) {
            response.status = Status(code: code, message: "as asked")
        } else if words.count == 2, words[0].lowercased() == "use" {
            response.database = words[1].lowercased()
        }
        return .execute(response)
    }

    private mutating func start(
        _ query: FakeQuery,
        _ response: inout ExecuteStatementResponse,
        _ ledger: inout FakeLedger
    ) {
        var query = query
        let id = ledger.makeID()
        ledger.queries += 1
        response.queryID = id
        let hasFiller = !query.filler.isEmpty
        response.columns = hasFiller ? ["canary", "filler"] : ["canary"]
        response.dataTypeList = hasFiller ? ["INT64", "TEXT"] : ["INT64"]
        response.ignoreTimeStamp = false
        response.columnIndex2TsBlockColumnIndexList = hasFiller ? [0, 1] : [0]
        response.queryResult = query.nextPage()
        response.moreData = query.pagesLeft > 0
        response.tableModel = false
        guard query.pagesLeft > 0 else { return }
        queries[id] = query
        ledger.openQueries.insert(id)
    }

    private mutating func fetch(_ request: FetchResultsRequest, _ ledger: inout FakeLedger) -> FakeReply {
        checkSession(request.sessionID, "fetch", &ledger)
        var response = FetchResultsResponse()
        response.status = Status(code: 200)
        // A query that is gone answers 200 without rows, as the real server does.
        guard var query = queries[request.queryID] else {
            ledger.violations.append("fetch of query \(request.queryID), which is not open on this connection")
            return .fetch(response)
        }
        response.isAlign = true
        let blocks = query.nextPage()
        response.hasResultSet = !blocks.isEmpty
        response.queryResult = blocks
        response.moreData = query.pagesLeft > 0
        queries[request.queryID] = query.pagesLeft > 0 ? query : nil
        if query.pagesLeft == 0 { ledger.openQueries.remove(request.queryID) }
        return .fetch(response)
    }

    private mutating func close(_ request: CloseOperationRequest, _ ledger: inout FakeLedger) -> FakeReply {
        checkSession(request.sessionID, "closeOperation", &ledger)
        guard let statementID = request.statementID, statementIDs.contains(statementID) else {
            ledger.violations.append("closeOperation without a statement id of this connection")
            return .status(Status(code: 710, message: "statement id not set by client."))
        }
        guard let queryID = request.queryID else {
            statementIDs.remove(statementID)
            return .status(Status(code: 200))
        }
        ledger.closes[queryID, default: 0] += 1
        if ledger.closes[queryID] != 1 { ledger.violations.append("query \(queryID) closed twice") }
        ledger.openQueries.remove(queryID)
        queries[queryID] = nil
        return .status(Status(code: 200))
    }
}
