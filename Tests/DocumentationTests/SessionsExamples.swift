import IoTDBWire
import Testing

/// Addresses in these examples are those of a reader, so the first part of each is compiled and not run.
@Suite struct SessionsExamples {
    private func one() async throws {
        var configuration = try SessionConfiguration(host: "127.0.0.1")
        configuration.timeZone = "Asia/Shanghai"
        let session = try await Session.open(configuration)
        try await session.executeNonQuery("CREATE DATABASE root.plant")
        await session.close()
    }

    private func byDefault() async throws {
        let session = try await Session.open(SessionConfiguration())
        if let results = try await session.execute("SHOW DATABASES") {
            for try await row in results.rows { print(row[0]) }
        }
        await session.close()
    }

    private func shared(_ configuration: SessionConfiguration) async throws {
        let pool = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: 8))
        let count = try await pool.queryRow("COUNT TIMESERIES root.**", as: Int64.self)
        await pool.close()
        print(count)
    }

    private func tables(_ limit: Double) async throws {
        let configuration = try SessionConfiguration(url: "iotdb://root:root@db1/plant?dialect=table")
        let pool = SessionPool(SessionPoolConfiguration(configuration))
        try await pool.executeNonQuery(
            "CREATE TABLE IF NOT EXISTS readings (line STRING TAG, temperature DOUBLE FIELD)"
        )
        let hot = try await pool.query(
            "SELECT time, line FROM readings WHERE temperature > \(limit)",
            as: (Timestamp, String).self
        )
        print(hot)
    }

    private func demo(_ port: Int) async throws {
        let session = try await Session.open(SessionConfiguration(host: "127.0.0.1", port: port))
        await session.close()
    }

    @Test func several() async throws {
        try await DemoPlant.inTree { session, pool in
            let (series, latest) = try await pool.withSession { session in
                try await session.setTimeZone("Asia/Shanghai")
                let series = try await session.queryRow("COUNT TIMESERIES root.**", as: Int64.self)
                return (series, try await session.queryRow("SELECT last temperature FROM root.plant.d1"))
            }
            #expect(series == 1 && latest["Value"]?.text == "31.0")
        }
    }

    @Test func executors() async throws {
        try await DemoPlant.inTree { session, pool in
            try await withTaskExecutorPreference(session.taskExecutor) {
                for time in 3..<100 {
                    try await session.executeNonQuery(
                        "INSERT INTO root.plant.d1(time, temperature) VALUES (\(time), 20)"
                    )
                }
            }
            #expect(try await session.queryRow("SELECT count(temperature) FROM root.plant.d1", as: Int64.self) == 99)
        }
    }

    @Test func executorsForStatements() async throws {
        try await DemoPlant.inTree { session, pool in
            let statements: [SQLStatement] = ["INSERT INTO root.plant.d1(time, temperature) VALUES (3, \(20.5))"]
            try await withTaskExecutorPreference(session.taskExecutor) {
                for statement in statements { try await session.executeNonQuery(statement) }
            }
        }
    }

    @Test func runs() async throws {
        let server = try TestedDemo()
        defer { server.stop() }
        try await shared(server.configuration)
        try await demo(server.configuration.nodes[0].port)
        #expect(server.configuration.nodes.count == 1)
    }

    @Test func scopedPool() async throws {
        let server = try TestedDemo()
        defer { server.stop() }
        let configuration = server.configuration
        let pool = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: 8))
        try await pool.withResultSet("SHOW DEVICES root.factory.**") { results in
            for try await row in results.rows { print(row) }
        }
        await pool.close()
    }
}
