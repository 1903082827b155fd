import IoTDBWire

extension Scenario {
    /// Rows of typed values.
    static let records = [false, true].flatMap { aligned in
        let kind = aligned ? "Aligned" : ""
        return [
            Scenario("tree insert\(kind)Record, ten types") { try await writeRecords($0, aligned: aligned) },
            Scenario("tree insert\(kind)Records") { try await writeManyDevices($0, aligned: aligned) },
            Scenario("tree insert\(kind)RecordsOfOneDevice, unsorted") {
                try await writeOneDevice($0, aligned: aligned)
            },
        ]
    }

    private static func writeRecords(_ workspace: Workspace, aligned: Bool) async throws {
        let (session, device) = (workspace.tree, workspace.device(aligned ? "record_aligned" : "record"))
        let rows = SampleValues.rows + SampleValues.rowsWithNulls
        for (index, row) in rows.enumerated() {
            try await session.insertRecord(
                device: device,
                timestamp: workspace.time(Int64(index)),
                measurements: SampleValues.names,
                values: row,
                aligned: aligned
            )
        }
        try await session.insertRecord(
            device: device,
            timestamp: workspace.time(1000),
            measurements: ["c_int32"],
            values: [.null],
            aligned: aligned
        )
        try await expectSamples(workspace, device, rows)
        try await expectError(.invalidArgument, "unequal lists") {
            try await session.insertRecord(device: device, timestamp: 1, measurements: ["a", "b"], values: [1])
        }
    }

    /// Reads back what was written at the first places in time, and whether the device is aligned.
    static func expectSamples(_ workspace: Workspace, _ device: String, _ rows: [[Value]]) async throws {
        let columns = SampleValues.names.joined(separator: ", ")
        let expected = rows.enumerated().map { (index, row) -> [Value] in
            [.timestamp(workspace.time(Int64(index)))] + row
        }
        try await expect(try await workspace.tree.query("SELECT \(raw: columns) FROM \(raw: device)"), rows: expected)
    }

    private static func writeManyDevices(_ workspace: Workspace, aligned: Bool) async throws {
        let (session, prefix) = (workspace.tree, workspace.device(aligned ? "records_aligned" : "records"))
        try await session.insertRecords(
            [
                Record(
                    device: "\(prefix).d1",
                    timestamp: 2,
                    measurements: ["a", "b"],
                    values: [.int32(1), .text("x")]
                ),
                Record(device: "\(prefix).d2", timestamp: 1, measurements: ["a"], values: [.null]),
                Record(device: "\(prefix).d3", timestamp: 1, measurements: ["a-b", "1"], values: [true, .float(2.5)]),
                Record(device: "\(prefix).d1", timestamp: 1, measurements: ["a", "b"], values: [.null, .text("y")]),
            ],
            aligned: aligned
        )
        try await expect(
            try await session.query("SELECT a, b FROM \(raw: prefix).d1"),
            rows: [[.timestamp(1), .null, .text("y")], [.timestamp(2), .int32(1), .text("x")]]
        )
        try await expect(
            try await session.query("SELECT `a-b`, `1` FROM \(raw: prefix).d3"),
            rows: [[.timestamp(1), true, .float(2.5)]]
        )
        try await expect(try await session.query("SELECT a FROM \(raw: prefix).d2"), rows: [])
    }

    private static func writeOneDevice(_ workspace: Workspace, aligned: Bool) async throws {
        let (session, device) = (workspace.tree, workspace.device(aligned ? "one_aligned" : "one"))
        try await session.insertRecordsOfOneDevice(
            device,
            [
                RecordRow(timestamp: 30, measurements: ["a"], values: [.int64(30)]),
                RecordRow(timestamp: 10, measurements: ["b", "a"], values: [.date(20_240_229), .int64(10)]),
                RecordRow(timestamp: 20, measurements: ["a", "b"], values: [.null, .null]),
                RecordRow(timestamp: 10, measurements: ["a"], values: [.int64(11)]),
            ],
            aligned: aligned
        )
        try await expect(
            try await session.query("SELECT a, b FROM \(raw: device)"),
            rows: [[.timestamp(10), .int64(11), .date(20_240_229)], [.timestamp(30), .int64(30), .null]]
        )
    }

    /// Rows of texts, whose types the server chooses or converts to.
    static let strings = [
        Scenario("tree insertStringRecord, insertStringRecords, insertStringRecordsOfOneDevice") { workspace in
            let (session, prefix) = (workspace.tree, workspace.device("texts"))
            try await session.createTimeseries(TimeseriesSchema("\(prefix).d1.n", .int32))
            try await session.insertStringRecord(
                device: "\(prefix).d1",
                timestamp: 1,
                measurements: ["n", "t", "b"],
                values: ["7", "some text", "true"]
            )
            try await session.insertStringRecords(
                [
                    Record(device: "\(prefix).d1", timestamp: 2, measurements: ["n"], values: ["8"]),
                    Record(device: "\(prefix).d2", timestamp: 1, measurements: ["t"], values: ["two"]),
                ]
            )
            try await session.insertStringRecordsOfOneDevice(
                "\(prefix).d3",
                [
                    RecordRow(timestamp: 2, measurements: ["t"], values: ["later"]),
                    RecordRow(timestamp: 1, measurements: ["t"], values: ["sooner"]),
                ],
                aligned: true
            )
            try await expect(
                try await session.query("SELECT n, t, b FROM \(raw: prefix).d1"),
                rows: [
                    [.timestamp(1), .int32(7), .text("some text"), true], [.timestamp(2), .int32(8), .null, .null],
                ]
            )
            try await expect(
                try await session.query("SELECT t FROM \(raw: prefix).d2"),
                rows: [[.timestamp(1), .text("two")]]
            )
            try await expect(
                try await session.query("SELECT t FROM \(raw: prefix).d3"),
                rows: [[.timestamp(1), .text("sooner")], [.timestamp(2), .text("later")]]
            )
        }
    ]
}
