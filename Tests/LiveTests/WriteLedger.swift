import IoTDBWire

/// Writes rows that are counted by their token, and remembers what became of each.
///
/// The rows carry no time, so that the server gives each request one of its own: a request that was carried out twice
/// would leave two rows.
final class WriteLedger: Sendable {
    private struct State {
        var numbers: [String: Int] = [:]
        var acknowledged: Set<String> = []
        var neverSent: Set<String> = []
        var isFinished = false
    }

    private let state = Lock(State())

    /// Tokens whose writes the server confirmed.
    var acknowledged: Set<String> { state.withLock { $0.acknowledged } }

    /// Tokens whose writes provably did not reach a server. All others may be there, once.
    var neverSent: Set<String> { state.withLock { $0.neverSent } }

    /// Whether writers are to stop.
    var isFinished: Bool { state.withLock { $0.isFinished } }

    /// Tells writers to stop.
    func finish() { state.withLock { $0.isFinished = true } }

    /// Writes until so many rows are confirmed, one after the other, each under a new token.
    func write(_ count: Int, _ writer: String, with pool: SessionPool) async {
        var confirmed = 0
        while confirmed < count {
            let token = nextToken(writer)
            do {
                try await pool.withSession {
                    try await $0.executeNonQuery("INSERT INTO hits(token, n) VALUES ('\(raw: token)', 1)")
                }
                confirmed += 1
                _ = state.withLock { $0.acknowledged.insert(token) }
            } catch let error as IoTDBError where error.requestState == .notSent {
                _ = state.withLock { $0.neverSent.insert(token) }
            } catch {
                // Carried out or not: the token may be there once.
            }
        }
    }

    private func nextToken(_ writer: String) -> String {
        state.withLock { state in
            state.numbers[writer, default: 0] += 1
            return "\(writer)-\(state.numbers[writer, default: 0])"
        }
    }
}
