/// Iteration order of the hash maps of a real server, so that answers without an ORDER BY come in its order.
///
/// `java.util.HashMap` and `ConcurrentHashMap` go through buckets; in a bucket the older key comes first.
enum JavaHash {
    /// Bucket of a key in a map with a power of two of buckets.
    static func bucket(_ key: String, capacity: Int) -> Int {
        let hash = key.utf16.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) }
        return Int((hash ^ (hash >> 16)) & UInt32(capacity - 1))
    }

    /// Buckets of a `ConcurrentHashMap` that grew to a number of keys.
    static func concurrentCapacity(_ count: Int) -> Int {
        var capacity = 16
        while count >= capacity / 4 * 3 { capacity *= 2 }
        return capacity
    }

    /// Buckets of a `HashMap` that grew to a number of keys.
    static func growingCapacity(_ count: Int) -> Int {
        var capacity = 16
        while count > capacity / 4 * 3 { capacity *= 2 }
        return capacity
    }

    /// Buckets of a `HashMap` that was made for twice a number of keys, as maps read from Thrift are.
    static func thriftCapacity(_ count: Int) -> Int {
        var capacity = 1
        while capacity < count * 2 { capacity *= 2 }
        return capacity
    }

    /// Positions of keys in the order of their buckets; equal buckets keep their order.
    static func order(of keys: [String], capacity: Int) -> [Int] {
        let buckets = keys.map { bucket($0, capacity: capacity) }
        return keys.indices.sorted { (buckets[$0], $0) < (buckets[$1], $1) }
    }
}
