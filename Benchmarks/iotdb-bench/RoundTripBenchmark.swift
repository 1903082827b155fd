import IoTDBDemo
import IoTDBWire

/// Microseconds of one call to the demo server in this process; the peer is an echo of bytes between two threads.
struct RoundTripBenchmark {
    private static let calls = 2_000

    let runs: Int
    let report: Report

    /// Measures the call without content and a statement with one row.
    func run() async throws {
        let server = DemoServer()
        let port = Int(try server.start())
        defer { server.stop() }
        let address = try NodeAddress(host: "127.0.0.1", port: port)
        let session = try await Session.open(SessionConfiguration(nodes: [address]))
        let echo = try Echo()
        defer { echo.stop() }
        try await measure("roundtrip ping", echo) { try await session.ping() }
        try await measure("roundtrip SHOW VERSION", echo) { try await session.executeNonQuery("SHOW VERSION") }
        await session.close()
    }

    private func measure(_ name: String, _ echo: Echo, _ call: () async throws -> Void) async throws {
        var times: (calls: [Double], echoes: [Double]) = ([], [])
        for run in 0...runs {
            let seconds = try await Timing.seconds { for _ in 0..<Self.calls { try await call() } }
            let peer = try Timing.blockingSeconds { for _ in 0..<Self.calls { try echo.roundTrip() } }
            // The first run only warms up.
            if run > 0 {
                times.calls.append(seconds)
                times.echoes.append(peer)
            }
        }
        let scale = 1e6 / Double(Self.calls)
        let peer = (name: "socket echo", value: Timing.median(times.echoes) * scale)
        report.print(.init(name: name, value: Timing.median(times.calls) * scale, unit: "µs", peer: peer, isTime: true))
    }
}
