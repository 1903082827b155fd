/// A session with an IoTDB server: one login on one connection, one call in flight.
///
/// A session opens its connection with ``open(_:events:)``, and again when it was lost: nodes are tried in turn, and
/// dialect, database and time zone are restored. A request is sent again only when it provably was not carried out. The
/// actor runs on a thread of its own, which it may block; callers only `await`. Cancelling the calling task ends a call
/// at once.
///
/// ```swift
/// let session = try await Session.open(SessionConfiguration())
/// if let results = try await session.execute("SHOW DATABASES") {
///     for try await row in results.rows { print(row[0]) }
/// }
/// await session.close()
/// ```
public actor Session {
    /// The settings the session was made with.
    public nonisolated let configuration: SessionConfiguration
    private nonisolated let thread: SocketThread
    private nonisolated let wake: WakePipe
    private nonisolated let nodes: NodeDirectory
    private var connections: SessionConnections
    private var state: SessionState
    private var prepared = PreparedNames()
    private var requestLimit = ServerRequestLimit()

    /// The session's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// The session's own thread, for tasks that do little but call the session.
    ///
    /// ```swift
    /// try await withTaskExecutorPreference(session.taskExecutor) {
    ///     for statement in statements { try await session.executeNonQuery(statement) }
    /// }
    /// ```
    ///
    /// Each call changes threads twice, which takes some microseconds, and more on a busy machine; in such a closure it
    /// does not. In return all of the closure that is isolated to no actor, its child tasks too, waits while the
    /// session waits for the server: a page that is fetched ahead does not travel meanwhile.
    public nonisolated var taskExecutor: any TaskExecutor { SocketTaskExecutor(thread) }

    /// Makes a session that connects with its first call.
    ///
    /// - Parameters:
    ///   - configuration: nodes, login and limits.
    ///   - events: is told what the session does beside answering calls; called on the session's thread.
    /// - Throws: `IoTDBError` when the system gives no thread or descriptors.
    public init(
        _ configuration: SessionConfiguration,
        events: (@Sendable (SessionEvent) -> Void)? = nil
    ) throws(IoTDBError) {
        try self.init(configuration, nodes: configuration.makeNodeDirectory(), events: events)
    }

    /// Makes a session that shares what is known of the nodes with others.
    init(
        _ configuration: SessionConfiguration,
        nodes: NodeDirectory,
        events: (@Sendable (SessionEvent) -> Void)?
    ) throws(IoTDBError) {
        self.configuration = configuration
        self.nodes = nodes
        state = SessionState(configuration)
        do throws(TransportError) {
            thread = try SocketThread()
            wake = try WakePipe()
        } catch {
            throw IoTDBError(.connectionFailed, "no resources for a session: \(error.message)", phase: .connect)
        }
        connections = SessionConnections(NodeConnector(configuration, nodes, wake, events))
    }

    /// Goes on with the connections, the thread and the wake pipe of a session that is not used any more.
    private init(continuing session: isolated Session, _ connections: SessionConnections) {
        configuration = session.configuration
        nodes = session.nodes
        thread = session.thread
        wake = session.wake
        state = session.state
        self.connections = connections
    }

    /// Makes a session and opens it.
    ///
    /// - Throws: `IoTDBError` with one cause for each node that was tried.
    public static func open(
        _ configuration: SessionConfiguration,
        events: (@Sendable (SessionEvent) -> Void)? = nil
    ) async throws(IoTDBError) -> Session {
        let session = try Session(configuration, events: events)
        try await session.connect()
        return session
    }

    /// Connects unless the session is connected.
    public func connect() async throws(IoTDBError) { _ = try await connected() }

    /// Closes the session on the server, as far as that goes within a moment, and the socket.
    ///
    /// Waits for a call that is running, which cancelling its task ends. Closing twice is harmless.
    public func close() { connections.close() }

    /// Unit of the timestamps of the node that is connected.
    ///
    /// - Throws: `IoTDBError` when the session has to be opened and cannot.
    public var timestampPrecision: TimestampPrecision {
        get async throws(IoTDBError) { try await connected().precision }
    }

    /// The node that is connected, as `host:port`; nil while there is no connection.
    public var node: String? { connections.current?.node.description }

    /// Data model in force.
    public var dialect: SQLDialect { state.dialect }

    /// Current database, as the last `USE` left it.
    public var database: String? { state.database }

    /// Zone id in force.
    public var timeZone: String { state.timeZone }

    /// What is known of the nodes of this session, or of its pool, in the order given.
    public nonisolated var nodeStatus: [NodeStatus] { nodes.status }
}

/// Calls, for the extensions that make them.
extension Session {
    /// Makes one call on the session's connection, opening it first where needed.
    ///
    /// - Parameters:
    ///   - idempotent: whether the caller vouches that carrying the request out twice does no harm.
    ///   - timeout: time for the answer; nil waits as long as it takes.
    ///   - sendTimeout: time for the request to leave, where that is shorter.
    ///   - target: a better node for this request, tried first and once.
    func call<Arguments, Response>(
        _ method: Method<Arguments, Response>,
        kind: RequestKind,
        idempotent: Bool = false,
        timeout: Duration?,
        sendTimeout: Duration? = nil,
        target: NodeAddress? = nil,
        _ arguments: (OpenedConnection) -> Arguments
    ) async throws(IoTDBError) -> (Response, OpenedConnection) {
        let policy = RetryPolicy(repeatsReads: configuration.repeatsReads, isIdempotent: idempotent)
        var answer: Response?
        let opened = try await cancellable { () throws(IoTDBError) in
            try self.connections.call(
                method.name,
                RequestAttempts(kind, policy),
                self.state,
                target: target,
                by: RequestDeadlines(answer: timeout, sending: sendTimeout)
            ) { opened in
                opened.connection.encode(method.name, arguments(opened))
            } decode: { (opened, message) throws(IoTDBError) in
                let response: Response = try opened.connection.decode(method.name, message)
                answer = response
                return response.outcome
            }
        }
        guard let answer else { preconditionFailure("a call that does not throw has decoded its answer") }
        return (answer, opened)
    }

    /// Makes a call and checks the status in its answer, if it has one; 400, done with a hint, is a success.
    ///
    /// - Parameters:
    ///   - devices: what it writes to, in the order of the status's entries.
    ///   - idempotent: whether it may be sent again although it may have been carried out.
    func call<Arguments: SessionRequest, Response>(
        _ method: Method<Arguments, Response>,
        _ arguments: Arguments,
        kind: RequestKind,
        devices: [String] = [],
        idempotent: Bool = false
    ) async throws(IoTDBError) -> (Response, OpenedConnection) {
        let (response, opened) = try await call(
            method,
            kind: kind,
            idempotent: idempotent,
            timeout: configuration.requestTimeout,
            target: configuration.followsRedirects ? nodes.redirects.node(for: devices) : nil
        ) { opened in
            var own = arguments
            own.sessionID = opened.sessionID
            return own
        }
        if let status = response.outcome { try accept(status, opened, devices) }
        return (response, opened)
    }

    private func accept(
        _ status: Status,
        _ opened: OpenedConnection,
        _ devices: [String]
    ) throws(IoTDBError) {
        try opened.check(status)
        keepAdvice(status, for: devices)
    }

    /// Throws unless a call of one data model is made in it.
    func require(_ needed: SQLDialect, for call: StaticString) throws(IoTDBError) {
        guard state.dialect != needed else { return }
        throw IoTDBError(
            .invalidArgument,
            "\(call) belongs to the \(needed.rawValue) model and the session's dialect is \(state.dialect.rawValue)"
        )
    }

    /// A statement has changed the database.
    func follow(database: String?) { state.database = database }

    /// A statement or a call has changed the zone.
    func follow(timeZone: String) { state.timeZone = timeZone }

    /// Keeps what the answer to a write advises, as far as it can name one of our nodes.
    ///
    /// Others are ignored: a server that lies must not send us, and the password, to a host nobody asked for.
    private func keepAdvice(_ status: Status, for devices: [String]) {
        guard configuration.followsRedirects else { return }
        for hint in status.redirectHints() where devices.indices.contains(hint.item) {
            if nodes.canBeListed(hint.node) { nodes.redirects.note(devices[hint.item], hint.node) }
        }
    }

    /// The connection, opened where there is none.
    private func connected() async throws(IoTDBError) -> OpenedConnection {
        try await cancellable { () throws(IoTDBError) in try self.connections.connected(self.state) }
    }

    /// Runs blocking code of the session so that cancelling the task wakes it.
    private func cancellable<Success>(
        _ body: () throws(IoTDBError) -> Success
    ) async throws(IoTDBError) -> Success {
        let wake = self.wake
        wake.drain()
        // Unchecked, because `body` is called on this actor and before this function returns.
        nonisolated(unsafe) let body = body
        // The closure has to name `self`: one that captures nothing isolated leaves the session's thread for the
        // cooperative pool, which it then blocks, and lets other calls use the connection meanwhile.
        let outcome: Result<Success, IoTDBError> = await withTaskCancellationHandler {
            self.outcome(of: body)
        } onCancel: {
            wake.wake()
        }
        return try outcome.get()
    }

    private func outcome<Success>(
        of body: () throws(IoTDBError) -> Success
    ) -> Result<Success, IoTDBError> {
        assert(thread.isCurrent, "a session's calls block its own thread")
        do throws(IoTDBError) { return .success(try body()) } catch { return .failure(error) }
    }
}

/// Results.
extension Session: PageSource {
    /// Checks the answer of a statement, follows what it says of the session, and makes the result of it.
    func resultSet(
        _ response: ExecuteStatementResponse,
        _ opened: OpenedConnection,
        _ statement: String,
        _ limits: QueryLimits
    ) throws(IoTDBError) -> ResultSet? {
        state.follow(response)
        try opened.check(response.status)
        guard response.columns != nil else {
            if response.moreData == true, let id = response.queryID { connections.closeQuery(id, opened) }
            return nil
        }
        do throws(IoTDBError) {
            let results = try opened.result(of: response, statement, limits, from: self)
            if response.moreData == true, let id = response.queryID { connections.queryOpened(id) }
            return results
        } catch {
            if response.moreData == true, let id = response.queryID { connections.closeQuery(id, opened) }
            throw error
        }
    }

    func fetch(_ cursor: QueryCursor, into spare: consuming Page) async throws(IoTDBError) -> FetchedPage {
        let used = spare
        return try await cancellable { () throws(IoTDBError) in try self.connections.fetchPage(cursor, into: used) }
    }

    func closeQuery(_ cursor: QueryCursor) { connections.closeQuery(cursor) }
}

/// What a connection knows: prepared statements, and the size of the requests it takes.
extension Session {
    /// A statement was prepared on a connection.
    func notePrepared(_ name: String, on opened: OpenedConnection) { prepared.insert(name, on: opened.generation) }

    /// Whether a connection knows a prepared statement.
    func isPrepared(_ name: String, on opened: OpenedConnection) -> Bool {
        prepared.generation(of: name) == opened.generation
    }

    /// Whether the connection of the next call knows a prepared statement; it is opened where there is none.
    func isPreparedNow(_ name: String) async throws(IoTDBError) -> Bool {
        isPrepared(name, on: try await connected())
    }

    /// Forgets a prepared statement; the connection that knows it, if that is the current one.
    func forgetPrepared(_ name: String) -> OpenedConnection? {
        guard let generation = prepared.remove(name), let current = connections.current else { return nil }
        return current.generation == generation ? current : nil
    }

    /// How large requests may be: as configured, and no larger than the node says when it matters.
    ///
    /// The default limit of newer servers is 1/64 of their heap and at most 64 MiB, so that no server refuses 1 MiB.
    func requestLimit(for size: Int) async throws(IoTDBError) -> RequestSizes {
        let wanted = configuration.maximumRequestSize
        guard size > ServerRequestLimit.everywhere else { return RequestSizes(configured: wanted, told: nil) }
        return RequestSizes(configured: wanted, told: try await toldRequestLimit())
    }

    /// Largest request that the node says it takes, asked once a connection; nil where it does not tell.
    private func toldRequestLimit() async throws(IoTDBError) -> Int? {
        if requestLimit.isKnown(on: connections.current) { return requestLimit.bytes }
        let (properties, opened) = try await call(
            RPCMethod.getProperties,
            kind: .read,
            timeout: configuration.requestTimeout
        ) { _ in NoArguments() }
        return requestLimit.learned(properties.thriftMaxFrameSize, on: opened)
    }
}

/// For the pool.
extension Session {
    /// Ends the call that runs now, and every later one: the session can only be closed.
    nonisolated func interrupt() { wake.wakeForGood() }

    /// Whether the idle session can be handed out.
    ///
    /// - Parameter timeout: time for the answer to a ping; nil only looks at the connection.
    func isHealthy(pingTimeout timeout: Duration?) -> Bool { connections.isHealthy(pingTimeout: timeout) }

    /// Takes the session away from its borrower and makes it as it was when it was opened.
    ///
    /// Queries left open are closed. The borrower's object is of no further use: its calls throw, its results end.
    ///
    /// - Returns: a session on the same connection for the next borrower; nil when this one must be closed, because its
    ///   connection failed, its dialect, database or time zone were changed, or statements are still prepared on it.
    func reset() -> Session? {
        guard connections.endQueries(), state.isStart(of: configuration), prepared.isEmpty,
            let successor = connections.handOver()
        else { return nil }
        return Session(continuing: self, successor)
    }
}
