/// A session with an IoTDB server: one login on one connection, one call in flight.
///
/// A session opens its connection with ``open(_:events:)``, and again when it was lost: nodes are tried in turn, and dialect, database and
/// time zone are restored. A request is sent again only when it provably was not carried out. The actor runs on a thread
/// of its own, which it may block; callers only `await`. Cancelling the calling task ends a call at once.
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
    nonisolated let thread: SocketThread
    nonisolated let wake: WakePipe
    nonisolated let nodes: NodeDirectory
    var state: SessionState
    var opened: OpenedConnection?
    /// Connections to nodes that servers have advised, beside the session's own.
    ///
    /// One a node at most.
    var redirections: [NodeAddress: OpenedConnection] = [:]
    var generation = 0
    var isClosed = false
    /// Queries that hold memory on the server now.
    var openQueries: Set<Int64> = []
    let events: (@Sendable (SessionEvent) -> Void)?
    /// Largest request of the connected node, once it was asked.
    var frameLimit: FrameLimit?
    /// Connection that each prepared statement is prepared on.
    var preparedGenerations: [String: Int] = [:]

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
    /// Each call changes threads twice, which takes some microseconds, and more on a busy machine; in such a closure it does not. In return all
    /// of the closure that is isolated to no actor, its child tasks too, waits while the session waits for the server: a page that is fetched
    /// ahead does not travel meanwhile.
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
        self.events = events
        state = SessionState(configuration)
        do throws(TransportError) {
            thread = try SocketThread()
            wake = try WakePipe()
        } catch {
            throw IoTDBError(.connectionFailed, "no resources for a session: \(error.message)", phase: .connect)
        }
    }

    /// Goes on with the connection, the thread and the wake pipe of a session that is not used any more.
    init(continuing session: isolated Session) {
        configuration = session.configuration
        nodes = session.nodes
        events = session.events
        thread = session.thread
        wake = session.wake
        state = session.state
        opened = session.opened
        redirections = session.redirections
        generation = session.generation
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
    public func connect() async throws(IoTDBError) {
        try await cancellable { () throws(IoTDBError) in _ = try self.connected() }
    }

    /// Closes the session on the server, as far as that goes within a second, and the socket.
    ///
    /// Waits for a call that is running, which cancelling its task ends. Closing twice is harmless.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        wake.drain()
        let deadline = Deadline.after(.seconds(1))
        for connection in redirections.values { close(connection, by: deadline) }
        redirections = [:]
        if let opened { close(opened, by: deadline) }
        opened = nil
    }

    private func close(_ opened: OpenedConnection, by deadline: Deadline) {
        var request = CloseSessionRequest()
        request.sessionID = opened.sessionID
        // The socket's end releases everything on the server; the call is a courtesy and may fail.
        _ = try? opened.connection.call(
            RPCMethod.closeSession,
            RequestArguments(request),
            deadline: deadline,
            phase: .close
        )
        opened.connection.close()
    }

    /// Unit of the timestamps of the node that is connected.
    ///
    /// - Throws: `IoTDBError` when the session has to be opened and cannot.
    public var timestampPrecision: TimestampPrecision {
        get async throws(IoTDBError) {
            try await cancellable { () throws(IoTDBError) in try self.connected().precision }
        }
    }

    /// The node that is connected, as `host:port`; nil while there is no connection.
    public var node: String? { opened?.connection.isUsable == true ? opened?.node.description : nil }

    /// Data model in force.
    public var dialect: SQLDialect { state.dialect }

    /// Current database, as the last `USE` left it.
    public var database: String? { state.database }

    /// Zone id in force.
    public var timeZone: String { state.timeZone }
}
