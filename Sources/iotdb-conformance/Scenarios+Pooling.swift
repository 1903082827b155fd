import IoTDBWire

extension Scenario {
    /// Sessions of a pool.
    static let pooling = [
        Scenario("pool lends sessions, at most two at a time", poolOfTwo)
    ]

    private static func poolOfTwo(_ workspace: Workspace) async throws {
        let pool = SessionPool(SessionPoolConfiguration(workspace.configuration, maximumSessions: 2))
        let device = workspace.device("pooled")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await pool.withSession { session in
                        _ = try await session.insertRecord(
                            device: device,
                            timestamp: Int64(number),
                            measurements: ["n"],
                            values: [.int32(Int32(number))]
                        )
                    }
                }
            }
            try await group.waitForAll()
        }
        let statistics = await pool.statistics
        await pool.close()
        try expect(statistics.open <= 2, "\(statistics.open) sessions are open")
        try await expect(
            try await workspace.tree.query("SELECT n FROM \(raw: device)"),
            rows: (0..<8).map { [.timestamp(Int64($0)), .int32(Int32($0))] }
        )
        try await expectError(.poolClosed, "a closed pool") { _ = try await pool.lease() }
    }
}
