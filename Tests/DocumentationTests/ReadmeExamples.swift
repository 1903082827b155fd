import IoTDBWire
import Testing

/// The first lines that a reader tries; `Scripts/outside-package.sh` runs them in a package of their own, against a
/// demo server.
@Suite struct ReadmeExamples {
    private func firstLines() async throws {
        let configuration = try SessionConfiguration(url: "iotdb://root:root@127.0.0.1:6667")
        let pool = SessionPool(SessionPoolConfiguration(configuration, maximumSessions: 8))

        let devices = try await pool.query("SHOW DEVICES \(path: "root.**")").collect()
        for device in devices { print(device) }

        struct Reading: Codable, Sendable {
            var time: Timestamp
            var temperature: Double?
        }
        var tablet = try Tablet(device: "root.plant.d1", schema: [.init("temperature", .double)])
        try tablet.append(contentsOf: [Reading(time: .now, temperature: 20.5)])
        try await pool.insert(tablet)

        let device = "root.plant.d1"
        let readings = try await pool.query("SELECT temperature FROM \(path: device) LIMIT \(10)", as: Reading.self)
        print(readings.count, "readings")
        await pool.close()
    }
}
