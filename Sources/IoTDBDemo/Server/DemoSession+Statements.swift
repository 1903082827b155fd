import IoTDBWire

extension DemoSession {
    /// Open queries that one connection may have.
    private static let queryLimit = 1000

    /// Runs one statement and gives the first page of its rows.
    mutating func execute(_ request: ExecuteStatementRequest) -> ExecuteStatementResponse {
        let old = context.database
        var response = answer(to: request.statementID, fetchSize: request.fetchSize) {
            (session) throws(StatementError) in
            try session.engine.execute(request.statement, &session.context)
        }
        if context.database != old { response.database = context.database }
        return response
    }

    /// Runs a query or a statement and gives the first page of its rows.
    mutating func answer(
        to statementID: Int64,
        fetchSize: Int32?,
        _ body: (inout DemoSession) throws(StatementError) -> ResultTable?
    ) -> ExecuteStatementResponse {
        var response = ExecuteStatementResponse()
        do throws(StatementError) {
            try check(statementID)
            response.status = .success
            guard let table = try body(&self) else { return response }
            describe(table, in: &response)
            let size = fetchSize.flatMap { $0 > 0 ? $0 : nil } ?? 1000
            var result = PagedResult(table)
            response.queryResult = result.page(Int(size)).map { $0[...] }
            response.moreData = result.hasMore
            let id = Self.makeID()
            response.queryID = id
            if result.hasMore { queries[id] = result }
        } catch {
            response = ExecuteStatementResponse()
            response.status = .failure(error)
        }
        return response
    }

    /// Runs statements one after the other; a statement that cannot be run makes the answer a list of outcomes.
    mutating func executeBatch(_ request: ExecuteBatchStatementRequest) -> Status {
        guard isLoggedIn else { return .failure(Self.notLoggedIn) }
        var statuses: [Status] = []
        for statement in request.statements {
            do throws(StatementError) {
                _ = try engine.execute(statement, &context)
                statuses.append(.success)
            } catch {
                statuses.append(.failure(error))
            }
        }
        guard statuses.contains(where: { $0.code == 700 || $0.code == 701 }) else {
            return Status(code: 200, message: "Execute batch statements successfully")
        }
        var status = Status(code: 302, message: nil)
        status.subStatuses = StatusList(statuses)
        return status
    }

    /// Gives the next page of a query.
    mutating func fetch(_ request: FetchResultsRequest) -> FetchResultsResponse {
        var response = FetchResultsResponse()
        guard isLoggedIn else {
            response.status = .failure(Self.notLoggedIn)
            return response
        }
        response.status = .success
        response.moreData = false
        guard var result = queries.removeValue(forKey: request.queryID) else { return response }
        response.queryResult = result.page(Int(request.fetchSize)).map { $0[...] }
        response.hasResultSet = true
        response.isAlign = true
        response.moreData = result.hasMore
        if result.hasMore { queries[request.queryID] = result }
        return response
    }

    /// Releases a query, or a statement with all its queries.
    mutating func close(_ request: CloseOperationRequest) -> Status {
        guard isLoggedIn else { return .failure(Self.notLoggedIn) }
        guard let statementID = request.statementID else {
            return .failure(StatementError(code: 710, message: "statement id not set by client."))
        }
        if let queryID = request.queryID {
            queries[queryID] = nil
        } else {
            statementIDs.remove(statementID)
        }
        return .success
    }

    private func check(_ statementID: Int64) throws(StatementError) {
        guard isLoggedIn else { throw Self.notLoggedIn }
        guard statementIDs.contains(statementID) else {
            throw StatementError(code: 305, message: "StatementId: \(statementID) doesn't exist in this session")
        }
        guard queries.count < Self.queryLimit else { throw .unsupported("more than \(Self.queryLimit) open queries") }
    }

    private func describe(_ table: ResultTable, in response: inout ExecuteStatementResponse) {
        response.columns = table.columns.map(\.name)
        response.dataTypeList = table.columns.map(\.type.name)
        response.ignoreTimeStamp = table.times == nil
        response.columnIndex2TsBlockColumnIndexList = table.columns.indices.map { Int32($0) }
        response.sgColumns = []
        response.aliasColumns = []
        response.tableModel = context.dialect == .table
    }

    /// What every call answers before a login.
    static let notLoggedIn = StatementError(
        code: 802,
        message: "Log in failed. Either you are not authorized or the session has timed out."
    )
}

/// A result that is handed out page by page.
struct PagedResult {
    private let table: ResultTable
    private var position = 0

    /// Rows that one block may have.
    private static let blockLimit = 1000

    /// A result of which nothing was handed out.
    init(_ table: ResultTable) { self.table = table }

    /// Whether rows are left.
    var hasMore: Bool { position < table.rowCount }

    /// The next blocks, until they hold so many rows; at least one block when rows are left.
    mutating func page(_ size: Int) -> [[UInt8]] {
        var blocks: [[UInt8]] = []
        var rows = 0
        while hasMore, rows < max(1, size) {
            let count = min(Self.blockLimit, table.rowCount - position, size > 0 ? size - rows : Self.blockLimit)
            blocks.append(TsBlockEncoder.block(table, rows: position..<(position + count)))
            position += count
            rows += count
        }
        return blocks
    }
}
