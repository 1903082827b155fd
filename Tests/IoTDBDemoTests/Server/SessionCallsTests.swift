import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

@Suite("Calls of the session API on the demo server")
struct SessionCallsTests {
    /// Runs a body with a session on a fresh server.
    private func withSession(
        compact: Bool = false,
        dialect: SQLDialect = .tree,
        _ body: (Session) async throws -> Void
    ) async throws {
        let server = DemoServer(sampleData: false)
        let port = try server.start()
        defer { server.stop() }
        var configuration = SessionConfiguration(nodes: [try NodeAddress(host: "127.0.0.1", port: Int(port))])
        configuration.rpcCompression = compact
        configuration.dialect = dialect
        let session = try await Session.open(configuration)
        try await body(session)
        await session.close()
    }

    private func rows(_ statement: String, _ session: Session) async throws -> [[Value]] {
        try await Answer(to: statement, on: session).rows
    }

    private func code(_ body: () async throws -> Void) async throws -> Int32? {
        do {
            try await body()
            return nil
        } catch let error as IoTDBError {
            return error.serverStatus?.code.rawValue
        }
    }

    @Test("records and tablets are stored in either protocol", arguments: [false, true])
    func records(compact: Bool) async throws {
        try await withSession(compact: compact) { session in
            try await session.insertRecord(
                device: "root.a.d",
                timestamp: 1,
                measurements: ["i", "t"],
                values: [.int32(5), .text("x")]
            )
            try await session.insertStringRecord(
                device: "root.a.s",
                timestamp: 1,
                measurements: ["n", "b", "t"],
                values: ["1.5", "true", "word"]
            )
            var tablet = try Tablet(device: "root.a.d", schema: [.init("i", .int32), .init("t", .text)])
            try tablet.appendRow(timestamp: 3, [.int32(7), .null])
            try tablet.appendRow(timestamp: 2, [.null, .text("y")])
            try await session.insert(tablet)
            #expect(
                try await rows("SELECT i, t FROM root.a.d", session) == [
                    [.timestamp(1), .int32(5), .text("x")], [.timestamp(2), .null, .text("y")],
                    [.timestamp(3), .int32(7), .null],
                ]
            )
            #expect(
                try await rows("SELECT n, b, t FROM root.a.s", session) == [
                    [.timestamp(1), .double(1.5), .boolean(true), .text("word")]
                ]
            )
        }
    }

    @Test("a value of another type is refused, and the rest of its row is stored")
    func partialRecord() async throws {
        try await withSession { session in
            try await session.executeNonQuery("CREATE TIMESERIES root.a.d.i INT32")
            let code = try await code {
                try await session.insertRecord(
                    device: "root.a.d",
                    timestamp: 1,
                    measurements: ["i", "t"],
                    values: [.text("five"), .text("x")]
                )
            }
            #expect(code == 507)
            #expect(try await rows("SELECT t FROM root.a.d", session) == [[.timestamp(1), .text("x")]])
        }
    }

    @Test("a tablet makes the table and the columns that are missing")
    func tableTablet() async throws {
        try await withSession(dialect: .table) { session in
            try await session.executeNonQuery("CREATE DATABASE plant")
            try await session.executeNonQuery("USE plant")
            var tablet = try Tablet(
                table: "readings",
                columns: [
                    .init("line", .string, category: .tag), .init("model", .string, category: .attribute),
                    .init("t", .double),
                ]
            )
            try tablet.appendRow(timestamp: 2, [.string("a"), .string("m"), .double(2.5)])
            try tablet.appendRow(timestamp: 1, [.string("a"), .null, .null])
            try await session.insert(tablet)
            var wider = try Tablet(
                table: "readings",
                columns: [.init("line", .string, category: .tag), .init("n", .int32)]
            )
            try wider.appendRow(timestamp: 2, [.string("a"), .int32(9)])
            try await session.insert(wider)
            #expect(
                try await rows("SELECT * FROM readings ORDER BY time", session) == [
                    [.timestamp(1), .string("a"), .string("m"), .null, .null],
                    [.timestamp(2), .string("a"), .string("m"), .double(2.5), .int32(9)],
                ]
            )
        }
    }

    @Test("a session keeps its dialect and its database to itself")
    func contexts() async throws {
        let server = DemoServer(sampleData: true)
        let port = try server.start()
        defer { server.stop() }
        var configuration = SessionConfiguration(nodes: [try NodeAddress(host: "127.0.0.1", port: Int(port))])
        let tree = try await Session.open(configuration)
        configuration.dialect = .table
        configuration.database = "factory"
        let table = try await Session.open(configuration)
        configuration.database = nil
        let other = try await Session.open(configuration)
        #expect(try await Answer(to: "SELECT count(*) FROM machines", on: table).isSuccess)
        #expect(try await Answer(to: "SELECT count(*) FROM machines", on: other).code == 701)
        #expect(try await Answer(to: "SELECT count(temperature) FROM root.factory.weather", on: tree).isSuccess)
        for session in [tree, table, other] { await session.close() }
    }

    @Test("templates are refused by name")
    func templates() async throws {
        try await withSession { session in
            let answer = try await Answer(to: "CREATE DEVICE TEMPLATE t1 (temperature FLOAT)", on: session)
            #expect(answer.code == 700)
            #expect(answer.message == "not supported by the demo server: CREATE DEVICE")
        }
    }
}
