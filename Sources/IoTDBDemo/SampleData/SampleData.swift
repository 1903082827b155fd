import IoTDBWire
import Platform

/// A day of a small factory, one point a minute, the same on every start and in both models: formulas, no chance.
///
/// There are four faults to find: machine 2 was offline from 10:20 to 11:05 but for one point that came late; the
/// thermometer of machine 3 is stuck from 14:10 on; machine 1 has one absurd temperature at 16:42.
enum SampleData {
    /// Midnight before the day: 2024-05-06T00:00:00Z.
    static let start: Int64 = 1_714_953_600_000
    /// Points of a series.
    static let minutes = 1440

    /// The sample in both models.
    static func stores() -> Engine.Stores {
        var stores = Engine.Stores()
        var machines = DemoTable(columns: Self.machineColumns, timeToLive: nil)
        for number in 1...3 {
            let machine = Machine(number)
            machine.add(to: &stores.tree)
            machine.add(to: &machines)
        }
        var weather = DemoTable(columns: Self.weatherColumns, timeToLive: nil)
        addWeather(to: &stores.tree, &weather)
        stores.tables.add(database: "factory", tables: [("machines", machines), ("weather", weather)])
        return stores
    }

    private static let machineColumns =
        [
            TableColumn(name: "line", type: .string, category: .tag),
            TableColumn(name: "machine", type: .string, category: .tag),
        ]
        + [TableColumn(name: "model", type: .string, category: .attribute)]
        + Machine.fields.map { TableColumn(name: $0.name, type: $0.type, category: .field) }

    private static let weatherColumns =
        [TableColumn(name: "station", type: .string, category: .tag)]
        + weatherFields.map { TableColumn(name: $0.name, type: .double, category: .field) }

    private static let weatherFields = [("temperature", "C"), ("humidity", "%"), ("pressure", "hPa")]
        .map { (name: $0.0, unit: $0.1) }

    /// The weather station on the roof, an aligned device; the barometer reports every ten minutes only.
    private static func addWeather(to store: inout Store, _ table: inout DemoTable) {
        var series = weatherFields.map { Series(definition(.double, unit: $0.unit)) }
        for minute in 0..<minutes {
            let time = start + Int64(minute) * 60_000
            let day = sin(Double(minute - 540) / 1440 * 2 * .pi)
            let gust = sin(Double(minute) / 17) * 0.4
            var cells: [Value] = [
                .double(rounded(14 + 6 * day + gust, digits: 1)),
                .double(rounded(62 - 18 * day - gust * 3, digits: 1)), .null,
            ]
            if minute % 10 == 0 { cells[2] = .double(rounded(1013.2 + 2.5 * sin(Double(minute) / 400), digits: 1)) }
            for (index, cell) in cells.enumerated() where cell != .null { series[index].set(cell, at: time) }
            table.insert(time: time, tags: [.string("roof")], attributes: [], fields: cells)
        }
        for (field, series) in zip(weatherFields, series) {
            insert(series, ["root", "factory", "weather", field.name], isAligned: true, into: &store)
        }
    }

    /// Description of a series without its path.
    fileprivate static func definition(_ type: DataType, unit: String?) -> SeriesDefinition {
        SeriesDefinition(path: [], type: type, tags: unit.map { [NamedText(name: "unit", text: $0)] } ?? [])
    }

    /// Puts a series into the tree.
    fileprivate static func insert(_ series: Series, _ path: [String], isAligned: Bool, into store: inout Store) {
        store.add(SeriesDefinition(path: path, type: series.type), isAligned: isAligned)
        if let index = store.tree.find(path) { store.tree.nodes[index].series = series }
    }

    /// A number with some decimals.
    fileprivate static func rounded(_ number: Double, digits: Int) -> Double {
        let scale = pow(10, Double(digits))
        return (number * scale).rounded() / scale
    }
}

/// One machine of line 1: warm while it runs, from six in the morning to ten in the evening, with a stop at noon.
private struct Machine {
    /// What a machine reports.
    static let fields: [(name: String, type: DataType, unit: String?)] = [
        ("temperature", .float, "C"), ("speed", .int32, "1/min"), ("produced", .int64, "pieces"),
        ("running", .boolean, nil), ("status", .text, nil),
    ]

    private let number: Int
    /// Times with one value for each field.
    private let rows: [(time: Int64, cells: [Value])]

    init(_ number: Int) {
        self.number = number
        var rows: [(time: Int64, cells: [Value])] = []
        var heat = 18.0
        var pieces: Int64 = 0
        var stuck: Value?
        for minute in 0..<SampleData.minutes {
            let runs = (360..<1320).contains(minute) && !(720..<(735 + number * 5)).contains(minute)
            heat += ((runs ? 64.0 + Double(number) : 18.0) - heat) / 45
            pieces += runs ? Int64(4 + (minute + number) % 3) : 0
            let wobble = sin(Double(minute * (number + 2)) / 37) * (runs ? 1.5 : 0.3)
            var temperature = Value.float(Float(SampleData.rounded(heat + wobble, digits: 2)))
            if number == 3, minute >= 850 { temperature = stuck ?? temperature }
            if number == 3, minute == 850 { stuck = temperature }
            if number == 1, minute == 1002 { temperature = .float(640.7) }
            let status: Value = minute % 15 == 0 ? .text(Self.text(minute, runs: runs)) : .null
            var time = SampleData.start + Int64(minute) * 60_000
            if number == 2, (620..<665).contains(minute) {
                // The one point of the outage that was sent again later, off the minute.
                guard minute == 640 else { continue }
                time += 17_250
            }
            let speed = Int32(runs ? 1450 + (minute * number) % 40 : 0)
            rows.append((time, [temperature, .int32(speed), .int64(pieces), .boolean(runs), status]))
        }
        self.rows = rows
    }

    func add(to store: inout Store) {
        for (index, field) in Self.fields.enumerated() {
            var series = Series(SampleData.definition(field.type, unit: field.unit))
            for row in rows where row.cells[index] != .null { series.set(row.cells[index], at: row.time) }
            let path = ["root", "factory", "line1", "machine\(number)", field.name]
            SampleData.insert(series, path, isAligned: false, into: &store)
        }
    }

    func add(to table: inout DemoTable) {
        for row in rows {
            table.insert(
                time: row.time,
                tags: [.string("line1"), .string("machine\(number)")],
                attributes: [.string(number == 3 ? "M-200" : "M-100")],
                fields: row.cells
            )
        }
    }

    private static func text(_ minute: Int, runs: Bool) -> String {
        if runs { return minute % 240 == 0 ? "inspection" : "running" }
        return (720..<780).contains(minute) ? "lunch break" : "idle"
    }
}
