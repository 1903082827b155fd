import IoTDBWire
import Testing

@Suite struct WritingExamples {
    @Test func tablets() async throws {
        try await DemoPlant.inTree { session, pool in
            let schema: [MeasurementSchema] = [.init("temperature", .double), .init("status", .text)]
            var tablet = try Tablet(device: "root.plant.line1", schema: schema)
            try tablet.appendRow(timestamp: 1_700_000_000_000, [20.5, "ok"])
            try await pool.insert(tablet)

            let reading = (temperature: 21.5, status: Optional("hot"))
            try tablet.appendRow(
                timestamp: Timestamp.now,
                ["temperature": reading.temperature, "status": reading.status]
            )

            try tablet.appendRow(timestamp: 1_700_000_060_000, [:])
            tablet[2, 0] = 21

            #expect(tablet.columns.indices.map { tablet[1, $0] } == [.double(21.5), .text("hot")])
            #expect(tablet.columns.indices.map { tablet[2, $0] } == [.double(21), .null])
            try await pool.insert(tablet)
            let temperatures = try await pool.query(
                "SELECT temperature FROM root.plant.line1",
                as: (Timestamp, Double?).self
            )
            #expect(temperatures.map(\.1) == [20.5, 21, 21.5])
        }
    }

    @Test func ownTypes() async throws {
        try await DemoPlant.inTree { session, pool in
            struct Reading: Codable, Sendable {
                var time: Timestamp
                var temperature: Double?
            }

            var tablet = try Tablet(device: "root.plant.line2", schema: [.init("temperature", .double)])
            try tablet.append(contentsOf: [Reading(time: Timestamp(seconds: 1), temperature: 20.5)])
            try await pool.insert(tablet)
            let readings = try await pool.query("SELECT temperature FROM root.plant.line2", as: Reading.self)
            #expect(readings.map(\.temperature) == [20.5] && readings.first?.time == Timestamp(seconds: 1))
        }
    }

    @Test func placesByNumber() throws {
        let time: Int64 = 1
        var tablet = try Tablet(device: "root.plant.line3", schema: [.init("a", .int32), .init("b", .double)])
        try tablet.appendRow(timestamp: time, [:])
        tablet[0, 1] = 1.5
        #expect(tablet[0, 0] == .null && tablet[0, 1] == .double(1.5))
    }

    @Test func columns() async throws {
        try await DemoPlant.inTree { session, pool in
            let (times, temperatures): ([Int64], [Double]) = ([1, 2, 3], [20, 21, 22])
            var tablet = try Tablet(device: "root.plant.line4", schema: [.init("temperature", .double)])
            tablet.append(timestamps: times)
            try tablet.append(contentsOf: temperatures, to: 0)
            try await pool.insert(tablet)
            #expect(try await pool.queryRow("SELECT count(temperature) FROM root.plant.line4", as: Int64.self) == 3)
        }
    }

    @Test func records() async throws {
        try await DemoPlant.inTree { session, pool in
            let names = ["temperature", "status"]
            try await pool.insertRecord(
                device: "root.plant.line5",
                timestamp: 1,
                measurements: names,
                values: [20.5, "ok"]
            )
            try await pool.insertRecords([
                Record(device: "root.plant.line6", timestamp: 1, measurements: names, values: [20.5, "ok"]),
                Record(device: "root.plant.line7", timestamp: 1, measurements: names, values: [21.5, nil]),
            ])
            #expect(try await pool.query("SHOW DEVICES root.plant.*").collect().count == 4)
        }
    }

    @Test func tables() async throws {
        try await DemoPlant.inTables { session, pool in
            let columns: [ColumnSchema] = [.init("host", .string, category: .tag), .init("temperature", .double)]
            var tablet = try Tablet(table: "plant", columns: columns)
            try tablet.appendRow(timestamp: Timestamp.now, ["host": "c", "temperature": 19.5])
            try await pool.insert(tablet)
            #expect(try await pool.queryRow("SELECT temperature FROM plant WHERE host = 'c'", as: Double.self) == 19.5)
        }
    }
}
