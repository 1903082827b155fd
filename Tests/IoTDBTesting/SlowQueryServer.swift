import Glibc
import IoTDBWire

/// A server with one kind of statement that does not end: `SELECT slow`.
///
/// Its answer, the error of a killed query, comes when `KILL QUERY` arrives on another connection.
package final class SlowQueryServer: Sendable {
    private struct Running {
        let call: ScriptedServer.Call
        let start: ContinuousClock.Instant
    }

    private final class Queries: Sendable {
        let running = Lock<Running?>(nil)
        let hasStarted: WakePipe

        init() throws { hasStarted = try WakePipe() }
    }

    /// Port on 127.0.0.1.
    package var port: Int { server.port }
    /// Texts of the statements that have come, on all connections.
    package var statements: [String] { server.statements }
    /// Passwords of the logins, on all connections.
    package var passwords: [String] { server.passwords }
    /// Number of connections so far.
    package var connectionCount: Int { server.connectionCount }
    private let server: ScriptedServer
    private let queries: Queries

    /// Starts to serve.
    ///
    /// - Parameters:
    ///   - listsQueries: whether `SHOW QUERIES` knows the running statement; else it answers without rows.
    ///   - pause: microseconds before each answer about running queries.
    ///   - analyses: how often `SHOW QUERIES` is answered before it knows the statement.
    package init(listsQueries: Bool, pause: UInt32 = 0, analyses: Int = 0) throws {
        let asked = Lock(0)
        let queries = try Queries()
        self.queries = queries
        server = try ScriptedServer { call in
            guard let statement = call.statement else { return nil }
            if statement.hasPrefix("SELECT slow") {
                queries.running.withLock { $0 = Running(call: call, start: .now) }
                queries.hasStarted.wake()
                return .silence
            }
            usleep(pause)
            if statement == "SHOW QUERIES" {
                let isAnalysed = asked.withLock { count in
                    count += 1
                    return count > analyses
                }
                let listed = listsQueries && isAnalysed ? queries.running.withLock { $0 } : nil
                return .bytes(call.reply(Self.list(listed)))
            }
            if statement == "KILL QUERY '20240506_000000_00001_1'", let killed = queries.running.withLock({ $0 }) {
                killed.call.connection.write(killed.call.statementStatus(715, "Query was killed by others"))
            }
            return nil
        }
    }

    /// Blocks until a statement that does not end has come.
    package func waitForQuery() { queries.hasStarted.waitUntilRaised() }

    /// The answer to `SHOW QUERIES`, with the columns of a real server.
    private static func list(_ running: Running?) -> ExecuteStatementResponse {
        var response = ExecuteStatementResponse()
        response.status.code = 200
        response.queryID = 1
        response.columns = ["QueryId", "DataNodeId", "ElapsedTime", "Statement"]
        response.dataTypeList = ["TEXT", "INT32", "FLOAT", "TEXT"]
        response.ignoreTimeStamp = false
        response.columnIndex2TsBlockColumnIndexList = [0, 1, 2, 3]
        response.moreData = false
        response.queryResult = running.map { [block($0)[...]] } ?? []
        return response
    }

    /// One row: counts and types, encodings, then each column with a flag for nulls in front.
    private static func block(_ running: Running) -> [UInt8] {
        let age = (ContinuousClock.now - running.start).components
        let seconds = Float(age.seconds) + Float(age.attoseconds) * 1e-18
        let pieces: [[UInt8]] = [
            bytes(UInt32(4)), [5, 1, 3, 5], bytes(UInt32(1)), [2, 3, 1, 1, 3],
            [0], bytes(UInt64(1_714_953_600_000)),
            [0], text("20240506_000000_00001_1"),
            [0], bytes(UInt32(1)),
            [0], bytes(seconds.bitPattern),
            [0], text(running.call.statement ?? ""),
        ]
        return Array(pieces.joined())
    }

    private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    private static func text(_ text: String) -> [UInt8] { bytes(UInt32(text.utf8.count)) + Array(text.utf8) }
}
