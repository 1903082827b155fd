import IoTDBTesting
import IoTDBWire
import Testing

/// A configuration for a server on this machine.
func configuration(_ nodes: NodeAddress..., wire: ThriftProtocol = .binary) -> SessionConfiguration {
    var configuration = SessionConfiguration(nodes: nodes)
    configuration.rpcCompression = wire == .compact
    return configuration
}

/// A pool of `size` sessions.
func makePool(
    _ session: SessionConfiguration,
    size: Int = 1,
    _ change: (inout SessionPoolConfiguration) -> Void = { _ in }
) -> SessionPool {
    var configuration = SessionPoolConfiguration(session, maximumSessions: size)
    change(&configuration)
    return SessionPool(configuration)
}

/// The error that the body throws; an issue is recorded when it throws none or another one.
func wireError(
    location: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async -> IoTDBError {
    do {
        try await body()
        Issue.record("nothing was thrown", sourceLocation: location)
    } catch let error as IoTDBError {
        return error
    } catch {
        Issue.record("\(error) is no IoTDBError", sourceLocation: location)
    }
    return IoTDBError(.unsupported, "no error")
}

/// The `IoTDBError` that the body throws, if it throws; others are passed on.
func wireErrorIfAny(_ body: () async throws -> Void) async throws -> IoTDBError? {
    do {
        try await body()
        return nil
    } catch {
        guard let wireError = error as? IoTDBError else { throw error }
        return wireError
    }
}

extension ResultSet {
    /// All rows of a canary query, each as its value; checks that row numbers and values fit together.
    func canaryRows(_ canary: Int64, into rows: inout Int) async throws {
        for try await page in pages {
            for block in page.blocks {
                for row in 0..<block.rowCount {
                    let time = block.time.int64s[row]
                    let value = block.columns[0].int64s[row]
                    #expect(time == Int64(rows), "a row is missing or repeated")
                    #expect(value == canary * 1_000_000 + time, "a row of another query")
                    rows += 1
                }
            }
        }
    }
}

extension Session {
    /// Runs a canary query and answers the number of its rows.
    func canary(_ canary: Int64, pages: Int = 3, rows: Int = 5) async throws -> Int {
        var count = 0
        let results = try await query("select canary \(canary) pages \(pages) rows \(rows)")
        try await results.canaryRows(canary, into: &count)
        return count
    }
}

/// The shortest of some runs: a busy machine delays single runs, a broken deadline delays all.
func shortestTime(of attempts: Int = 3, _ body: () async throws -> Void) async rethrows -> Duration {
    var best = Duration.seconds(1_000_000)
    for _ in 0..<attempts {
        let start = ContinuousClock.now
        try await body()
        best = min(best, ContinuousClock.now - start)
    }
    return best
}
