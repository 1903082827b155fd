import IoTDBWire

/// The database of the demo server: statements in, tables out.
///
/// Safe to share between threads.
final class Engine: Sendable {
    private let store: Lock<Store>

    /// An engine that holds the given store.
    init(_ store: Store = Store()) { self.store = Lock(store) }

    /// Executes one statement; a statement without rows answers nil. Local dates follow the zone.
    func execute(_ text: String, zone: ZoneRules = .utc) throws(StatementError) -> ResultTable? {
        guard text.utf8.count <= Self.textLimit else { throw .unsupported("statements of more than 16 MiB") }
        let statement = try StatementParser.parse(text, now: WallClock.milliseconds(), zone: zone)
        return try execute(statement)
    }

    /// Executes a parsed statement.
    func execute(_ statement: Statement) throws(StatementError) -> ResultTable? {
        try store.withLock { store throws(StatementError) in try store.execute(statement) }
    }

    private static let textLimit = 16 << 20
}
