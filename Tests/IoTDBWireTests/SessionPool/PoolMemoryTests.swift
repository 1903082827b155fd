import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Leases leave nothing behind.
    @Suite struct PoolMemoryTests {
        @Test func manyLeasesTakeNoMemory() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            try await lease(pool, times: 1_000)
            let before = ProcessResources.residentBytes()
            try await lease(pool, times: 5_000)
            // A sleep that was cancelled stayed with its task, 1.4 KiB, until its time came: 7 MiB.
            #expect(ProcessResources.residentBytes() - before < 2 << 20)
            await pool.close()
        }

        private func lease(_ pool: SessionPool, times: Int) async throws {
            for _ in 0..<times { try await pool.release(try await pool.lease()) }
        }
    }
}
