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
    /// Largest request where the node says nothing, in bytes.
    static let usual = 64 << 20

    private var generation = 0
    private var bytes = ServerRequestLimit.usual

    /// The limit, where the node of the connection was asked.
    func bytes(on opened: OpenedConnection?) -> Int? { opened?.generation == generation ? bytes : nil }

    /// The node of a connection has told its limit, or none; what holds for it.
    mutating func learned(_ told: Int32?, on opened: OpenedConnection) -> Int {
        generation = opened.generation
        bytes = told.map { $0 > 0 ? min(Int($0), Self.usual) : Self.usual } ?? Self.usual
        return bytes
    }
}
