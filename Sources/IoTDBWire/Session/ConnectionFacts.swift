/// Which connection each prepared statement of a session is prepared on.
struct PreparedNames: Sendable {
    private var generations: [String: Int] = [:]

    /// Whether no statement is prepared.
    var isEmpty: Bool { generations.isEmpty }

    /// A statement was prepared on a connection.
    mutating func insert(_ name: String, on generation: Int) { generations[name] = generation }

    /// The connection that a statement was prepared on last.
    func generation(of name: String) -> Int? { generations[name] }

    /// Forgets a statement; the connection that it was prepared on.
    mutating func remove(_ name: String) -> Int? { generations.removeValue(forKey: name) }
}

/// Largest request that the node of a connection takes, once it was asked.
struct ServerRequestLimit: Sendable {
    /// Requests of this size and smaller are taken by every server, in bytes.
    static let everywhere = 1 << 20

    private var generation = 0
    /// What the node said that was asked last; nil where it did not tell.
    private(set) var bytes: Int?

    /// Whether it is the node of the connection that was asked.
    func isKnown(on opened: OpenedConnection?) -> Bool { opened?.generation == generation }

    /// The node of a connection has told its limit, or none; what holds for it.
    mutating func learned(_ told: Int32?, on opened: OpenedConnection) -> Int? {
        generation = opened.generation
        bytes = told.flatMap { $0 > 0 ? Int($0) : nil }
        return bytes
    }
}

/// How large requests with rows may be.
struct RequestSizes: Sendable {
    /// Most bytes of a request of several rows.
    let request: Int
    /// Most bytes of a request of one row, which cannot be split.
    let row: Int

    /// - Parameters:
    ///   - configured: wanted by the caller.
    ///   - told: the server's limit, if known.
    init(configured: Int, told: Int?) {
        let most = told ?? .max
        request = min(max(configured, 1), most)
        // Every server takes this much, whatever is configured, and none hangs from it.
        row = min(max(request, 32 << 20), most)
    }
}
