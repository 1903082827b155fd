/// Connections to nodes that servers have advised, beside the session's own; one a node at most.
struct RedirectConnections {
    private var connections: [NodeAddress: OpenedConnection] = [:]

    /// A connection to an advised node; nil when it is the session's own, or cannot be had, which must not keep the
    /// write from the session's own.
    mutating func connection(
        to advised: NodeAddress,
        besides own: NodeAddress?,
        _ state: SessionState,
        _ connector: inout NodeConnector,
        by deadline: Deadline
    ) throws(IoTDBError) -> OpenedConnection? {
        guard let node = try connector.listedNode(advised, by: deadline), node != own else { return nil }
        if let known = connections[node] {
            if known.state == state, !known.connection.isStale() { return known }
            known.connection.close()
            connections[node] = nil
        } else if !connector.nodes.mayConnect(to: node) {
            return nil
        }
        do throws(IoTDBError) {
            // Half of the time is left for the session's own node.
            let opened = try connector.open(node, state, by: deadline.share(of: 2))
            connector.nodes.reached(node, latency: opened.latency)
            connections[node] = opened
            return opened
        } catch {
            if error.code == .cancelled { throw error }
            connector.nodes.lost(node, error)
            connector.nodes.redirects.forget(advised)
            connector.events?(.nodeFailed(node: node.description, reason: error.message))
            return nil
        }
    }

    /// Forgets a connection that was lost; false where it is none of these.
    mutating func remove(_ opened: OpenedConnection) -> Bool {
        guard connections[opened.node]?.generation == opened.generation else { return false }
        connections[opened.node] = nil
        return true
    }

    /// Forgets all connections and hands them out.
    mutating func removeAll() -> [OpenedConnection] {
        let all = Array(connections.values)
        connections = [:]
        return all
    }
}
