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
}
