import CivilTime
import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import SQLText
import ShellKit

/// What the time-series commands say about the data of a ``ChartSituation``, in both dialects, as one text.
///
/// The data lies in a demo server; clock, zone and width stand still.
struct SituationTranscript {
    /// The situation.
    let situation: ChartSituation

    /// 2025-01-01T00:00:00Z.
    private static let now: Int64 = 1_735_689_600_000_000_000

    /// Runs the commands.
    func text() async throws -> String {
        let server = DemoServer(sampleData: false, precision: situation.precision)
        let port = Int(try server.start())
        defer { server.stop() }
        let tree = try await WallClock.$stopped.withValue(Self.now) {
            try await write(to: port, .tree)
            return try await run(treeCommands, port, .tree)
        }
        let table = try await WallClock.$stopped.withValue(Self.now) {
            try await write(to: port, .table)
            return try await run(tableCommands, port, .table)
        }
        return "=== tree ===\n\(tree)=== table ===\n\(table)"
    }

    /// A column's device without the first two levels, and its measurement without quotes.
    private func place(_ name: String) -> (device: String, measurement: String) {
        guard name.hasPrefix("root."), let (parent, last) = NodeCounts.split(name) else { return ("d", name) }
        let levels = parent.dropFirst("root.".count)
        return (levels.isEmpty ? "d" : String(levels), last.hasPrefix("`") ? SQLQuoting.unquoted(last.utf8) : last)
    }

    // MARK: - Data

    private func write(to port: Int, _ dialect: SQLDialect) async throws {
        var configuration = SessionConfiguration(nodes: [try NodeAddress(host: "127.0.0.1", port: port)])
        configuration.dialect = dialect
        let session = try await Session.open(configuration)
        if dialect == .tree {
            let devices = Dictionary(grouping: situation.columns) { place($0.0).device }
            for device in devices.keys.sorted() {
                try await session.insert(try treeTablet("root.s.\(device)", devices[device] ?? []))
            }
        } else {
            try await session.executeNonQuery("CREATE DATABASE s")
            try await session.executeNonQuery("USE s")
            try await writeTable(session)
        }
        await session.close()
    }

    private func type(_ values: [Value]) -> DataType { values.compactMap(\.type).first ?? .double }

    private func treeTablet(_ device: String, _ columns: [(String, [Value])]) throws -> Tablet {
        let schema = columns.map { MeasurementSchema(place($0.0).measurement, type($0.1)) }
        var tablet = try Tablet(device: device, schema: schema)
        for (row, time) in situation.times.enumerated() {
            try tablet.appendRow(timestamp: time, columns.map { $0.1[row] })
        }
        return tablet
    }

    /// A table of one device; of many series the first three.
    private func writeTable(_ session: Session) async throws {
        let columns = isMany ? Array(situation.columns.prefix(3)) : situation.columns
        let plain = columns.enumerated().map { isMany ? "v\($0)" : place($1.0).measurement }
        let names = plain.map { SQLQuoting.nameIfNeeded($0, grammar: .table) }
        // Tablets know no names that need quotes, statements no NaN.
        guard names != plain else { return try await writeTablet(session, names.compactMap { $0 }, columns) }
        let fields = zip(names, columns).map { ", \($0 ?? "") \(type($1.1).name) FIELD" }.joined()
        try await session.executeNonQuery("CREATE TABLE d (device STRING TAG\(raw: fields))")
        for start in stride(from: 0, to: situation.times.count, by: 1000) {
            let rows = (start..<min(start + 1000, situation.times.count)).map { row in
                "(\(situation.times[row]), 'd 1', \(columns.map { literal($0.1[row]) }.joined(separator: ", ")))"
            }
            let list = names.compactMap { $0 }.joined(separator: ", ")
            try await session.executeNonQuery(
                "INSERT INTO d(time, device, \(raw: list)) VALUES \(raw: rows.joined(separator: ", "))"
            )
        }
    }

    private func writeTablet(_ session: Session, _ names: [String], _ columns: [(String, [Value])]) async throws {
        let fields = zip(names, columns).map { ColumnSchema($0, type($1.1), category: .field) }
        var tablet = try Tablet(table: "d", columns: [ColumnSchema("device", .string, category: .tag)] + fields)
        for (row, time) in situation.times.enumerated() {
            try tablet.appendRow(timestamp: time, [.string("d 1")] + columns.map { $0.1[row] })
        }
        try await session.insert(tablet)
    }

    private func literal(_ value: Value) -> String {
        value.text.map { SQLQuoting.literal($0) ?? "''" } ?? value.description
    }

    // MARK: - Commands

    private var isMany: Bool { situation.columns.count > 5 }

    private var plotOptions: String { (situation.arguments + ["width=60", "height=4"]).joined(separator: " ") }

    /// Intervals are written as durations, which the demo server has in milliseconds only.
    private var hasDurations: Bool { situation.precision == .milliseconds && !isMany }

    private var treeCommands: [String] {
        let sample = hasDurations ? ["\\sample auto root.s.**", "\\sample 52w max,count root.s"] : []
        let lists = isMany ? [] : ["\\latest root.s stale=1d oldest", "\\tail -n 3 root.s.**"]
        return lists + [
            "\\latest root.s.**", "\\gaps root.s.**", "\\gaps root.s.** 1d", "\\stats root.s.**", "\\tree root.s",
        ] + sample + [
            "SELECT ** FROM root.s \\gplot \(plotOptions)", "\\spark width=60", "\\hist \(lastColumn) width=60",
        ]
    }

    private var tableCommands: [String] {
        let sample = hasDurations ? ["\\sample auto s.d", "\\sample 52w last s.d"] : []
        return [
            "\\latest s.d", "\\latest s.d by device newest", "\\tail -n 3 s.d", "\\gaps s.d", "\\gaps s.d 1d",
            "\\stats s.d", "\\tree s",
        ] + sample + ["SELECT * FROM s.d ORDER BY time \\gplot \(plotOptions)", "\\spark width=60"]
    }

    /// The last column by its quoted last level; the last of many has a device that tells it.
    private var lastColumn: String {
        let name = situation.columns[situation.columns.count - 1].0
        return name.hasPrefix("root.") ? "'root.s.\(name.dropFirst(5))'" : "'\(place(name).measurement)'"
    }

    private func run(_ commands: [String], _ port: Int, _ dialect: SQLDialect) async throws -> String {
        var arguments = ["--dialect", dialect.rawValue, "--keep-going", "-e", "\\tz \(situation.zone)"]
        for command in commands { arguments += ["-e", "\\qecho $ \(command)", "-e", command] }
        let transcript = try await ShellHarness(port: port, arguments).script()
        let errors = transcript.error.split(separator: "\n").map { "! \($0)\n" }.joined()
        return transcript.output + errors
    }
}
