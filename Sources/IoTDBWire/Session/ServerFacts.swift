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
