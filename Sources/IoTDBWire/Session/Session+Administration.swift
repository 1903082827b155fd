extension Session {
    /// Asks the server for a sign of life.
    ///
    /// - Returns: the time until the answer.
    @discardableResult
    public func ping(timeout: Duration? = nil) async throws(IoTDBError) -> Duration {
        let start = ContinuousClock.now
        let (status, opened) = try await call(
            RPCMethod.testConnectionEmptyRPC,
            kind: .read,
            timeout: timeout ?? configuration.requestTimeout
        ) { _ in NoArguments() }
        try opened.check(status)
        return ContinuousClock.now - start
    }

    /// Sets the zone in which the server reads time literals, and keeps it across connections.
    ///
    /// - Parameter zone: an id that Java accepts: `Asia/Shanghai`, `UTC`, `+08:00`; case counts.
    public func setTimeZone(_ zone: String) async throws(IoTDBError) {
        let (status, opened) = try await call(
            RPCMethod.setTimeZone,
            kind: .read,
            timeout: configuration.requestTimeout
        ) { opened in
            var request = SetTimeZoneRequest()
            request.sessionID = opened.sessionID
            request.timeZone = zone
            return RequestArguments(request)
        }
        try opened.check(status)
        state.timeZone = zone
    }

    /// Asks the server for the zone of the session, in Java's spelling.
    public func serverTimeZone() async throws(IoTDBError) -> String {
        let (response, opened) = try await call(
            RPCMethod.getTimeZone,
            kind: .read,
            timeout: configuration.requestTimeout
        ) { SessionIDArguments(sessionID: $0.sessionID) }
        try opened.check(response.status)
        return response.timeZone
    }

    /// Asks the server for its version, limits and state.
    public func serverProperties() async throws(IoTDBError) -> ServerProperties {
        let (response, _) = try await call(
            RPCMethod.getProperties,
            kind: .read,
            timeout: configuration.requestTimeout
        ) { _ in NoArguments() }
        return ServerProperties(response)
    }
}

/// What a server says about itself (`ServerProperties` of the interface definition).
public struct ServerProperties: Sendable, Hashable {
    /// For example `2.0.6`; `UNKNOWN` in development builds.
    public let version: String
    /// Commit of the build, if told.
    public let build: String?
    /// Most connections that the node serves, if told.
    public let maximumConnections: Int32?
    /// Largest frame that the server accepts, in bytes, if told.
    public let maximumFrameSize: Int32?
    /// Whether the node refuses writes, if told.
    public let isReadOnly: Bool?

    init(_ response: ServerPropertiesResponse) {
        version = response.version
        build = response.buildInfo
        maximumConnections = response.maxConcurrentClientNum
        maximumFrameSize = response.thriftMaxFrameSize
        isReadOnly = response.isReadOnly
    }
}
