import IoTDBDemo
import IoTDBWire
import Testing

/// What the documentation of postgres-nio, of `database/sql`, of sqlx and of the Go client show first, written with this
/// library: the shortest way that a reader of the documentation finds, and it runs.
@Suite struct SideBySideExamples {
    @Test func allRun() async throws {
        try await DemoPlant.inTables { session, pool in
            try await session.executeNonQuery("CREATE TABLE users (name STRING TAG, age INT32 FIELD, id INT64 FIELD)")
            try await Self.write(pool)
            try await Self.rows(pool)
            try await Self.row(pool)
            try await Self.rowOrError(pool)
            try await Self.types(pool)
            try await Self.list(pool)
            try await Self.named(pool)
            try await Self.parts(pool)
            try await Self.dates(pool)
            try await Self.leaving(pool)
            try await Self.deadline(pool)
            #expect(await Self.code(pool))
        }
        try await DemoPlant.inTree { _, pool in
            try await Self.tablet(pool, count: 3)
            try await Self.record(pool)
            try await Self.ownTypes(pool)
            #expect(try await pool.queryRow("SELECT count(price) FROM root.ln.device1", as: Int64.self) == 3)
        }
        try await Self.open()
        #expect(try Self.encryption().clientCertificate != nil)
    }

    private static func open() async throws {
        let pool = SessionPool(SessionPoolConfiguration(try .init(url: "iotdb://root:root@127.0.0.1:6667?tz=UTC")))
        await pool.close()
    }

    private static func encryption() throws -> TLSConfiguration {
        var tls = TLSConfiguration()
        tls.caFile = "/path/to/ca.pem"
        tls.clientCertificate = .init(chainFile: "/path/to/client.pem", keyFile: "/path/to/client-key.pem")
        return tls
    }

    private static func write(_ pool: SessionPool) async throws {
        let (id, name, age) = (47, "Hans", 27)
        try await pool.executeNonQuery(
            "INSERT INTO users (time, name, age, id) VALUES (\(Timestamp.now), \(name), \(age), \(id))"
        )
    }

    private static func rows(_ pool: SessionPool) async throws {
        let age = 27
        let names = try await pool.query("SELECT name FROM users WHERE age = \(age)", as: String.self)
        print("\(names.joined(separator: ", ")) are \(age) years old")
    }

    private static func row(_ pool: SessionPool) async throws {
        let id = 123
        let results = try await pool.query("SELECT name, time FROM users WHERE id = \(id)")
        guard let row = try await results.first() else { return print("no user with id \(id)") }
        let (name, created) = try row.decode((String, Timestamp).self)
        print("\(name) since \(created)")
    }

    private static func rowOrError(_ pool: SessionPool) async throws {
        let name = try await pool.queryRow("SELECT name FROM users WHERE id = \(47)", as: String.self)
        print(name)
    }

    private static func types(_ pool: SessionPool) async throws {
        struct User: Decodable { let name: String, age: Int?, id: Int64 }
        let users = try await pool.query("SELECT * FROM users ORDER BY name", as: User.self)
        print(users)
    }

    private static func list(_ pool: SessionPool) async throws {
        let ages = [27, 28]
        let names = try await pool.query("SELECT name FROM users WHERE age IN \(ages)", as: String.self)
        print(names)
    }

    private static func named(_ pool: SessionPool) async throws {
        let parameters = StatementParameters(named: ["id": 47, "age": 27])
        let users = try await pool.query("SELECT name FROM users WHERE id = :id AND age = :age", parameters: parameters)
        print(try await users.collect())
    }

    private static func parts(_ pool: SessionPool) async throws {
        var statement: SQLStatement = "SELECT name FROM users WHERE age > \(1)"
        statement += " AND id < \(1_000)"
        print(try await pool.query(statement, as: String.self))
    }

    private static func dates(_ pool: SessionPool) async throws {
        let hour = try await pool.query(
            "SELECT name, time FROM users WHERE time > \(Timestamp.now - .seconds(3600))",
            as: (String, Timestamp).self
        )
        print(hour)
    }

    private static func leaving(_ pool: SessionPool) async throws {
        let rows = try await pool.query("SELECT name, age FROM users").rows
        for try await (name, age) in rows.decode((String, Int).self) where age > 18 { return print(name) }
    }

    private static func deadline(_ pool: SessionPool) async throws {
        for try await row in try await pool.query("SELECT * FROM users", timeout: .seconds(1)).rows { print(row) }
    }

    private static func code(_ pool: SessionPool) async -> Bool {
        do { try await pool.executeNonQuery("CREATE DATABASE plant") } catch {
            return error.serverStatus?.code == .databaseAlreadyExists
        }
        return false
    }

    private static func tablet(_ pool: SessionPool, count: Int) async throws {
        var tablet = try Tablet(
            device: "root.ln.device1",
            schema: [
                .init("restart_count", .int32), .init("price", .double), .init("tick_count", .int64),
                .init("temperature", .float), .init("description", .text), .init("status", .boolean),
            ]
        )
        for row in 0..<count {
            try tablet.appendRow(
                timestamp: Timestamp.now + .milliseconds(row),
                [
                    Int32.random(in: 0..<100), Double.random(in: 0..<1), Int64.random(in: 0..<100),
                    Float.random(in: 0..<1),
                    "Test Device \(row + 1)", row % 2 == 0,
                ]
            )
        }
        try await pool.insert(tablet)
    }

    private static func record(_ pool: SessionPool) async throws {
        try await pool.insertRecord(device: "root.sg1.dev1", timestamp: 12, measurements: ["status"], values: ["123"])
    }

    private static func ownTypes(_ pool: SessionPool) async throws {
        struct Reading: Codable, Sendable { var time: Timestamp, temperature: Double? }
        var tablet = try Tablet(device: "root.plant.d9", schema: [.init("temperature", .double)])
        try tablet.append(contentsOf: [Reading(time: .now, temperature: 20.5), Reading(time: .now, temperature: nil)])
        try await pool.insert(tablet)
    }
}
