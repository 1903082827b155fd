extension Session {
    /// The address that a server has advised for a write about these devices, in its spelling; nil for none.
    func advisedAddress(for devices: [String]) -> NodeAddress? {
        configuration.followsRedirects ? nodes.redirects.node(for: devices) : nil
    }

    /// Keeps what the answer to a write advises, as far as it can name one of our nodes.
    ///
    /// Others are ignored: a server that lies must not send us, and the password, to a host nobody asked for.
    func keepAdvice(_ status: Status, for devices: [String]) {
        guard configuration.followsRedirects else { return }
        for hint in status.redirectHints() where devices.indices.contains(hint.item) {
            if nodes.canBeListed(hint.node) { nodes.redirects.note(devices[hint.item], hint.node) }
        }
    }

    /// A connection to an advised node; nil when it is the session's own, or cannot be had, which must not keep the write from the session's
    /// own.
    func redirected(to advised: NodeAddress, by deadline: Deadline) throws(IoTDBError) -> OpenedConnection? {
        guard !isClosed, let node = try listedNode(advised, by: deadline), node != opened?.node else { return nil }
        if let known = redirections[node] {
            if known.state == state, !known.connection.isStale() { return known }
            known.connection.close()
            redirections[node] = nil
        } else if !nodes.mayConnect(to: node) {
            return nil
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
            nodes.redirects.forget(advised)
            events?(.nodeFailed(node: node.description, reason: error.message))
            return nil
        }
    }

    /// The node of ours that a server means by an address: servers often name themselves otherwise than we do.
    ///
    /// Names that have an IP address in common are the same host. What is connected to is our own spelling, which certificates are for.
    private func listedNode(_ advised: NodeAddress, by deadline: Deadline) throws(IoTDBError) -> NodeAddress? {
        switch nodes.spelling(of: advised) {
        case .listed(let node): return node
        case .stranger: return nil
        case .unknown(let candidates):
            let limit = Deadline.after(.seconds(1)).earlier(of: deadline.share(of: 4))
            let wanted = try addresses(of: advised, by: limit)
            var match: NodeAddress?
            for candidate in candidates where match == nil && !wanted.isEmpty {
                if !wanted.isDisjoint(with: try addresses(of: candidate, by: limit)) { match = candidate }
            }
            nodes.learned(advised, is: match)
            return match
        }
    }

    /// IP addresses of a host; none when they cannot be had in time.
    private func addresses(of node: NodeAddress, by deadline: Deadline) throws(IoTDBError) -> Set<String> {
        do throws(TransportError) {
            return Set(try Resolver.addresses(of: node, wake: wake, deadline: deadline).map(\.description))
        } catch {
            if error.kind == .cancelled { throw IoTDBError(.cancelled, error.message, phase: .resolve) }
            return []
        }
    }
}
