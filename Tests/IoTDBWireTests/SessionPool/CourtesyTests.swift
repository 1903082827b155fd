import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Closing is a courtesy: nobody waits for a server that does not answer it.
    @Suite struct CourtesyTests {
        private static let limit = Duration.milliseconds(300)

        private func open(_ server: FakeServer) async throws -> Session {
            try await Session.open(configuration(try server.address))
        }

        @Test func aServerThatIsSilentWhenAQueryIsClosed() async throws {
            let server = try FakeServer(script: on("closeOperation", .afterRunning(.stall)))
            let time = try await shortestTime(of: 2) {
                let session = try await open(server)
                let results = try await session.query("select canary 1 pages 9 rows 5")
                let start = ContinuousClock.now
                await results.close()
                await session.close()
                #expect(ContinuousClock.now - start < .seconds(5))
            }
            #expect(time < Self.limit + .milliseconds(200))
        }

        @Test func aServerThatIsSilentWhenASessionIsClosed() async throws {
            let server = try FakeServer(script: on("closeSession", .afterRunning(.stall)))
            let time = try await shortestTime(of: 2) {
                let session = try await open(server)
                await session.close()
            }
            #expect(time < Self.limit + .milliseconds(200))
        }

        @Test func givingBackASessionWithOpenQueries() async throws {
            let server = try FakeServer(script: on("closeOperation", .afterRunning(.stall)))
            let pool = makePool(configuration(try server.address))
            let session = try await pool.lease()
            let results = [
                try await session.query("select canary 1 pages 9 rows 5"),
                try await session.query("select canary 2 pages 9 rows 5"),
                try await session.query("select canary 3 pages 9 rows 5"),
            ]
            let time = await shortestTime(of: 1) {
                try? await pool.release(session)
                await pool.close()
            }
            #expect(time < .seconds(2))
            #expect(results.count == 3)
        }

        /// Answers to `closeOperation` come late, in order or several at once, and the session goes on.
        @Test(arguments: [1, 3])
        func aLateAnswerIsReadByTheNextCall(queries: Int) async throws {
            let server = try ScriptedServer { call in
                if call.header.name == "closeOperation" {
                    usleep(300_000)
                    // More than the first buffer takes.
                    return .bytes(call.reply(Status(code: 200, message: String(repeating: "x", count: 100_000))))
                }
                guard let statement = call.statement, statement.hasPrefix("select") else { return nil }
                return .bytes(call.reply(Self.openResult(id: Int64(call.header.sequenceID))))
            }
            defer { server.close() }
            let session = try await Session.open(configuration(try server.address))
            var results: [ResultSet] = []
            for _ in 0..<queries { results.append(try await session.query("select 1")) }
            for result in results { await result.close() }
            for number in 0..<3 { try await session.executeNonQuery("insert \(number)") }
            #expect(server.connectionCount == 1)
            #expect(server.statements.suffix(3) == ["insert 0", "insert 1", "insert 2"])
            await session.close()
        }

        @Test func anAnswerThatNeverComesCostsTheConnectionAndNoStatement() async throws {
            let server = try FakeServer(script: on("closeOperation", nth: 0, .afterRunning(.goOn)))
            let session = try await open(server)
            let results = try await session.query("select canary 1 pages 9 rows 5")
            await results.close()
            try await session.executeNonQuery("insert 1")
            #expect(server.ledger.executions["insert 1"] == 1)
            await session.close()
        }

        /// A result without columns that has more pages.
        private static func openResult(id: Int64) -> ExecuteStatementResponse {
            var response = ExecuteStatementResponse()
            response.status.code = 200
            response.queryID = id
            response.columns = []
            response.dataTypeList = []
            response.columnIndex2TsBlockColumnIndexList = []
            response.ignoreTimeStamp = false
            response.moreData = true
            response.queryResult = []
            return response
        }
    }
}
