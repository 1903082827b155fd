import IoTDBWire

extension Scenario {
    /// Databases and series.
    static let schema = [
        Scenario("tree setStorageGroup, deleteStorageGroups") { workspace in
            let (session, path) = (workspace.tree, "\(workspace.treeDatabase)_other\(workspace.attempt)")
            try await session.createDatabase(path)
            try await expectError(.serverError, status: 501, "a database that exists") {
                try await session.createDatabase(path)
            }
            try await session.deleteDatabases([path])
            try await expect(try await session.query("SHOW DATABASES \(raw: path)"), rows: [])
        },
        Scenario("tree createTimeseries, every type, encoding and compression") { workspace in
            for type in SampleValues.types {
                let encodings = DataEncoding.allCases.filter { $0.supports(type) && $0.rawValue < 14 }
                for (index, encoding) in encodings.enumerated() {
                    let compression = CompressionType.allCases[index % CompressionType.allCases.count]
                    let name = "\(type.name)_\(encoding.name)".lowercased()
                    let series = TimeseriesSchema(
                        workspace.device("created.\(name)"),
                        type,
                        encoding: encoding,
                        compression: compression
                    )
                    try await workspace.tree.createTimeseries(series)
                    try await expectSeries(workspace, series)
                }
            }
        },
        Scenario("tree createTimeseries with tags, attributes, alias, properties") { workspace in
            var series = TimeseriesSchema(workspace.device("described.a"), .double, encoding: .gorilla)
            series.tags = ["unit": "°C", "line": "1"]
            series.attributes = ["note": "two words"]
            series.alias = "temperature"
            series.properties = ["loss": "sdt", "compdev": "0.01"]
            try await workspace.tree.createTimeseries(series)
            let found = try await expectSeries(workspace, series)
            try expect(found.alias, "temperature", "alias")
            try expect(found.tags == #"{"unit":"°C","line":"1"}"# || found.tags == #"{"line":"1","unit":"°C"}"#, "tags")
            try expect(found.attributes, #"{"note":"two words"}"#, "attributes")
            try expect(found.deadband, "SDT", "property loss")
        },
        Scenario("tree createMultiTimeseries") { workspace in
            let series = [
                TimeseriesSchema(workspace.device("multi.a"), .int32),
                TimeseriesSchema(workspace.device("multi.b"), .text, compression: .gzip),
                TimeseriesSchema(workspace.device("multi.deep.c"), .blob),
            ]
            try await workspace.tree.createTimeseries(series)
            for one in series { try await expectSeries(workspace, one) }
            try await expectError(.serverError, "series that exist") {
                try await workspace.tree.createTimeseries(series)
            }
        },
        Scenario("tree createAlignedTimeseries") { workspace in
            let device = workspace.device("aligned")
            let series = [
                TimeseriesSchema("a", .int32, encoding: .rle), TimeseriesSchema("b", .double, compression: .snappy),
            ]
            try await workspace.tree.createAlignedTimeseries(device: device, series)
            for one in series {
                var full = one
                full.name = "\(device).\(one.name)"
                try await expectSeries(workspace, full)
            }
        },
        Scenario("tree deleteTimeseries") { workspace in
            let (session, device) = (workspace.tree, workspace.device("erased"))
            try await session.createTimeseries(["a", "b", "c"].map { TimeseriesSchema("\(device).\($0)", .int32) })
            try await session.deleteTimeseries(["\(device).a", "\(device).b"])
            let left = try await session.query("SHOW TIMESERIES \(raw: device).*", as: SeriesRow.self)
            try expect(left.map(\.path), ["\(device).c"], "series left")
            try await expectError(.serverError, status: 508, "a series that is not there") {
                try await session.deleteTimeseries(["\(device).missing"])
            }
        },
    ]

    /// Deleting points.
    static let deletions = [
        Scenario("tree deleteData, both ends belong to the range") { workspace in
            let (session, device) = (workspace.tree, workspace.device("deleted"))
            var tablet = try Tablet(
                device: device,
                schema: [MeasurementSchema("a", .int32), MeasurementSchema("b", .int32)]
            )
            for row in 1...5 { try tablet.appendRow(timestamp: Int64(row), [.int32(Int32(row)), .int32(0)]) }
            try await session.insert(tablet)
            try await session.deleteData(["\(device).a"], in: 2...3)
            let zero = Value.int32(0)
            let expected: [[Value]] = [
                [.timestamp(1), .int32(1), zero], [.timestamp(2), .null, zero], [.timestamp(3), .null, zero],
                [.timestamp(4), .int32(4), zero], [.timestamp(5), .int32(5), zero],
            ]
            try await expect(try await session.query("SELECT a, b FROM \(raw: device)"), rows: expected)
            try await session.deleteData(["\(device).*"])
            try await expect(try await session.query("SELECT a, b FROM \(raw: device)"), rows: [])
        }
    ]

    @discardableResult
    private static func expectSeries(_ workspace: Workspace, _ series: TimeseriesSchema) async throws -> SeriesRow {
        let found = try await workspace.tree.query("SHOW TIMESERIES \(raw: series.name)", as: SeriesRow.self)
        guard let row = found.first, found.count == 1 else { throw Mismatch("\(series.name): \(found.count) series") }
        try expect(row.type, series.type.name, series.name)
        try expect(row.encoding, series.encoding.name, series.name)
        try expect(row.compression, series.compression.name, series.name)
        return row
    }
}

/// What is read of SHOW TIMESERIES.
private struct SeriesRow: Decodable, Sendable {
    let path: String
    let alias: String?
    let type: String
    let encoding: String
    let compression: String
    let tags: String?
    let attributes: String?
    let deadband: String?

    private enum CodingKeys: String, CodingKey {
        case path = "Timeseries"
        case alias = "Alias"
        case type = "DataType"
        case encoding = "Encoding"
        case compression = "Compression"
        case tags = "Tags"
        case attributes = "Attributes"
        case deadband = "Deadband"
    }
}
