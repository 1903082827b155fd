import IoTDBDemo
import IoTDBWire

/// A demo server with a plant in both models, which the examples of the documentation run against.
enum DemoPlant {
    /// Runs an example with a session and a pool of the tree model.
    static func inTree(_ example: (Session, SessionPool) async throws -> Void) async throws {
        try await run(.tree) { session in
            try await session.executeNonQuery("CREATE DATABASE root.plant")
            try await session.executeNonQuery("INSERT INTO root.plant.d1(time, temperature) VALUES (1, 20.5)")
            try await session.executeNonQuery("INSERT INTO root.plant.d1(time, temperature) VALUES (2, 31.0)")
        } example: {
            try await example($0, $1)
        }
    }

    /// Runs an example with a session and a pool of the table model, whose database is `plant`.
    static func inTables(_ example: (Session, SessionPool) async throws -> Void) async throws {
        try await run(.table) { session in
            let now = Timestamp.now
            try await session.executeNonQuery("CREATE TABLE plant (host STRING TAG, temperature DOUBLE FIELD)")
            try await session.executeNonQuery("INSERT INTO plant(time, host, temperature) VALUES (\(now), 'a', 20.5)")
            try await session.executeNonQuery("INSERT INTO plant(time, host, temperature) VALUES (\(now), 'b', 31.0)")
        } example: {
            try await example($0, $1)
        }
    }

    private static func run(
        _ dialect: SQLDialect,
        _ prepare: (Session) async throws -> Void,
        example: (Session, SessionPool) async throws -> Void
    ) async throws {
        let server = DemoServer(sampleData: false)
        var configuration = try SessionConfiguration(host: "127.0.0.1", port: Int(try server.start()), dialect: dialect)
        defer { server.stop() }
        if dialect == .table {
            let founder = try await Session.open(configuration)
            try await founder.executeNonQuery("CREATE DATABASE plant")
            await founder.close()
            configuration.database = "plant"
        }
        let session = try await Session.open(configuration)
        let pool = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: 2))
        try await prepare(session)
        try await example(session, pool)
        await session.close()
        await pool.close()
    }
}
