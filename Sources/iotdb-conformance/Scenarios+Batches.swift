import IoTDBWire

extension Scenario {
    /// Statements in one request.
    static let batches = [
        Scenario("tree executeBatchStatement") { workspace in
            let (session, device) = (workspace.tree, workspace.device("batch"))
            try await session.executeBatch(
                [
                    "CREATE TIMESERIES \(device).a WITH DATATYPE=INT32;",
                    "INSERT INTO \(device)(time, a) VALUES (1, 1)",
                    "INSERT INTO \(device)(time, a) VALUES (2, 2)",
                ]
            )
            try await expect(
                try await session.query("SELECT a FROM \(raw: device)"),
                rows: [[.timestamp(1), .int32(1)], [.timestamp(2), .int32(2)]]
            )
        },
        Scenario("tree executeBatchStatement, one statement bad") { workspace in
            let (session, device) = (workspace.tree, workspace.device("batch_bad"))
            do {
                try await session.executeBatch(
                    [
                        "INSERT INTO \(device)(time, a) VALUES (1, 1)", "INSERT nonsense",
                        "INSERT INTO \(device)(time, a) VALUES (3, 3)",
                    ]
                )
                throw Mismatch("a statement that cannot be parsed is an error")
            } catch let error as IoTDBError {
                try expect(error.serverStatus?.code, 302, "status of the batch")
                try expect(error.serverStatus?.subStatuses.map(\.code), [200, 700, 200], "statuses by statement")
            }
            try await expect(
                try await session.query("SELECT a FROM \(raw: device)"),
                rows: [[.timestamp(1), .double(1)], [.timestamp(3), .double(3)]]
            )
        },
    ]

    /// Device templates.
    static let templates = [
        Scenario("tree device templates: create, set, use, show, unset, drop") { workspace in
            let session = workspace.tree
            let (name, path) = (workspace.template("t"), workspace.device("templated"))
            var template = DeviceTemplate(name: name)
            try template.add("temperature", .double, encoding: .gorilla, compression: .snappy)
            try template.add("status", .int32)
            try await session.createTemplate(template)
            try expect(try await session.templateNames().contains(name), "the template is listed")
            try expect(
                try await session.templateMeasurements(name).sorted(),
                ["status", "temperature"],
                "measurements"
            )
            try await session.setTemplate(name, on: path)
            try expect(try await session.pathsTemplateIsSetOn(name), [path], "paths the template is set on")
            try await session.createTimeseriesUsingTemplate(devices: ["\(path).d1"])
            try expect(try await session.pathsUsingTemplate(name), ["\(path).d1"], "paths that use the template")
            try await session.insertRecord(
                device: "\(path).d1",
                timestamp: 1,
                measurements: ["temperature", "status"],
                values: [21.5, .int32(3)]
            )
            try await expect(
                try await session.query("SELECT temperature, status FROM \(raw: path).d1"),
                rows: [[.timestamp(1), 21.5, .int32(3)]]
            )
            try await expectError(.serverError, "dropping a template in use") { try await session.dropTemplate(name) }
            try await session.executeNonQuery("DEACTIVATE DEVICE TEMPLATE \(raw: name) FROM \(raw: path).d1")
            try await session.unsetTemplate(name, from: path)
            try await session.dropTemplate(name)
            try expect(!(try await session.templateNames().contains(name)), "the template is gone")
        },
        Scenario("tree appendSchemaTemplate, pruneSchemaTemplate") { workspace in
            let (session, name) = (workspace.tree, workspace.template("u"))
            var template = DeviceTemplate(name: name)
            try template.add("a", .int32)
            try await session.createTemplate(template)
            var more = DeviceTemplate(name: name)
            try more.add("b", .text)
            let outcome = await Result.of { [more] in
                try await skippingUnsupported(status: [300]) {
                    try await session.appendToTemplate(more)
                    try expect(try await session.templateMeasurements(name).sorted(), ["a", "b"], "measurements")
                    try await session.pruneTemplate(name, measurement: "b")
                    try expect(try await session.templateMeasurements(name), ["a"], "measurements")
                }
            }
            try await session.dropTemplate(name)
            try outcome.get()
        },
        Scenario("tree querySchemaTemplate: count, is measurement, path exists") { workspace in
            let (session, name) = (workspace.tree, workspace.template("v"))
            var template = DeviceTemplate(name: name)
            try template.add("a", .int32)
            try await session.createTemplate(template)
            let outcome = await Result.of {
                try await skippingUnsupported(status: [300]) {
                    try expect(try await session.templateMeasurementCount(name), 1, "measurements")
                    try expect(try await session.isMeasurement("a", ofTemplate: name), "a is a measurement")
                    try expect(try await session.pathExists("a", inTemplate: name), "a exists")
                }
            }
            try await session.dropTemplate(name)
            try outcome.get()
        },
    ]
}

extension Result where Failure == any Error {
    /// The outcome of code after which there is something to tidy up.
    static func of(_ body: @Sendable () async throws -> Success) async -> Self where Success: Sendable {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}
