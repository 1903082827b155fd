import CivilTime
import IoTDBWire

/// What a statement sees of its session.
struct DemoContext: Sendable {
    /// Language of the statements.
    var dialect = SQLDialect.tree
    /// Rules of the time zone, for local dates.
    var zone = TimeZoneID.utc
    /// Database of the session, in the table dialect.
    var database: String?
}
