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
        var request = SetTimeZoneRequest()
        request.timeZone = zone
        _ = try await call(RPCMethod.setTimeZone, RequestArguments(request), kind: .read)
        follow(timeZone: zone)
    }

    /// Asks the server for the zone of the session, in Java's spelling.
    public func serverTimeZone() async throws(IoTDBError) -> String {
        try await call(RPCMethod.getTimeZone, SessionIDArguments(), kind: .read).0.timeZone
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

    /// The connections that are logged in at this session's node (`fetchAllConnectionsInfo`).
    public func clientConnections() async throws(IoTDBError) -> [ClientConnection] {
        let (response, _) = try await call(
            RPCMethod.fetchAllConnectionsInfo,
            kind: .read,
            timeout: configuration.requestTimeout
        ) { _ in NoArguments() }
        return response.connectionInfoList.map {
            ClientConnection(user: $0.userName, logInTime: $0.logInTime, id: $0.connectionID, kind: $0.type)
        }
    }
}
