/// The benchmarks by name.
enum BenchmarkList {
    /// Benchmarks that need nothing but this process.
    static let offlineNames = ["decode", "rows", "encode", "render", "parse", "split", "pool", "roundtrip"]
    /// All benchmarks.
    static let names = offlineNames + ["seed", "insert", "read", "latency"]

    /// Runs the benchmarks that were asked for and prints each result as it comes.
    static func run(_ arguments: BenchArguments) async throws {
        let report = Report(isJSON: arguments.isJSON)
        for name in arguments.names { try await run(name, arguments, report) }
    }

    private static func run(_ name: String, _ arguments: BenchArguments, _ report: Report) async throws {
        let runs = arguments.runs
        switch name {
        case "decode": try DecodeBenchmark(runs: runs, report: report).run()
        case "rows": try RowsBenchmark(runs: runs, report: report).run()
        case "encode": try EncodeBenchmark(runs: runs, report: report).run()
        case "render": try RenderBenchmark(runs: runs, report: report).run()
        case "parse": try ParseBenchmark(runs: runs, report: report).run()
        case "split": SplitBenchmark(runs: runs, report: report).run()
        case "pool": try await PoolBenchmark(runs: runs, report: report).run()
        case "roundtrip": try await RoundTripBenchmark(runs: runs, report: report).run()
        default:
            let live = LiveBenchmark(
                try arguments.configuration(name),
                runs: runs,
                rows: arguments.rows,
                report: report
            )
            switch name {
            case "seed": try await live.seed(arguments.device)
            case "insert": try await live.insert()
            case "read": try await live.read()
            default: try await live.latency()
            }
        }
    }
}
