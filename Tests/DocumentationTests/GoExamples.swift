import IoTDBWire
import Testing

/// What the example of the Go client's `database/sql` driver does.
@Suite struct GoExamples {
    @Test func database() async throws {
        let demo = try TestedDemo()
        defer { demo.stop() }
        let configuration = demo.configuration
        let db = SessionPool(SessionPoolConfiguration(configuration))
        try await db.executeNonQuery("CREATE DATABASE root.example")
        try await db.executeNonQuery("CREATE TIMESERIES root.example.device1.temperature WITH DATATYPE=FLOAT")
        for (time, temperature) in [(1_704_067_200_000, 25.5), (1_704_067_201_000, 26.0)] {
            try await db.executeNonQuery(
                "INSERT INTO root.example.device1(timestamp, temperature) VALUES (\(time), \(temperature))"
            )
        }
        let rows = try await db.query("SELECT temperature FROM root.example.device1 ORDER BY TIME ASC").rows
        for try await (time, temperature) in rows.decode((Int64, Float).self) {
            print("timestamp=\(time), temperature=\(temperature)")
        }
        try await db.executeNonQuery("DELETE DATABASE root.example")
        await db.close()
    }
}
