import IoTDBWire

extension SessionConfiguration {
    /// The same with the other data nodes of the server's cluster behind those that were given, so that one of them may
    /// go away.
    ///
    /// Unchanged where the server does not tell them.
    func withNodesOfCluster() async throws(IoTDBError) -> SessionConfiguration {
        let session = try await Session.open(self)
        let rows = try? await session.query("SHOW DATANODES", as: DataNode.self)
        await session.close()
        var configuration = self
        for address in (rows ?? []).compactMap(\.address) where isReachable(address) && !nodes.contains(address) {
            configuration.nodes.append(address)
        }
        return configuration
    }

    /// Whether an address that a server tells can be meant for us: not a wildcard, and loopback only for who came that
    /// way.
    private func isReachable(_ address: NodeAddress) -> Bool {
        let isLoopback = address.host.hasPrefix("127.") || address.host == "localhost" || address.host == "::1"
        guard isLoopback else { return address.host != "0.0.0.0" && address.host != "::" }
        return nodes.contains { $0.host.hasPrefix("127.") || $0.host == "localhost" || $0.host == "::1" }
    }
}

/// What is read of SHOW DATANODES.
private struct DataNode: Decodable, Sendable {
    let host: String
    let port: Int32

    /// Where clients reach the node; nil for an impossible one.
    var address: NodeAddress? { try? NodeAddress(host: host, port: Int(port)) }

    private enum CodingKeys: String, CodingKey {
        case host = "RpcAddress"
        case port = "RpcPort"
    }
}
