import Foundation
import IoTDBTesting
import IoTDBWire

/// Runs the built shell against a real server.
enum LiveShell {
    /// The program.
    static let binary = builtProduct("iotdb-shell")

    /// Flags that name a server, then those given.
    static func arguments(_ address: NodeAddress, _ more: [String]) -> [String] {
        ["-h", address.host, "-p", "\(address.port)", "--timezone", "UTC"] + more
    }

    /// Runs the shell to its end with pipes as its standard streams.
    static func run(_ address: NodeAddress, _ more: [String], input: String = "") async throws -> ProcessResult {
        let arguments = arguments(address, more)
        return try await TestThread.run { try ProcessRunner.run(binary, arguments, input: Array(input.utf8)) }
    }

    /// Runs a command of bash in which `"$0" "$@"` is the shell.
    static func bash(_ command: String, _ address: NodeAddress, _ more: [String]) async throws -> ProcessResult {
        let arguments = ["-c", command, binary] + arguments(address, more)
        return try await TestThread.run { try ProcessRunner.run("/bin/bash", arguments) }
    }
}

/// A device of many rows, written once.
enum ManyRows {
    /// Rows of the device.
    static let count = 200_000
    /// Path of the device; measurements `a` (INT64, row × 7919) and `b` (DOUBLE, row ÷ 3), a row a second.
    static let device = "root.live_shell.d1"
    /// A query that counts and gives no row for minutes.
    static let endlessQuery =
        "SELECT count(a) FROM \(device) GROUP BY ([0, 1000000000), 1ms) HAVING count(a) > 5"

    private static let written = Task { try await writeRows() }

    private static func writeRows() async throws {
        let session = try await LiveServer.binary.open()
        try? await session.deleteDatabase("root.live_shell")
        let schema = [MeasurementSchema("a", .int64), MeasurementSchema("b", .double)]
        var tablet = try Tablet(device: device, schema: schema, capacity: count)
        let rows = 0..<Int64(count)
        tablet.append(timestamps: rows.map { $0 * 1000 })
        try tablet.append(contentsOf: rows.map { $0 * 7919 }, to: 0)
        try tablet.append(contentsOf: rows.map { Double($0) / 3 }, to: 1)
        try await session.insert(tablet)
        await session.close()
    }

    /// Makes sure that the rows are there.
    static func write() async throws { try await written.value }
}

extension Session {
    /// Asks for the running queries until a statement is among them, or no longer; false when neither comes within 20
    /// s.
    nonisolated func waits(for statement: String, toRun isRunning: Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            var found = false
            for try await row in try await query("SHOW QUERIES").rows {
                if try row.get(String.self, named: "Statement") == statement { found = true }
            }
            if found == isRunning { return true }
        }
        return false
    }
}
