extension NodeDirectory {
    /// What an address that a server names is to us.
    enum Spelling {
        /// One of our nodes.
        case listed(NodeAddress)
        /// None of them.
        case unknownNode
        /// One of these, if the names stand for the same host.
        case unresolved([NodeAddress])
    }

    /// Most other spellings that are remembered; further ones count as unknown nodes.
    private static var capacity: Int { 256 }

    /// What is known of an address in a server's spelling.
    func spelling(of address: NodeAddress) -> Spelling {
        let listed = self.listed
        if listed.contains(address) { return .listed(address) }
        let (known, isFull) = aliases.withLock { ($0[address], $0.count >= Self.capacity) }
        if let known { return known.map(Spelling.listed) ?? .unknownNode }
        let candidates = listed.filter { $0.port == address.port }
        return candidates.isEmpty || isFull ? .unknownNode : .unresolved(candidates)
    }

    /// Whether an address can be another spelling of a node of ours.
    func canBeListed(_ address: NodeAddress) -> Bool {
        if case .unknownNode = spelling(of: address) { false } else { true }
    }

    /// An address was looked up; nil: it is none of our nodes.
    func learned(_ address: NodeAddress, is node: NodeAddress?) {
        aliases.withLock { $0[address] = .some(node) }
    }

    private var listed: [NodeAddress] {
        selector.withLock { selector in selector.listed.map { selector.nodes[$0].address } }
    }
}
