/// A connection of some client to the node of a session (`TSConnectionInfo`).
public struct ClientConnection: Sendable, Hashable {
    /// Who logged in.
    public let user: String
    /// Milliseconds since 1970.
    public let logInTime: Int64
    /// The server's name of the connection.
    public let id: String
    /// 0 Thrift, 1 MQTT, 2 internal, 3 REST.
    public let kind: Int32
}

extension Session {
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
