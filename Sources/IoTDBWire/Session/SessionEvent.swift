/// What a session does beside answering calls, for logs.
public enum SessionEvent: Sendable, Hashable {
    /// A session was opened at a node.
    case opened(node: String)
    /// A node could not be used; the next one is tried.
    case nodeFailed(node: String, reason: String)
    /// The connection was lost; the next call opens a new one.
    case connectionLost(node: String, reason: String)
    /// A request that provably was not carried out, or a read, is sent again on a new connection.
    case requestRepeated(node: String, reason: String)
    /// A query could not be closed on the server; it ends with its connection.
    case closeFailed(node: String, reason: String)
    /// A request was answered or has failed: one event for each sending, for metrics and traces.
    case requestEnded(RequestReport)
}

/// One sending of a request: what it was, how long it took, and how it ended.
public struct RequestReport: Sendable, Hashable {
    /// How a request ends.
    public enum Outcome: Sendable, Hashable {
        /// The server answered with a status of success, or without one.
        case success
        /// The server answered with an error.
        case refused(StatusCode)
        /// No answer that could be read came, for this reason.
        case failed(IoTDBError.Code)
    }

    /// Name of the call in the interface definition, for example `executeStatementV2`.
    public let method: String
    /// The node, as `host:port`.
    public let node: String
    /// When it was sent; for the start of a span.
    public let start: Timestamp
    /// Time from sending to the end.
    public let duration: Duration
    /// Size of the request in bytes.
    public let bytesSent: Int
    /// How it ended.
    public let outcome: Outcome
}
