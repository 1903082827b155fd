import IoTDBWire

/// Says what is wrong with the command line.
struct UsageError: Error {
    let description: String
}

/// Says why a benchmark could not be run.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
}

/// The command line of the benchmarks.
struct BenchArguments {
    /// What `--help` prints.
    static let usage = """
        usage: iotdb-bench [NAME…] [--server HOST:PORT] [--runs N] [--rows N] [--device PATH] [--json]

        NAME      decode rows encode render parse split pool roundtrip, which are the default;
                  insert read latency seed, which need --server. seed writes what read reads, root.perf.d1.
        --runs    runs of each measure after one that is not counted; the median counts (5)
        --rows    rows to insert or to seed (1000000)
        --device  the device to seed (root.perf.d1)
        --json    one JSON object a line
        """

    /// The benchmarks to run, in the order given.
    private(set) var names: [String] = []
    /// The server of the live benchmarks.
    private(set) var server: NodeAddress?
    /// Runs of each measure.
    private(set) var runs = 5
    /// Rows to insert.
    private(set) var rows = 1_000_000
    /// The device to seed.
    private(set) var device = "root.perf.d1"
    /// Whether results are JSON.
    private(set) var isJSON = false

    /// Reads the arguments behind the program's name.
    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--json": isJSON = true
            case "--server": server = try NodeAddress(parsing: try Self.value(of: argument, &rest))
            case "--device": device = try Self.value(of: argument, &rest)
            case "--runs": runs = try Self.count(of: argument, &rest)
            case "--rows": rows = try Self.count(of: argument, &rest)
            default:
                guard BenchmarkList.names.contains(argument) else {
                    throw UsageError(description: "no benchmark or option \(argument)")
                }
                names.append(argument)
            }
        }
        if names.isEmpty { names = BenchmarkList.offlineNames }
    }

    /// The configuration of a session with the server.
    func configuration(_ name: String) throws -> SessionConfiguration {
        guard let server else { throw UsageError(description: "\(name) needs --server HOST:PORT") }
        return SessionConfiguration(nodes: [server])
    }

    private static func value(of option: String, _ rest: inout ArraySlice<String>) throws -> String {
        guard let value = rest.popFirst() else { throw UsageError(description: "\(option) needs a value") }
        return value
    }

    private static func count(of option: String, _ rest: inout ArraySlice<String>) throws -> Int {
        guard let count = Int(try value(of: option, &rest)), count > 0 else {
            throw UsageError(description: "\(option) needs a number from 1")
        }
        return count
    }
}
