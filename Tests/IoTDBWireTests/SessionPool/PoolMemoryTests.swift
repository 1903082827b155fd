import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Leases leave nothing behind.
    @Suite struct PoolMemoryTests {
        /// `IOTDB_SOAK_LEASES` asks for more than a test run should take.
        private static let leases = getenv("IOTDB_SOAK_LEASES").flatMap { Int(String(cString: $0)) } ?? 5_000

        @Test func manyLeasesTakeNoMemory() async throws {
            let server = try FakeServer()
            let pool = makePool(configuration(try server.address))
            try await lease(pool, times: 1_000)
            let before = ProcessResources.residentBytes()
            try await lease(pool, times: Self.leases)
            // A sleep that was cancelled stayed with its task, 1.4 KiB, until its time came: 7 MiB.
            let growth = ProcessResources.residentBytes() - before
            if Self.leases > 5_000 { print("\(Self.leases) leases: \(growth >> 10) KiB more") }
            #expect(growth < 2 << 20)
            await pool.close()
        }

        private func lease(_ pool: SessionPool, times: Int) async throws {
            for _ in 0..<times { try await pool.release(try await pool.lease()) }
        }
    }
}
