import IoTDBWire

/// Measures against a real server; the same as Benchmarks/go measures with the Go client.
struct LiveBenchmark {
    private static let database = "root.bench_swift"
    private static let columns = 10
    private static let batch = 1_000
    private static let calls = 2_000
    private static let start: Int64 = 1_700_000_000_000

    private let configuration: SessionConfiguration
    private let runs: Int
    private let rows: Int
    private let report: Report

    init(_ configuration: SessionConfiguration, runs: Int, rows: Int, report: Report) {
        self.configuration = configuration
        self.runs = runs
        self.rows = rows
        self.report = report
    }

    /// Rows a second of ten DOUBLE columns, by one tablet of 1000 rows that is filled and sent again and again.
    ///
    /// The database is dropped before every run, and its rows are counted after the last.
    func insert() async throws {
        let session = try await Session.open(configuration)
        var times: [(clock: Double, processor: Double)] = []
        for run in 0...runs {
            // There is none at first.
            try? await session.executeNonQuery("DELETE DATABASE \(raw: Self.database)")
            try await session.executeNonQuery("CREATE DATABASE \(raw: Self.database)")
            let spent = try await Timing.spent { try await fill(session) }
            if run > 0 { times.append(spent) }
        }
        let stored = try await count("SELECT count(s0) FROM \(Self.database).d1", session)
        try await session.executeNonQuery("DELETE DATABASE \(raw: Self.database)")
        await session.close()
        guard stored == rows else { throw BenchmarkError(description: "\(stored) rows stored, not \(rows)") }
        print("insert", times, rows: rows)
    }

    private func fill(_ session: Session) async throws {
        let schema = (0..<Self.columns).map { MeasurementSchema("s\($0)", .double) }
        var tablet = try Tablet(device: "\(Self.database).d1", schema: schema, capacity: Self.batch)
        var values: [Double] = []
        for first in stride(from: 0, to: rows, by: Self.batch) {
            let batch = first..<min(first + Self.batch, rows)
            tablet.reset()
            for row in batch { tablet.append(timestamp: Self.start + Int64(row)) }
            for column in 0..<Self.columns {
                values.removeAll(keepingCapacity: true)
                for row in batch { values.append(Double(row) / Double(column + 1)) }
                try tablet.append(contentsOf: values, to: column)
            }
            try await session.insert(tablet)
        }
    }

    /// Rows a second of all cells of root.perf.d1: by column, by row with typed getters, and as structs and tuples.
    func read() async throws {
        let session = try await Session.open(configuration)
        let total = try await count("SELECT count(i) FROM root.perf.d1", session)
        guard total > 0 else { throw BenchmarkError(description: "root.perf.d1 is empty: run seed first") }
        try await measureRead("read", session, total, LiveReading.byColumn)
        try await measureRead("read-rows", session, total, LiveReading.byRow)
        try await measureRead("read-structs", session, total, LiveReading.asStructs)
        try await measureRead("read-tuples", session, total, LiveReading.asTuples)
        await session.close()
    }

    private func measureRead(
        _ name: String,
        _ session: Session,
        _ total: Int,
        _ look: (ResultSet) async throws -> LiveReading
    ) async throws {
        var times: [(clock: Double, processor: Double)] = []
        for run in 0...runs {
            let spent = try await Timing.spent {
                let results = try await session.query("SELECT i, d, f, b FROM root.perf.d1", fetchSize: .automatic)
                let reading = try await look(results)
                guard reading.rows == total, reading.sum != 0 else {
                    throw BenchmarkError(description: "\(reading.rows) rows read, not \(total)")
                }
            }
            if run > 0 { times.append(spent) }
        }
        print(name, times, rows: total)
    }

    /// Prints rows a second, and what a row costs this process, which does not depend on how fast the server is.
    private func print(_ name: String, _ times: [(clock: Double, processor: Double)], rows: Int) {
        let rate = Double(rows) / Timing.median(times.map(\.clock))
        report.print(.init(name: name, value: rate, unit: "rows/s"))
        let cost = Timing.median(times.map(\.processor)) * 1e9 / Double(rows)
        report.print(.init(name: "\(name)-cpu", value: cost, unit: "ns/row", isTime: true))
    }

    /// Microseconds of SHOW VERSION on one session: run, read its row, close; then the same on the session's own
    /// thread.
    func latency() async throws {
        let session = try await Session.open(configuration)
        try await measureLatency("latency", session)
        try await withTaskExecutorPreference(session.taskExecutor) {
            try await measureLatency("latency-own-thread", session)
        }
        await session.close()
    }

    private func measureLatency(_ name: String, _ session: Session) async throws {
        var micros: [Double] = []
        for call in 0..<Self.calls + 200 {
            let time = try await Timing.seconds {
                let results = try await session.query("SHOW VERSION")
                while let page = try await results.nextPage() { results.recycle(page) }
                await results.close()
            }
            if call >= 200 { micros.append(time * 1e6) }
        }
        micros.sort()
        for (suffix, share) in [("", 0.5), ("-p99", 0.99)] {
            let place = Int(Double(micros.count - 1) * share)
            report.print(.init(name: name + suffix, value: micros[place], unit: "µs", isTime: true))
        }
    }

    /// Writes a device: a row each second of INT64, DOUBLE, FLOAT and BOOLEAN. Its database is made anew.
    func seed(_ device: String) async throws {
        guard let end = device.lastIndex(of: ".") else { throw BenchmarkError(description: "\(device) is no device") }
        let database = device[..<end]
        let session = try await Session.open(configuration)
        try? await session.executeNonQuery("DELETE DATABASE \(raw: database)")
        try await session.executeNonQuery("CREATE DATABASE \(raw: database)")
        let time = try await Timing.seconds { try await LiveSeed.write(rows: rows, of: device, to: session) }
        try await session.executeNonQuery("FLUSH")
        await session.close()
        report.print(.init(name: "seed", value: Double(rows) / time, unit: "rows/s"))
    }

    private func count(_ sql: String, _ session: Session) async throws -> Int {
        let results = try await session.query(sql)
        var number: Int64?
        while let page = try await results.nextPage() {
            if let block = page.blocks.first, block.rowCount > 0, let column = results.columns.last {
                number = block.value(row: 0, column: column).integer
            }
        }
        guard let number else { throw BenchmarkError(description: "no answer to \(sql)") }
        return Int(number)
    }
}
