import IoTDBWire

extension Scenario {
    /// Opening, closing, asking about the server.
    static let sessions = [
        Scenario("session open, ping, close", openAndClose),
        Scenario("session wrong password") { workspace in
            var configuration = workspace.configuration
            configuration.password = "certainly not the password"
            try await expectError(.authenticationFailed, "login") { _ = try await Session.open(configuration) }
        },
        Scenario("session fails over to the next node", failOver),
        Scenario("session getProperties") { workspace in
            let properties = try await workspace.tree.serverProperties()
            try expect(!properties.version.isEmpty, "the server tells its version")
        },
        Scenario("session fetchAllConnectionsInfo") { workspace in
            let connections = try await workspace.tree.clientConnections()
            try expect(
                connections.contains { $0.user == workspace.configuration.user },
                "our own connection is listed"
            )
        },
        Scenario("session setTimeZone, getTimeZone", zones),
    ]

    private static func openAndClose(_ workspace: Workspace) async throws {
        let session = try await workspace.open(.tree)
        try await session.ping()
        try expect(await session.node != nil, "an open session has a node")
        await session.close()
        await session.close()
        try await expectError(.sessionClosed, "a call after close") { try await session.ping() }
    }

    private static func failOver(_ workspace: Workspace) async throws {
        var configuration = workspace.configuration
        // Port 1 of loopback is the standard example of a port that nobody listens on.
        configuration.nodes = [try NodeAddress(host: "127.0.0.1", port: 1)] + configuration.nodes
        let session = try await Session.open(configuration)
        try expect(await session.node, configuration.nodes[1].description, "node")
        await session.close()
    }

    private static func zones(_ workspace: Workspace) async throws {
        let session = try await workspace.open(.tree)
        let device = workspace.device("zoned")
        try await session.setTimeZone("Asia/Shanghai")
        try expect(try await session.serverTimeZone(), "Asia/Shanghai", "zone")
        try await session.executeNonQuery("INSERT INTO \(raw: device)(time, a) VALUES (2024-01-01T00:00:00, 1)")
        try await session.setTimeZone("+05:30")
        try expect(try await session.serverTimeZone(), "+05:30", "zone")
        try await session.executeNonQuery("INSERT INTO \(raw: device)(time, a) VALUES (2024-01-01T00:00:00, 2)")
        let unit: Int64 = workspace.precision.unitsPerSecond
        let (shanghai, kolkata) = (1_704_067_200 - 28_800, 1_704_067_200 - 19_800) as (Int64, Int64)
        try await expect(
            try await session.query("SELECT a FROM \(raw: device)"),
            rows: [[.timestamp(shanghai * unit), .double(1)], [.timestamp(kolkata * unit), .double(2)]]
        )
        try await expectError(.serverError, status: 703, "a zone that does not exist") {
            try await session.setTimeZone("Not/AZone")
        }
        try expect(await session.timeZone, "+05:30", "zone after a refused one")
        await session.close()
    }
}
