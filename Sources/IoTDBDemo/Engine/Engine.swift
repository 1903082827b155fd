import Synchronization

/// The database of the demo server: statements in, tables out.
///
/// Safe to share between threads.
final class Engine: Sendable {
    private let store: Mutex<Store>

    /// An engine that holds the given store.
    init(_ store: sending Store = Store()) { self.store = Mutex(store) }

    /// Executes one statement; a statement without rows answers nil. Local dates follow the zone.
    func execute(_ text: String, zone: ZoneRules = .utc) throws(StatementError) -> ResultTable? {
        guard text.utf8.count <= Self.textLimit else { throw .unsupported("statements of more than 16 MiB") }
        let statement = try StatementParser.parse(text, now: WallClock.milliseconds(), zone: zone)
        return try execute(statement)
    }

    /// Executes a parsed statement.
    func execute(_ statement: Statement) throws(StatementError) -> ResultTable? {
        let result = store.withLock { store -> Result<ResultTable?, StatementError> in
            do throws(StatementError) {
                return .success(try store.execute(statement))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static let textLimit = 16 << 20
}
