import CivilTime
import IoTDBWire

/// The databases of the demo server: statements in, tables out.
///
/// Safe to share between threads.
final class Engine: Sendable {
    /// Everything that the demo server keeps.
    struct Stores: Sendable {
        /// Databases, devices and series of the tree dialect.
        var tree = Store()
        /// Databases and tables of the table dialect.
        var tables = TableStore()
    }

    private let stores: Lock<Stores>

    /// An engine that holds the given data.
    init(_ stores: Stores = Stores()) { self.stores = Lock(stores) }

    /// Executes one statement of the tree dialect; a statement without rows answers nil. Local dates follow the zone.
    func execute(_ text: String, zone: TimeZoneID = .utc) throws(StatementError) -> ResultTable? {
        var context = DemoContext()
        context.zone = zone
        return try execute(text, &context)
    }

    /// Executes one statement in the dialect of a session, whose database it may change.
    func execute(_ text: String, _ context: inout DemoContext) throws(StatementError) -> ResultTable? {
        guard text.utf8.count <= Self.textLimit else { throw .unsupported("statements of more than 16 MiB") }
        let now = WallClock.milliseconds()
        guard context.dialect == .table else {
            let statement = try StatementParser.parse(text, now: now, zone: context.zone)
            return try change { (stores) throws(StatementError) in try stores.tree.execute(statement) }
        }
        var cursor = try ParserCursor(text, now: now, zone: context.zone, dialect: .table)
        let statement = try cursor.tableStatement()
        try cursor.expectEnd()
        let copy = context
        let (result, changed) = try change { (stores) throws(StatementError) in
            var context = copy
            let result = try stores.tables.execute(statement, &context)
            return (result, context)
        }
        context = changed
        return result
    }

    /// Runs a body while no other thread sees the data.
    func change<Result: Sendable>(
        _ body: (inout Stores) throws(StatementError) -> Result
    ) throws(StatementError) -> Result {
        try stores.withLock { (stores) throws(StatementError) in try body(&stores) }
    }

    private static let textLimit = 16 << 20
}
