/// The connections of one session and the calls on them: its own, and those to nodes that servers have advised.
///
/// Blocks the session's thread while it waits for a server; the session's wake pipe ends that. What is lost is opened
/// again, and a request is sent again only as the retry matrix says.
struct SessionConnections {
    private var connector: NodeConnector
    private var own: OpenedConnection?
    private var advised = RedirectConnections()
    /// Queries that hold memory on the server now.
    private var queries: Set<Int64> = []
    /// Why nothing more can be done; nil while it can.
    private var end: End?

    /// How a session ends.
    private enum End: String {
        case closed = "the session is closed"
        case handedOver = "the session went back to its pool: calls and results end with the loan"
    }

    /// No connection yet.
    init(_ connector: NodeConnector) { self.connector = connector }

    /// The connection that can be used; nil while there is none.
    var current: OpenedConnection? { own?.connection.isUsable == true ? own : nil }

    private var nodes: NodeDirectory { connector.nodes }

    private var wake: WakePipe { connector.wake }

    private func tell(_ event: @autoclosure () -> SessionEvent) { connector.events?(event()) }

    /// The session's own connection, after opening a new one where there is none or the peer has closed it.
    mutating func connected(
        _ state: SessionState,
        by deadline: Deadline = .never
    ) throws(IoTDBError) -> OpenedConnection {
        if let end { throw IoTDBError(.sessionClosed, end.rawValue, requestState: .notSent, phase: .send) }
        if let own, !own.connection.isStale() { return own }
        if let lost = own {
            lost.connection.close()
            own = nil
            tell(.connectionLost(node: lost.node.description, reason: "the server closed the idle connection"))
        }
        let fresh = try connector.openAnyNode(state, by: deadline)
        own = fresh
        // The queries of the lost connection ended with it.
        queries.removeAll()
        return fresh
    }

    /// Makes one call, as often as the retry matrix allows, which is once or twice.
    ///
    /// Knows no types of requests and answers: two closures do, so that this code is made once.
    ///
    /// - Parameters:
    ///   - target: a better node for this request, tried first and once.
    ///   - encode: makes the request's frame; called for each attempt.
    ///   - decode: reads the answer and says what status is in it.
    mutating func call(
        _ method: String,
        _ first: RequestAttempts,
        _ state: SessionState,
        target: NodeAddress?,
        by limits: RequestDeadlines,
        encode: (OpenedConnection) -> Void,
        decode: (OpenedConnection, ArraySlice<UInt8>) throws(IoTDBError) -> Status?
    ) throws(IoTDBError) -> OpenedConnection {
        var attempts = first
        while true {
            do throws(IoTDBError) {
                var opened = try connection(to: attempts.number == 1 ? target : nil, state, by: limits.sending)
                if try send(method, opened, limits, &attempts, encode, decode) {
                    opened.firstAttemptError = attempts.firstAttemptError
                    return opened
                }
            } catch {
                throw attempts.reported(error)
            }
        }
    }

    /// The better node's connection where there is one and it can be reached, else the session's.
    private mutating func connection(
        to target: NodeAddress?,
        _ state: SessionState,
        by deadline: Deadline
    ) throws(IoTDBError) -> OpenedConnection {
        if let target, end == nil,
            let better = try advised.connection(to: target, besides: own?.node, state, &connector, by: deadline)
        {
            return better
        }
        return try connected(state, by: deadline)
    }

    /// Sends once; false when the request has to be sent again.
    private mutating func send(
        _ method: String,
        _ opened: OpenedConnection,
        _ limits: RequestDeadlines,
        _ attempts: inout RequestAttempts,
        _ encode: (OpenedConnection) -> Void,
        _ decode: (OpenedConnection, ArraySlice<UInt8>) throws(IoTDBError) -> Status?
    ) throws(IoTDBError) -> Bool {
        let status: Status?
        let report = connector.events.map { _ in (Timestamp.now, ContinuousClock.now) }
        do throws(IoTDBError) {
            let answer = try opened.connection.exchange(deadline: limits.answer, sendDeadline: limits.sending) {
                encode(opened)
            }
            status = try decode(opened, answer)
            if let report { tell(.requestEnded(Self.report(method, opened, report, Self.outcome(status)))) }
        } catch {
            if let report { tell(.requestEnded(Self.report(method, opened, report, .failed(error.code)))) }
            guard let failure = RequestFailure(error, isUsable: opened.connection.isUsable) else {
                noteLoss(opened, error)
                throw error
            }
            guard settle(failure, error, opened, &attempts) else { throw error }
            return false
        }
        guard let status, !status.isSuccess else { return true }
        return !settle(status, opened, &attempts)
    }

    private static func report(
        _ method: String,
        _ opened: OpenedConnection,
        _ began: (Timestamp, ContinuousClock.Instant),
        _ outcome: RequestReport.Outcome
    ) -> RequestReport {
        RequestReport(
            method: method,
            node: opened.node.description,
            start: began.0,
            duration: ContinuousClock.now - began.1,
            bytesSent: opened.connection.outgoing.count,
            outcome: outcome
        )
    }

    private static func outcome(_ status: Status?) -> RequestReport.Outcome {
        guard let status, !status.isSuccess else { return .success }
        return .refused(status.statusCode)
    }

    /// Does what the retry matrix says about an error status, and answers whether the request is to be sent again.
    private mutating func settle(
        _ status: Status,
        _ opened: OpenedConnection,
        _ attempts: inout RequestAttempts
    ) -> Bool {
        let error = status.error(.serverError, node: opened.connection.peer, phase: .receive)
        return settle(RequestFailure(status, on: opened.connection, wake), error, opened, &attempts)
    }

    /// Does what the retry matrix says about a failure, and answers whether the request is to be sent again.
    private mutating func settle(
        _ failure: RequestFailure,
        _ error: IoTDBError,
        _ opened: OpenedConnection,
        _ attempts: inout RequestAttempts
    ) -> Bool {
        let decision = attempts.policy.decide(failure, of: attempts.kind, attempt: attempts.number)
        if decision.closesConnection { opened.connection.close() }
        if decision.marksNodeDown { nodes.lost(opened.node, error) }
        noteLoss(opened, error)
        guard decision.step != .fail else { return false }
        attempts.repeated(after: error)
        tell(.requestRepeated(node: opened.node.description, reason: error.message))
        return true
    }

    /// Forgets a connection that cannot be used any more.
    private mutating func noteLoss(_ opened: OpenedConnection, _ error: IoTDBError) {
        guard !opened.connection.isUsable else { return }
        if own?.generation == opened.generation {
            own = nil
        } else if !advised.remove(opened) {
            return
        }
        tell(.connectionLost(node: opened.node.description, reason: error.message))
    }
}

/// Queries.
extension SessionConnections {
    /// A query holds memory on the server from now on.
    mutating func queryOpened(_ id: Int64) { queries.insert(id) }

    /// Fetches the next page of a query into a used page.
    mutating func fetchPage(_ cursor: QueryCursor, into spare: consuming Page) throws(IoTDBError) -> FetchedPage {
        if let end { throw cursor.incomplete(end.rawValue, node: nil, code: .sessionClosed) }
        guard let own, own.generation == cursor.generation, own.connection.isUsable else {
            throw cursor.incomplete("the connection of the query is gone", node: nil)
        }
        var page = spare
        own.connection.reuse(page.takeFrame())
        var asking = cursor
        asking.limits.time.asked(at: .now)
        let response = try requestPage(asking, own)
        if response.moreData != true, let queryID = cursor.queryID { queries.remove(queryID) }
        guard response.isAlign, let blocks = response.queryResult else {
            let limit = cursor.limits.time.limit.map { "; its time limit is \($0)" } ?? ""
            let reason = "the server has lost the query (killed, timed out or closed)\(limit)"
            throw cursor.incomplete(reason, node: own.connection.peer)
        }
        var next = asking
        next.limits.time.answered(at: .now)
        do throws(IoTDBError) {
            page = try own.decodePage(page, blocks, cursor)
        } catch {
            if response.moreData == true { closeQuery(cursor) }
            throw error
        }
        next.pageReceived(page, bytes: blocks.reduce(0) { $0 + $1.count })
        return FetchedPage(page: page, hasMore: response.moreData ?? false, cursor: next)
    }

    private mutating func requestPage(
        _ cursor: QueryCursor,
        _ opened: OpenedConnection
    ) throws(IoTDBError) -> FetchResultsResponse {
        let response: FetchResultsResponse
        do throws(IoTDBError) {
            response = try opened.fetch(cursor)
        } catch {
            noteLoss(opened, error)
            // Over before it was asked: the connection goes on, and the query is not left to it.
            if error.code == .timedOut { closeQuery(cursor) }
            if error.code == .cancelled { throw error }
            let expiry = cursor.limits.time.expiry(at: .now).map { "; \($0)" } ?? ""
            throw cursor.incomplete(error.message + expiry, node: error.node)
        }
        if !response.status.isSuccess {
            // Never fetched again; the node may be stopping.
            var attempts = RequestAttempts(.read, .never)
            _ = settle(response.status, opened, &attempts)
            let status = response.status.asServerStatus
            throw cursor.incomplete(status.text, node: opened.connection.peer, status)
        }
        return response
    }

    /// Closes a query on the server, if its connection is still there.
    mutating func closeQuery(_ cursor: QueryCursor) {
        guard let queryID = cursor.queryID, let own, own.generation == cursor.generation else { return }
        closeQuery(queryID, own)
    }

    /// Closes a query on the server by its id.
    mutating func closeQuery(_ queryID: Int64, _ opened: OpenedConnection) {
        queries.remove(queryID)
        guard opened.connection.isUsable else { return }
        wake.drain()
        do throws(IoTDBError) {
            try opened.close(query: queryID)
        } catch {
            tell(.closeFailed(node: opened.node.description, reason: error.message))
        }
    }
}

/// The ends of a session.
extension SessionConnections {
    /// Whether the idle connection can be handed out.
    ///
    /// - Parameter timeout: time for the answer to a ping; nil only looks at the connection.
    func isHealthy(pingTimeout timeout: Duration?) -> Bool {
        guard end == nil, let own, !own.connection.isStale() else { return false }
        guard let timeout else { return true }
        wake.drain()
        return own.answersPing(by: .after(timeout))
    }

    /// Closes the queries that are left open; false when the session's own connection cannot be used any more.
    mutating func endQueries() -> Bool {
        guard end == nil, let own else { return false }
        for queryID in queries { closeQuery(queryID, own) }
        return !own.connection.isStale()
    }

    /// Hands the connections over to a successor; nil when there is none.
    mutating func handOver() -> SessionConnections? {
        guard end == nil, own != nil else { return nil }
        let successor = self
        own = nil
        advised = RedirectConnections()
        end = .handedOver
        return successor
    }

    /// Closes the sessions on the servers, as far as that goes within a moment, and the sockets.
    mutating func close() {
        guard end == nil else { return }
        end = .closed
        wake.drain()
        let deadline = Deadline.after(Connection.courtesyLimit)
        for connection in advised.removeAll() { connection.closeSession(by: deadline) }
        own?.closeSession(by: deadline)
        own = nil
    }
}
