import IoTDBWire

extension Scenario {
    /// Queries that are no statements.
    static let queries = [
        Scenario("tree executeRawDataQuery, the end does not belong to the range") { workspace in
            let device = try await numbers(workspace, "raw")
            try await expect(
                try await workspace.tree.rawData(["\(device).n", "\(device).x"], in: 3..<6),
                rows: (3..<6).map { [.timestamp($0), .int64($0), .double(Double($0) / 2)] },
                columns: ["Time", "\(device).n", "\(device).x"]
            )
            try await expect(try await workspace.tree.rawData(["\(device).missing"], in: 0..<10), rows: [])
            try await expect(
                try await workspace.tree.rawData(
                    ["\(device).n"],
                    in: 0..<100,
                    options: QueryOptions(timeout: .seconds(30), fetchSize: .rows(10), legalPathNodes: true)
                ),
                rows: (0..<100).map { [.timestamp($0), .int64($0)] }
            )
        },
        Scenario("tree executeAggregationQuery") { workspace in
            let device = try await numbers(workspace, "aggregated")
            let (n, x) = ("\(device).n", "\(device).x")
            try await expect(
                try await workspace.tree.aggregate(
                    [
                        Aggregation(.count, n), Aggregation(.avg, x), Aggregation(.maxValue, n),
                        Aggregation(.minTime, x), Aggregation(.lastValue, n),
                    ]
                ),
                rows: [[.int64(100), .double(24.75), .int64(99), .int64(0), .int64(99)]]
            )
            try await expect(
                try await workspace.tree.aggregate([Aggregation(.sum, n)], in: 10..<20),
                rows: [[.double(145)]]
            )
        },
        Scenario("tree executeAggregationQuery in windows, with legal nodes") { workspace in
            let device = try await numbers(workspace, "windows")
            let counts = [Aggregation(.count, "\(device).n"), Aggregation(.maxValue, "\(device).n")]
            try await expect(
                try await workspace.tree.aggregate(counts, in: 0..<25, window: AggregationWindow(interval: 10)),
                rows: [
                    [.timestamp(0), .int64(10), .int64(9)], [.timestamp(10), .int64(10), .int64(19)],
                    [.timestamp(20), .int64(5), .int64(24)],
                ]
            )
            try await expect(
                try await workspace.tree.aggregate(
                    counts,
                    in: 0..<20,
                    window: AggregationWindow(interval: 10, slidingStep: 5),
                    options: QueryOptions(legalPathNodes: true)
                ),
                rows: [
                    [.timestamp(0), .int64(10), .int64(9)], [.timestamp(5), .int64(10), .int64(14)],
                    [.timestamp(10), .int64(10), .int64(19)], [.timestamp(15), .int64(5), .int64(19)],
                ]
            )
        },
    ]

    /// Newest values.
    static let lastValues = [
        Scenario("tree executeLastDataQuery") { workspace in
            let device = try await numbers(workspace, "last")
            let columns = ["Time", "Timeseries", "Value", "DataType"]
            let x: [Value] = [.timestamp(99), .text("\(device).x"), .text("49.5"), .text("DOUBLE")]
            try await expect(try await workspace.tree.lastData(["\(device).x"]), rows: [x], columns: columns)
            try await expect(try await workspace.tree.lastData(["\(device).x"], since: 99), rows: [x])
            try await expect(try await workspace.tree.lastData(["\(device).x"], since: 100), rows: [])
        },
        Scenario("tree executeFastLastDataQueryForOneDevice") { workspace in
            let device = try await numbers(workspace, "fast")
            let results = try await skippingUnsupported {
                try await workspace.tree.lastData(
                    database: workspace.treeDatabase,
                    device: device,
                    measurements: ["n", "x"],
                    options: QueryOptions(legalPathNodes: true)
                )
            }
            try await expectLast(results, device)
        },
        Scenario("tree executeFastLastDataQueryForOnePrefixPath") { workspace in
            let device = try await numbers(workspace, "prefixed")
            let nodes = device.split(separator: ".").map(String.init)
            let results = try await skippingUnsupported { try await workspace.tree.lastData(prefix: nodes) }
            try await expectLast(results, device)
        },
    ]

    /// The newest values of the numbers, in whatever order the cache has them.
    private static func expectLast(_ results: ResultSet, _ device: String) async throws {
        var found: [String: [Value]] = [:]
        for try await row in results.rows { found[try row.get(String.self, at: 1)] = row.values }
        try expect(found.count, 2, "series")
        try expect(found["\(device).n"]?[2], .text("99"), "last n")
        try expect(found["\(device).x"]?[2], .text("49.5"), "last x")
        try expect(found["\(device).x"]?[0], .timestamp(99), "time of the last x")
    }

    /// A device with n = time and x = time / 2 at the times 0 to 99.
    private static func numbers(_ workspace: Workspace, _ name: String) async throws -> String {
        let device = workspace.device("numbers_\(name)")
        var tablet = try Tablet(
            device: device,
            schema: [MeasurementSchema("n", .int64), MeasurementSchema("x", .double)]
        )
        for time in 0..<Int64(100) { try tablet.appendRow(timestamp: time, [.int64(time), .double(Double(time) / 2)]) }
        try await workspace.tree.insert(tablet)
        return device
    }
}
