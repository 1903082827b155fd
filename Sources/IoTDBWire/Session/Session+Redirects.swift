extension Session {
    /// The node that a write about these devices had better go to; nil for the session's own.
    func advisedNode(for devices: [String]) -> NodeAddress? {
        guard configuration.followsRedirects, let node = nodes.redirects.node(for: devices) else { return nil }
        if node == opened?.node { return nil }
        return redirections[node] != nil || nodes.mayConnect(to: node) ? node : nil
    }

    /// Keeps what the answer to a write advises, as far as it names nodes of the configuration.
    ///
    /// Others are ignored: a server that lies must not send us, and the password, to a host nobody asked for.
    func keepAdvice(_ status: Status, for devices: [String]) {
        guard configuration.followsRedirects else { return }
        for hint in status.redirectHints() where devices.indices.contains(hint.item) {
            guard configuration.nodes.contains(hint.node) else { continue }
            nodes.redirects.note(devices[hint.item], hint.node)
        }
    }

    /// A connection to an advised node; nil when it cannot be had, which must not keep the write from the session's own.
    func redirected(to node: NodeAddress, by deadline: Deadline) throws(IoTDBError) -> OpenedConnection? {
        guard !isClosed else { return nil }
        if let known = redirections[node] {
            if known.state == state, !known.connection.isStale() { return known }
            known.connection.close()
            redirections[node] = nil
        }
        do throws(IoTDBError) {
            // Half of the time is left for the session's own node.
            let opened = try open(node, by: deadline.share(of: 2))
            nodes.reached(node, latency: opened.latency)
            redirections[node] = opened
            return opened
        } catch {
            if error.code == .cancelled { throw error }
            nodes.lost(node, error)
            nodes.redirects.forget(node)
            events?(.nodeFailed(node: node.description, reason: error.message))
            return nil
        }
    }
}
