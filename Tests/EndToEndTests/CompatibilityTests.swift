import IoTDBDemo
import IoTDBTesting
import ShellKit
import Testing

/// Each row of the table of the official shell's flags and commands: what is written there does what is written here.
@Suite final class CompatibilityTests {
    /// The arguments as they are written for the official shell, and for ours; what is piped in stands last.
    private struct Pair {
        let there: [String]
        let here: [String]
        var input: (there: String, here: String) = ("", "")
        var status: Int32 = 0
    }

    private static let row = "select temperature from root.factory.line1.machine1 limit 1"
    private static let version = ["-e", "show version"]

    private static func commands(_ there: String, _ here: String) -> Pair {
        Pair(there: ["--csv"], here: ["--csv"], input: (there + "\n\(row);\n", here + "\n\(row);\n"))
    }

    /// By the official side of the row.
    private static let pairs: [String: [Pair]] = [
        "-h -p -u -pw": [
            Pair(
                there: ["-h", "127.0.0.1", "-u", "root", "-pw", "root"] + version,
                here: ["--user", "root"] + version
            )
        ],
        "-e SQL": [Pair(there: version, here: ["--execute", "show version"])],
        "-c (RPC compression)": [Pair(there: ["-c"] + version, here: ["--rpc-compression"] + version)],
        "-timeout SECONDS": [
            Pair(there: ["-timeout", "10"] + version, here: ["--timeout", "10"] + version),
            Pair(there: ["-timeout", "0"] + version, here: version),
        ],
        "-sql_dialect tree|table": [
            Pair(
                there: ["-sql_dialect", "table", "-e", "show databases"],
                here: ["--dialect", "table", "-e", "show databases"]
            ),
            Pair(
                there: ["-sql_dialect", "tree", "-e", "show databases"],
                here: [],
                input: ("", "\\dialect tree\nshow databases;")
            ),
        ],
        "-usessl true": [
            Pair(there: ["-usessl", "true"] + version, here: ["--tls"] + version, status: 2),
            Pair(there: ["-usessl", "false"] + version, here: version),
        ],
        "-ts FILE -tpw PASSWORD": [
            Pair(there: ["-ts", "f", "-tpw", "p"] + version, here: ["-tpw", "p"] + version, status: 64)
        ],
        "-disableISO8601": [Pair(there: ["-disableISO8601", "-e", row], here: ["--time-format", "epoch", "-e", row])],
        "-maxPRC N": [Pair(there: ["-maxPRC", "10"] + version, here: version)],
        "-help": [Pair(there: ["-help"], here: ["--help"])],
        "set time_zone=…, show time_zone": [
            commands("set time_zone=Asia/Tokyo", "\\tz Asia/Tokyo"),
            commands("SET TIME_ZONE = +08:00;\nshow time_zone", "\\tz +08:00\n\\echo Current time zone: +08:00"),
        ],
        "set fetch_size=…, show fetch_size": [
            commands("set fetch_size=7\nshow fetch_size", "\\fetch 7\n\\echo Current fetch size: 7")
        ],
        "set time_display_type=…, show time_display_type": [
            commands("set time_display_type=long", "\\pset time_format epoch"),
            commands("set time_display_type=yyyy-MM-dd HH:mm", "\\pset time_format 'yyyy-MM-dd HH:mm'"),
            commands("show time_display_type", "\\echo Current time format: default"),
        ],
        "help, quit, exit": [
            commands("help", "\\?"), commands("quit", "\\q"), commands("exit;", "\\q"), commands("QUIT", "\\q"),
        ],
        "import FILE, export tool": [
            commands("\\copy (\(row)) to stdout csv", "\\copy (\(row)) to stdout csv")
        ],
    ]

    private let server = DemoServer()
    private let port: Int

    init() throws { port = Int(try server.start()) }

    deinit { server.stop() }

    @Test func everyRowHoldsOnTheBuiltProgram() throws {
        for row in Compatibility.rows {
            let pairs = try #require(Self.pairs[row.there], "no test for \(row.there)")
            for pair in pairs {
                let there = try ShellRun.run(port: port, pair.there, input: pair.input.there)
                let here = try ShellRun.run(port: port, pair.here, input: pair.input.here)
                let told: Comment = "\(row.there): \(there.errorText) \(here.errorText)"
                #expect(there.status == pair.status && here.status == pair.status, told)
                #expect(there.output == here.output, "\(row.there): \(there.outputText) \(here.outputText)")
            }
        }
        #expect(Self.pairs.count == Compatibility.rows.count)
    }
}
