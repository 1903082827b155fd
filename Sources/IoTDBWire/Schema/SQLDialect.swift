/// Data model of a session.
public enum SQLDialect: String, Sendable, Hashable, CaseIterable {
    /// Devices and time series in a tree of paths (`root.db.device.measurement`).
    case tree
    /// Tables with TAG, ATTRIBUTE and FIELD columns; servers from 2.0 on.
    case table
}
