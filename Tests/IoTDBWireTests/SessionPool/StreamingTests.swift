import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Large results pass through little memory, at the speed of their reader.
    @Suite struct StreamingTests {
        @Test(arguments: [false, true])
        func twoGigabytesPassThroughLittleMemory(prefetches: Bool) async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            ProcessResources.resetPeak()
            let before = ProcessResources.residentBytes()
            let results = try await session.query("select canary 1 pages 1024 rows 32 cell 65536")
            var bytes = 0
            while let page = try await results.nextPage() {
                if prefetches { results.prefetch() }
                for block in page.blocks { bytes += block.columns[1].ranges.reduce(0) { $0 + Int($1.count) } }
                results.recycle(page)
            }
            #expect(bytes == 2 << 30)
            // The server's pages are in this process too.
            #expect(ProcessResources.peakBytes() - before <= 64 << 20)
            await session.close()
        }

        @Test(arguments: [false, true])
        func aSlowReaderHoldsTheServerBack(prefetches: Bool) async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            let results = try await session.query("select canary 1 pages 100 rows 5")
            for read in 1...5 {
                _ = try await results.nextPage()
                if prefetches { results.prefetch() }
                // Time enough for a page that nobody has asked for.
                try await Task.sleep(for: .milliseconds(20))
                #expect(server.ledger.calls["fetchResultsV2", default: 0] == (prefetches ? read : read - 1))
            }
            await results.close()
            await session.close()
        }
    }
}
