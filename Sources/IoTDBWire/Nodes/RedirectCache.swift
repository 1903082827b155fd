/// Which node stores which device, as servers have advised; shared by the sessions of a pool.
///
/// Holds up to twice `capacity` devices: when the younger half is full it becomes the older one, whose devices are
/// forgotten unless they were written to meanwhile.
package final class RedirectCache: Sendable {
    private struct Halves {
        var younger: [String: NodeAddress] = [:]
        var older: [String: NodeAddress] = [:]
    }

    private let halves = Lock(Halves())
    private let capacity: Int

    /// Knows nothing yet.
    package init(capacity: Int = 8192) { self.capacity = capacity }

    /// Devices that are known; each may count twice.
    package var count: Int { halves.withLock { $0.younger.count + $0.older.count } }

    /// A server has advised a node for a device.
    package func note(_ device: String, _ node: NodeAddress) {
        halves.withLock { halves in
            if halves.younger.count >= capacity {
                halves.older = halves.younger
                halves.younger = [:]
            }
            halves.younger[device] = node
        }
    }

    /// The node that all the devices were advised to; nil when they disagree or one is not known.
    package func node(for devices: [String]) -> NodeAddress? {
        halves.withLock { halves in
            var common: NodeAddress?
            for device in devices {
                guard let node = halves.younger[device] ?? halves.older[device] else { return nil }
                guard common == nil || common == node else { return nil }
                common = node
            }
            return common
        }
    }

    /// A node cannot be used: nothing more is sent there until a server advises it again.
    package func forget(_ node: NodeAddress) {
        halves.withLock { halves in
            halves.younger = halves.younger.filter { $0.value != node }
            halves.older = halves.older.filter { $0.value != node }
        }
    }
}

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
