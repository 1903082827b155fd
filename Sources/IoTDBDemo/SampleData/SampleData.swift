import Glibc
import IoTDBWire

/// A day of a small factory, one point a minute, the same on every start: formulas, no chance.
enum SampleData {
    /// Midnight before the day: 2024-05-06T00:00:00Z.
    static let start: Int64 = 1_714_953_600_000
    /// Points of a series.
    static let minutes = 1440

    /// The sample in both models.
    static func stores() -> Engine.Stores {
        var stores = Engine.Stores()
        stores.tree = store()
        return stores
    }

    private static func store() -> Store {
        var store = Store()
        for machine in 1...3 { add(machine: machine, to: &store) }
        addWeather(to: &store)
        return store
    }

    /// One machine of line 1: warm while it runs, from six to ten in the evening, with a stop at noon.
    private static func add(machine: Int, to store: inout Store) {
        let device = ["root", "factory", "line1", "machine\(machine)"]
        var temperature = Series(definition(.float, unit: "C"))
        var speed = Series(definition(.int32, unit: "1/min"))
        var produced = Series(definition(.int64, unit: "pieces"))
        var isRunning = Series(definition(.boolean))
        var status = Series(definition(.text))
        var heat = 18.0
        var pieces: Int64 = 0
        for minute in 0..<minutes {
            let time = start + Int64(minute) * 60_000
            let runs = (360..<1320).contains(minute) && !(720..<(735 + machine * 5)).contains(minute)
            heat += ((runs ? 64.0 + Double(machine) : 18.0) - heat) / 45
            pieces += runs ? Int64(4 + (minute + machine) % 3) : 0
            let wobble = sin(Double(minute * (machine + 2)) / 37) * (runs ? 1.5 : 0.3)
            temperature.set(.float(Float(rounded(heat + wobble, digits: 2))), at: time)
            speed.set(.int32(runs ? Int32(1450 + (minute * machine) % 40) : 0), at: time)
            produced.set(.int64(pieces), at: time)
            isRunning.set(.boolean(runs), at: time)
            if minute % 15 == 0 { status.set(.text(text(minute, runs: runs)), at: time) }
        }
        for (name, series) in [
            ("temperature", temperature), ("speed", speed), ("produced", produced), ("running", isRunning),
            ("status", status),
        ] {
            insert(series, device + [name], isAligned: false, into: &store)
        }
    }

    /// The weather station on the roof, an aligned device; the barometer reports every ten minutes only.
    private static func addWeather(to store: inout Store) {
        let device = ["root", "factory", "weather"]
        var temperature = Series(definition(.double, unit: "C"))
        var humidity = Series(definition(.double, unit: "%"))
        var pressure = Series(definition(.double, unit: "hPa"))
        for minute in 0..<minutes {
            let time = start + Int64(minute) * 60_000
            let day = sin(Double(minute - 540) / 1440 * 2 * .pi)
            let gust = sin(Double(minute) / 17) * 0.4
            temperature.set(.double(rounded(14 + 6 * day + gust, digits: 1)), at: time)
            humidity.set(.double(rounded(62 - 18 * day - gust * 3, digits: 1)), at: time)
            if minute % 10 == 0 {
                pressure.set(.double(rounded(1013.2 + 2.5 * sin(Double(minute) / 400), digits: 1)), at: time)
            }
        }
        for (name, series) in [("temperature", temperature), ("humidity", humidity), ("pressure", pressure)] {
            insert(series, device + [name], isAligned: true, into: &store)
        }
    }

    private static func definition(_ type: DataType, unit: String? = nil) -> SeriesDefinition {
        SeriesDefinition(path: [], type: type, tags: unit.map { [NamedText(name: "unit", text: $0)] } ?? [])
    }

    private static func insert(_ series: Series, _ path: [String], isAligned: Bool, into store: inout Store) {
        store.add(SeriesDefinition(path: path, type: series.type), isAligned: isAligned)
        if let index = store.tree.find(path) { store.tree.nodes[index].series = series }
    }

    private static func text(_ minute: Int, runs: Bool) -> String {
        if runs { return minute % 240 == 0 ? "inspection" : "running" }
        return (720..<780).contains(minute) ? "lunch break" : "idle"
    }

    private static func rounded(_ number: Double, digits: Int) -> Double {
        let scale = pow(10, Double(digits))
        return (number * scale).rounded() / scale
    }
}
