import IoTDBWire

/// The calls of a session, in the order of the Go client's example.
struct SessionExample {
    let session: Session

    /// Creates databases and deletes them, one and several at a time.
    func databases() async throws {
        try await session.createDatabase("root.ln1")
        try await session.deleteDatabase("root.ln1")
        try await session.createDatabase("root.ln1")
        try await session.createDatabase("root.ln2")
        try await session.deleteDatabases(["root.ln1", "root.ln2"])
    }

    /// Creates series: by a call, by a statement, several at a time, and those of an aligned device.
    func series() async throws {
        let status = "root.sg1.dev1.status"
        try await session.createTimeseries(TimeseriesSchema(status, .float, encoding: .plain, compression: .snappy))
        try await session.deleteTimeseries([status])
        try await session.executeNonQuery("CREATE TIMESERIES \(path: status) WITH DATATYPE = INT32")
        try await session.deleteTimeseries([status])

        try await session.createTimeseries([TimeseriesSchema("root.sg1.dev1.temperature", .text, encoding: .plain)])
        try await session.deleteTimeseries(["root.sg1.dev1.temperature"])

        var measurements = [TimeseriesSchema("status", .float), TimeseriesSchema("temperature", .float)]
        measurements[0].alias = "sts"
        measurements[1].alias = "temp"
        try await session.createAlignedTimeseries(device: "root.sg1.dev1", measurements)
        try await session.deleteTimeseries(["root.sg1.dev1.status", "root.sg1.dev1.temperature"])
    }

    /// Writes rows without a tablet: texts, one row, rows of several devices, rows of one device.
    func records() async throws {
        try await session.insertStringRecord(
            device: "root.ln.wf02.wt02",
            timestamp: 12,
            measurements: ["hardware"],
            values: ["123"]
        )
        try await session.deleteTimeseries(["root.ln.wf02.wt02.hardware"])

        try await session.insertRecord(
            device: "root.sg1.dev1",
            timestamp: 12,
            measurements: ["status"],
            values: ["123"]
        )
        try await session.deleteTimeseries(["root.sg1.dev1.status"])

        let record = Record<Value>(device: "root.sg1.dev1", timestamp: 12, measurements: ["status"], values: ["123"])
        try await session.insertRecords([record])
        try await session.deleteData(["root.sg1.dev1.status"], in: 0...12)
        try await session.deleteTimeseries(["root.sg1.dev1.status"])

        try await session.insertRecordsOfOneDevice("root.sg1.dev0", rowsOfADevice())
        try await session.deleteTimeseries(["root.sg1.dev0.*"])
    }

    /// Writes tablets, and reads one back by typed getters.
    func tablets() async throws {
        try await session.insert(try tablet(rows: 12))
        let results = try await session.query("SELECT * FROM root.ln.device1", timeout: .seconds(1))
        for try await row in results.rows {
            let (time, price): (Timestamp, Double?) = (try row.get(at: 0), try row.get(named: "price"))
            print(time.seconds, price ?? .nan, try row.get(String.self, named: "description"))
        }
        try await session.deleteTimeseries(["root.ln.device1.*"])
        try await session.insertTablets([try tablet(rows: 8), try tablet(rows: 4)])
        try await session.deleteTimeseries(["root.ln.device1.*"])
    }

    /// Zone, statements, and queries that are no statements.
    func queries() async throws {
        try await session.setTimeZone("GMT")
        print("zone", try await session.serverTimeZone())
        try await show(try await session.query("SHOW DATABASES"))

        let series = "root.ln.wf02.wt02.s5"
        try await session.executeNonQuery("INSERT INTO root.ln.wf02.wt02(time, s5) VALUES (\(1), \(true))")
        try await show(try await session.rawData([series], in: 1..<200))
        try await session.executeBatch([
            "INSERT INTO root.ln.wf02.wt02(time, s5) VALUES (1, true)",
            "INSERT INTO root.ln.wf02.wt02(time, s5) VALUES (2, true)",
        ])
        print("count", try await session.queryRow("SELECT count(s5) FROM root.ln.wf02.wt02", as: Int64.self))
        try await show(
            try await session.aggregate(
                [Aggregation(.count, series)],
                in: 1..<10,
                window: AggregationWindow(interval: 2),
                options: QueryOptions(timeout: .seconds(1), legalPathNodes: true)
            )
        )
        try await session.deleteTimeseries([series])
    }

    /// The same writes to devices that store their measurements aligned.
    func alignedDevices() async throws {
        let measurements = ["status"]
        try await session.insertRecord(
            device: "root.al1.dev1",
            timestamp: 12,
            measurements: measurements,
            values: ["123"],
            aligned: true
        )
        let records = [
            Record<Value>(device: "root.al1.dev2", timestamp: 12, measurements: measurements, values: ["33"]),
            Record<Value>(device: "root.al1.dev3", timestamp: 13, measurements: ["temperature"], values: ["44"]),
        ]
        try await session.insertRecords(records, aligned: true)
        try await session.insertRecordsOfOneDevice("root.al1.dev4", rowsOfADevice(), aligned: true)
        try await show(try await session.query("SHOW DEVICES root.al1.**"))
        try await show(try await session.query("SELECT restart_count, price, description FROM root.al1.dev4"))
        try await session.deleteDatabase("root.ln")
        try await session.insert(try tablet(rows: 12), aligned: true)
        try await session.insertTablets([try tablet(rows: 8), try tablet(rows: 4)], aligned: true)
    }

    /// Rows of one device with different measurements.
    private func rowsOfADevice() -> [RecordRow<Value>] {
        let now = Timestamp.now.seconds * 1000
        let (first, second) = (["restart_count", "tick_count", "price"], ["temperature", "description", "status"])
        return [
            RecordRow(timestamp: now, measurements: first, values: [.int32(1), 2018, 1988.1]),
            RecordRow(timestamp: now - 1, measurements: second, values: [.float(12.1), "Test Device 1", false]),
        ]
    }

    /// Rows of six types, every second one without a price.
    private func tablet(rows: Int) throws -> Tablet {
        let schema: [MeasurementSchema] = [
            .init("restart_count", .int32), .init("price", .double), .init("tick_count", .int64),
            .init("temperature", .float), .init("description", .text), .init("status", .boolean),
        ]
        var tablet = try Tablet(device: "root.ln.device1", schema: schema, capacity: rows)
        for row in 0..<rows {
            let price = row % 2 == 1 ? Double.random(in: 0..<1) : nil
            let (ticks, temperature) = (Int64.random(in: 0 ... .max), Float.random(in: 0..<1))
            try tablet.appendRow(
                timestamp: Timestamp.now + .milliseconds(row),
                [row, price, ticks, temperature, "Test Device \(row + 1)", row % 2 == 0]
            )
        }
        return tablet
    }

    /// Prints a result of any columns.
    private func show(_ results: ResultSet) async throws {
        print(results.columns.map(\.name).joined(separator: "\t"))
        for try await row in results.rows { print(row.values.map(\.description).joined(separator: "\t")) }
    }
}
