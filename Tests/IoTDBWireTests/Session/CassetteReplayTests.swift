import IoTDBTesting
import IoTDBWire
import Testing

/// What a real server said, read through the public interface over a socket.
@Suite(.serialized) struct CassetteReplayTests {
    @Test(arguments: CassetteName.folders.flatMap(CassetteName.statements))
    func statementGivesTheRecordedResult(_ name: CassetteName) async throws {
        let cassette = try name.load()
        let server = try ReplayServer([cassette], opening: try name.opening.load())
        let session = try await Session.open(try server.configuration(name))
        let outcome = try #require(cassette.summary)
        do {
            let results = try await session.execute(cassette.statement)
            #expect(outcome.code == 200)
            try await check(results, try cassette.result())
        } catch let error as IoTDBError where error.code == .serverError {
            #expect(error.serverStatus?.code.rawValue == outcome.code)
            #expect(error.serverStatus?.message ?? "" == outcome.message ?? "")
        }
        await session.close()
    }

    @Test(arguments: CassetteName.folders)
    func sessionOpensAndClosesAsRecorded(_ folder: String) async throws {
        let name = CassetteName(folder, "session-open")
        let server = try ReplayServer([], opening: try name.load())
        let session = try await Session.open(try server.configuration(name))
        #expect(try await session.timestampPrecision == .milliseconds)
        #expect(try await session.serverProperties().version == "2.0.1-beta")
        #expect(try await session.serverTimeZone() == "Asia/Shanghai")
        await session.close()
        #expect(
            server.calls == ["openSession", "requestStatementId", "getProperties", "getTimeZone", "closeSession"]
        )
    }

    private func check(_ results: ResultSet?, _ expectation: Cassette.Expectation?) async throws {
        guard let expectation else {
            #expect(results == nil)
            return
        }
        let results = try #require(results)
        let front = expectation.hasTimeColumn ? ["Time"] : []
        #expect(results.columns.map(\.name) == front + expectation.columns)
        #expect(results.columns.dropFirst(front.count).map(\.type.name) == expectation.types)
        var rowCount = 0
        var rows: [[Cassette.Cell?]] = []
        while let page = try await results.nextPage() {
            rowCount += page.rowCount
            if rows.count < expectation.rows.count {
                let missing = expectation.rows.count - rows.count
                rows += page.rows(columns: ColumnIndex(results.columns)).prefix(missing).map {
                    $0.values.map(\.recorded)
                }
            }
            results.recycle(page)
        }
        #expect(rowCount == expectation.rowCount)
        #expect(rows == expectation.rows)
    }
}

extension Value {
    /// The value as cassettes write it.
    fileprivate var recorded: Cassette.Cell? {
        switch self {
        case .null: nil
        case .boolean(let value): .bool(value)
        case .int32(let value), .date(let value): .text(String(value))
        case .int64(let value), .timestamp(let value): .text(String(value))
        case .float(let value): .text("0x" + padded(String(value.bitPattern, radix: 16), 8))
        case .double(let value): .text("0x" + padded(String(value.bitPattern, radix: 16), 16))
        case .text(let value), .string(let value): .text(value)
        case .blob(let value), .object(let value): .text("x'\(value.hex)'")
        }
    }

    private func padded(_ digits: String, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
