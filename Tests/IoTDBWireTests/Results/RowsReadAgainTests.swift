import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Who leaves a loop over rows and goes on loses none.
    @Suite struct RowsReadAgainTests {
        private func withResults(_ body: (ResultSet) async throws -> Void) async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            let results = try await session.query("select canary 7 pages 4 rows 3", fetchSize: .rows(3))
            try await body(results)
            await session.close()
        }

        @Test func aSecondLoopGoesOnAtTheNextRow() async throws {
            try await withResults { results in
                var numbers: [Int64] = []
                for _ in 0..<5 {
                    for try await row in results.rows {
                        numbers.append(try row.get(at: 1))
                        if numbers.count % 4 == 1 { break }
                    }
                }
                #expect(numbers == (0..<12).map { 7_000_000 + $0 })
            }
        }

        @Test func firstTakesOneRowOnly() async throws {
            try await withResults { results in
                _ = try await results.rows.first { _ in true }
                var count = 0
                for try await _ in results.rows { count += 1 }
                #expect(count == 11)
            }
        }

        @Test func pagesAfterSomeRowsOfAPageAreAnError() async throws {
            try await withResults { results in
                _ = try await results.rows.first { _ in true }
                #expect(await wireError { _ = try await results.nextPage() }.code == .invalidArgument)
                var count = 0
                for try await _ in results.rows { count += 1 }
                #expect(count == 11)
            }
        }

        @Test func pagesGoOnAfterTheLastRowOfAPage() async throws {
            try await withResults { results in
                var seen = 0
                for try await _ in results.rows {
                    seen += 1
                    if seen == 3 { break }
                }
                for try await page in results.pages { seen += page.rowCount }
                #expect(seen == 12)
            }
        }

        @Test func twoIteratorsAtOnceAreAnError() async throws {
            try await withResults { results in
                var first = results.rows.makeAsyncIterator()
                _ = try await first.next()
                var second = results.rows.makeAsyncIterator()
                #expect(await wireError { _ = try await second.next() }.code == .invalidArgument)
                #expect(try await first.next() != nil)
            }
        }
    }
}
