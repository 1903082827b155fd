import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Rows of several pages, read one by one.
    @Suite struct RowStreamTests {
        @Test(arguments: [FetchSize.rows(3), .automatic])
        func everyRowComesOnceAndInOrder(fetchSize: FetchSize) async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            let results = try await session.query("select canary 7 pages 40 rows 3", fetchSize: fetchSize)
            var numbers: [Int64] = []
            for try await row in results.rows { numbers.append(try row.get(at: 1)) }
            #expect(numbers == (0..<120).map { 7_000_000 + $0 })
            await session.close()
        }

        @Test func rowsThatAreKeptOutliveTheirPages() async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            // Short pages lie in storage of their own, long ones where the answer was received.
            for (rows, cell) in [(4, 10), (4, 5_000)] {
                let results = try await session.query("select canary 7 pages 30 rows \(raw: rows) cell \(raw: cell)")
                var kept: [Row] = []
                // Every other page, so that the memory of those between is used again meanwhile.
                for try await row in results.rows {
                    if try row.get(Int.self, at: 0) / rows % 2 == 0 { kept.append(row) }
                }
                #expect(kept.count == 15 * rows)
                for row in kept {
                    let number = try row.get(Int64.self, at: 0)
                    #expect(try row.get(Int64.self, at: 1) == 7_000_000 + number)
                    #expect(try row.get(String.self, at: 2).utf8.count == cell)
                }
            }
            await session.close()
        }

        @Test func thePageAheadIsFetchedFromTheSecondPageOn() async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            let results = try await session.query("select canary 1 pages 9 rows 2")
            var rows = results.rows.makeAsyncIterator()
            _ = try await rows.next()
            _ = try await rows.next()
            #expect(server.ledger.calls["fetchResultsV2"] == nil)
            _ = try await rows.next()
            await until { server.ledger.calls["fetchResultsV2"] == 2 }
            #expect(server.ledger.calls["fetchResultsV2"] == 2)
            await results.close()
            #expect(server.ledger.openQueries.isEmpty)
            await session.close()
        }
    }
}
