import IoTDBWire

/// What the scenarios share: a session for each dialect, and databases of their own.
struct Workspace: Sendable {
    /// How to open further sessions; tree dialect.
    let configuration: SessionConfiguration
    /// A session of the tree model.
    let tree: Session
    /// A session of the table model, in ``tableDatabase``; nil where the server has no such model.
    private let tableSession: Session?
    /// Why there is none.
    private let tableRefusal: String
    /// Database of the tree model that belongs to this run.
    let treeDatabase: String
    /// Database of the table model that belongs to this run.
    let tableDatabase: String
    /// The server's version.
    let version: String
    /// The server's time unit.
    let precision: TimestampPrecision
    /// Which run of the current scenario this is; each has devices and tables of its own, so that nothing is half done.
    ///
    /// The databases stay the same: a cluster with a node down cannot place new ones.
    var attempt = 1

    /// Opens the sessions and creates the databases, unless an attempt before has.
    init(_ configuration: SessionConfiguration, unique: String) async throws {
        self.configuration = configuration
        treeDatabase = "root.conformance_\(unique)"
        tableDatabase = "conformance_\(unique)"
        tree = try await Session.open(configuration)
        version = try await tree.serverProperties().version
        precision = try await tree.timestampPrecision
        do throws(IoTDBError) {
            try await tree.createDatabase(treeDatabase, idempotent: true)
        } catch {
            guard error.serverStatus?.code == 501 else { throw error }
        }
        (tableSession, tableRefusal) = try await Self.openTable(configuration, tableDatabase)
        try await placeRegions()
    }

    /// Writes a first point in each model: a cluster places the regions of a database then, for which all nodes are
    /// needed.
    private func placeRegions() async throws {
        try await tree.executeNonQuery("INSERT INTO \(raw: treeDatabase).first(time, a) VALUES (1, 1)")
        guard let tableSession else { return }
        try await tableSession.executeNonQuery("CREATE TABLE IF NOT EXISTS first (a INT32 FIELD)")
        try await tableSession.executeNonQuery("INSERT INTO first(time, a) VALUES (1, 1)")
    }

    private static func openTable(
        _ configuration: SessionConfiguration,
        _ database: String
    ) async throws(IoTDBError) -> (Session?, String) {
        var configuration = configuration
        configuration.dialect = .table
        do throws(IoTDBError) {
            let session = try await Session.open(configuration)
            try await session.executeNonQuery("CREATE DATABASE IF NOT EXISTS \(raw: database)")
            try await session.executeNonQuery("USE \(raw: database)")
            return (session, "")
        } catch {
            // A server without the model says so; anything else is no reason to leave its scenarios out.
            guard let status = error.serverStatus, !status.needsRetry else { throw error }
            return (nil, error.message)
        }
    }

    /// The session of the table model.
    var table: Session {
        get throws(Skip) {
            guard let tableSession else { throw Skip(reason: tableRefusal) }
            return tableSession
        }
    }

    /// Path of a device that belongs to this run.
    func device(_ name: String) -> String { "\(treeDatabase).\(unique(name))" }

    /// Name of a table that belongs to this run.
    func table(_ name: String) -> String { unique(name) }

    /// Name of a device template, which is known to the whole server.
    func template(_ name: String) -> String { unique("\(name)_\(tableDatabase)") }

    private func unique(_ name: String) -> String {
        guard attempt > 1 else { return name }
        // Inside the back quotes of a name that has them.
        return name.hasPrefix("`") ? "`again\(attempt)_" + name.dropFirst() : "again\(attempt)_" + name
    }

    /// A further session, closed by whoever opens it.
    func open(_ dialect: SQLDialect) async throws(IoTDBError) -> Session {
        var configuration = self.configuration
        configuration.dialect = dialect
        if dialect == .table { configuration.database = tableDatabase }
        return try await Session.open(configuration)
    }

    /// A time some way after 2023-11-14T22:13:20Z in the server's unit.
    func time(_ offset: Int64) -> Int64 { 1_700_000_000_000 + offset }

    /// Deletes the databases and closes the sessions.
    func remove() async {
        try? await tree.deleteDatabase(treeDatabase)
        await tree.close()
        guard let tableSession else { return }
        try? await tableSession.executeNonQuery("DROP DATABASE \(raw: tableDatabase)")
        await tableSession.close()
    }
}
