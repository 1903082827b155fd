import IoTDBDemo
import IoTDBWire

/// Microseconds of borrowing an idle session and giving it back; the peer is one ping of a session.
struct PoolBenchmark {
    private static let loans = 2_000

    let runs: Int
    let report: Report

    /// Measures one borrower, and eight that share two sessions.
    func run() async throws {
        let server = DemoServer()
        let port = Int(try server.start())
        defer { server.stop() }
        let configuration = SessionConfiguration(nodes: [try NodeAddress(host: "127.0.0.1", port: port)])
        let pool = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: 2))
        let session = try await Session.open(configuration)
        try await measure("pool lease, 1 borrower", session) { try await Self.borrow(pool, Self.loans) }
        try await measure("pool lease, 8 borrowers", session) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try await Self.borrow(pool, Self.loans / 8) } }
                try await group.waitForAll()
            }
        }
        await session.close()
        await pool.close()
    }

    private static func borrow(_ pool: SessionPool, _ times: Int) async throws {
        for _ in 0..<times { try await pool.withSession { _ in } }
    }

    private func measure(_ name: String, _ session: Session, _ work: () async throws -> Void) async throws {
        var times: (loans: [Double], pings: [Double]) = ([], [])
        for run in 0...runs {
            let loans = try await Timing.seconds(work)
            let pings = try await Timing.seconds { for _ in 0..<Self.loans { try await session.ping() } }
            // The first run only warms up.
            if run > 0 {
                times.loans.append(loans)
                times.pings.append(pings)
            }
        }
        let scale = 1e6 / Double(Self.loans)
        let peer = (name: "ping", value: Timing.median(times.pings) * scale)
        report.print(.init(name: name, value: Timing.median(times.loans) * scale, unit: "µs", peer: peer, isTime: true))
    }
}
