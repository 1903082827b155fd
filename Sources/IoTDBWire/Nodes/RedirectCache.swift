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
