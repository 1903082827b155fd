package import IoTDBWire

/// The sessions of the shell, each lent by a pool.
///
/// There are three uses: the user's statements, ending them (``QueryCanceller``), and reading names for completion.
/// Each has a pool of its own, because none may wait for another and only the first is the user's to watch. A pool
/// opens nothing until it is asked: a shell that runs one statement has one session.
package struct ShellSessions: Sendable {
    /// How sessions are opened; its nodes are those that are tried now.
    package private(set) var configuration: SessionConfiguration
    /// Runs the user's statements.
    ///
    /// Lent for as long as the connection is wanted, so that nothing resets what `USE` or a time zone has set.
    package let statements: Session
    /// Lends a session for reading names while a statement may be running.
    package let background: SessionPool
    /// Ends statements on the server.
    package private(set) var canceller: QueryCanceller
    /// Lends ``statements``, and no other.
    private let pool: SessionPool

    private init(_ configuration: SessionConfiguration, _ pool: SessionPool, _ statements: Session) {
        self.configuration = configuration
        self.pool = pool
        self.statements = statements
        background = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: 1))
        canceller = QueryCanceller(configuration)
    }

    /// Opens the session for statements; the others wait until they are needed.
    ///
    /// Nothing is negotiated: a server that speaks the other protocol only ends the connection at the first call. After
    /// that the compact protocol is tried as well, in the time that is left, and kept for all sessions when the server
    /// takes it. A server that stayed silent is not asked twice.
    package static func open(
        _ configuration: SessionConfiguration,
        monitor: ConnectionMonitor
    ) async throws(IoTDBError) -> ShellSessions {
        // The nodes' own limits decide how long connecting takes.
        let limit = configuration.connectTimeout * (configuration.nodes.count + 1)
        let start = ContinuousClock.now
        do throws(IoTDBError) {
            return try await openAsToldBy(configuration, within: limit, monitor: monitor)
        } catch {
            let left = configuration.connectTimeout - (ContinuousClock.now - start)
            guard !configuration.rpcCompression, error.endedBeforeFirstAnswer, left > .zero else { throw error }
            var compact = configuration
            compact.rpcCompression = true
            do throws(IoTDBError) {
                return try await openAsToldBy(compact, within: left, monitor: monitor)
            } catch let second {
                throw second.endedBeforeFirstAnswer || second.code == .connectionFailed ? error : second
            }
        }
    }

    private static func openAsToldBy(
        _ configuration: SessionConfiguration,
        within limit: Duration,
        monitor: ConnectionMonitor
    ) async throws(IoTDBError) -> ShellSessions {
        var limits = SessionPoolConfiguration(configuration, maximumSessions: 1)
        limits.acquireTimeout = limit
        let pool = SessionPool(limits) { event in
            if case .session(let event) = event { monitor.record(event) }
        }
        do throws(IoTDBError) {
            return ShellSessions(configuration, pool, try await pool.lease())
        } catch {
            // Nobody waits for what is still connecting.
            await pool.close(within: .zero)
            throw error
        }
    }

    /// The same sessions, connected as they are, with other nodes to try from now on.
    package func replacingNodes(_ nodes: [NodeAddress]) async -> ShellSessions {
        pool.setNodes(nodes)
        background.setNodes(nodes)
        await canceller.close()
        var copy = self
        copy.configuration.nodes = nodes
        copy.canceller = QueryCanceller(copy.configuration)
        return copy
    }

    /// Ends all sessions on the server.
    package func close() async {
        // At the same time: each may be waiting for a server that does not answer any more.
        async let cancellerIsClosed: Void = canceller.close()
        async let backgroundIsClosed: Void = background.close(within: .seconds(1))
        // It is lent out until here, so that the pool takes it.
        try? await pool.release(statements)
        await pool.close(within: .seconds(1))
        _ = await (cancellerIsClosed, backgroundIsClosed)
    }
}
