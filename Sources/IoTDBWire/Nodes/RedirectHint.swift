/// A server's advice that another node stores a device, for the next write to it.
///
/// What was sent has been carried out and is not to be sent again. Servers with one node give none.
public struct RedirectHint: Sendable, Hashable {
    /// Place in the call's list of the record or tablet that the hint is about; in a table tablet the row, in the order
    /// of time; 0 in calls for one device.
    public let item: Int
    /// The node that stores the device.
    public let node: NodeAddress
}

extension Status {
    /// The hints of a status: its own, or those of its entries.
    ///
    /// Wildcard addresses belong to nodes that were never told how clients reach them, and are left out.
    ///
    /// - Parameter items: place in the call's list of each entry, where some were not sent.
    func redirectHints(items: [Int]? = nil) -> [RedirectHint] {
        var hints: [RedirectHint] = []
        if let node = redirectNode?.address { hints.append(RedirectHint(item: 0, node: node)) }
        for (place, entry) in (subStatuses ?? []).enumerated() {
            guard let node = entry.redirectNode?.address else { continue }
            guard let items else {
                hints.append(RedirectHint(item: place, node: node))
                continue
            }
            if items.indices.contains(place) { hints.append(RedirectHint(item: items[place], node: node)) }
        }
        return hints
    }
}

extension EndPoint {
    /// The address, unless it is a wildcard or impossible.
    fileprivate var address: NodeAddress? {
        guard host != "0.0.0.0", host != "::" else { return nil }
        return try? NodeAddress(host: host, port: Int(port))
    }
}
