import IoTDBDemo
import IoTDBWire
import Testing

@Suite("Demo server")
struct DemoServerTests {
    /// Runs a body against a started server, and stops the server.
    private func withServer(sampleData: Bool = false, _ body: (UInt16) async throws -> Void) async throws {
        let server = DemoServer(sampleData: sampleData)
        let port = try server.start()
        defer { server.stop() }
        try await body(port)
    }

    private func open(_ port: UInt16, compact: Bool = false, password: Password = "root") async throws -> Session {
        var configuration = SessionConfiguration(
            nodes: [try NodeAddress(host: "127.0.0.1", port: Int(port))],
            password: password
        )
        configuration.rpcCompression = compact
        configuration.connectRetryMax = 1
        return try await Session.open(configuration)
    }

    private func rows(of results: ResultSet) async throws -> [[Value]] {
        var rows: [[Value]] = []
        while let page = try await results.nextPage() {
            for block in page.blocks {
                for row in 0..<block.rowCount {
                    rows.append(results.columns.map { block.value(row: row, column: $0) })
                }
            }
        }
        return rows
    }

    private func failure(_ body: () async throws -> Void) async -> IoTDBError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? IoTDBError
        }
    }

    @Test("a session opens, writes, reads and closes in either protocol", arguments: [false, true])
    func bothProtocols(compact: Bool) async throws {
        try await withServer { port in
            let session = try await open(port, compact: compact)
            try await session.executeNonQuery(
                "INSERT INTO root.a.d(time,b,f,t) VALUES (1,true,1.5,'x'),(2,false,2.5,null)"
            )
            let results = try await session.query("SELECT b, f, t FROM root.a.d")
            #expect(results.columns.map(\.name) == ["Time", "root.a.d.b", "root.a.d.f", "root.a.d.t"])
            let rows = try await rows(of: results)
            #expect(
                rows == [
                    [.timestamp(1), .boolean(true), .double(1.5), .text("x")],
                    [.timestamp(2), .boolean(false), .double(2.5), .null],
                ]
            )
            await session.close()
        }
    }

    @Test(
        "a result comes in pages of the size that was asked for",
        arguments: [(1, 5), (7, 50), (1000, 1440), (1440, 1440), (5000, 1440)] as [(Int32, Int)]
    )
    func paging(size: Int32, rows: Int) async throws {
        try await withServer(sampleData: true) { port in
            let session = try await open(port)
            let statement = "SELECT temperature FROM root.factory.weather LIMIT \(rows)"
            let results = try await session.query(statement, fetchSize: .rows(size))
            var pages: [Int] = []
            while let page = try await results.nextPage() {
                if page.rowCount > 0 { pages.append(page.rowCount) }
            }
            #expect(pages.reduce(0, +) == rows)
            #expect(pages.allSatisfy { $0 <= Int(size) })
            #expect(pages.count == (rows + Int(size) - 1) / Int(size))
            await session.close()
        }
    }

    @Test("errors carry the code and the text of the statement")
    func errors() async throws {
        try await withServer { port in
            let session = try await open(port)
            let error = await failure { try await session.executeNonQuery("SHOW PIPES") }
            #expect(error?.serverStatus?.code == 700)
            #expect(error?.serverStatus?.message == "not supported by the demo server: SHOW PIPES")
            await session.close()
        }
    }

    @Test("a wrong password is told from a right one")
    func wrongPassword() async throws {
        try await withServer { port in
            let error = await failure { _ = try await open(port, password: "wrong") }
            #expect("\(String(describing: error))".contains("801"))
        }
    }

    @Test("a hundred sessions are served at once")
    func manySessions() async throws {
        try await withServer { port in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let session = try await open(port)
                        try await session.executeNonQuery(
                            "INSERT INTO root.a.d(time,s\(raw: number)) VALUES (1,\(raw: number))"
                        )
                        await session.close()
                    }
                }
                try await group.waitForAll()
            }
            let session = try await open(port)
            let results = try await session.query("COUNT TIMESERIES")
            #expect(try await rows(of: results) == [[.int64(100)]])
            await session.close()
        }
    }

    @Test("stop ends open connections, and the server can start again")
    func stopping() async throws {
        let server = DemoServer(sampleData: false)
        let port = try server.start()
        let session = try await open(port)
        server.stop()
        server.stop()
        await #expect(throws: IoTDBError.self) {
            try await session.executeNonQuery("INSERT INTO root.a.d(time,s) VALUES (1,1)")
        }
        #expect(try server.start() > 0)
        server.stop()
    }
}
