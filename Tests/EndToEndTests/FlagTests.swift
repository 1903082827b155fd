import Foundation
import IoTDBDemo
import IoTDBTesting
import ShellKit
import Testing

/// Every flag under every of its names on the built program; one that has no case here fails.
@Suite final class FlagTests {
    /// What a flag is given, and what shows that it was obeyed.
    ///
    /// `FLAG`, `PORT` and `DIR` stand for the name under test, the demo server's port, and a folder of the test.
    private struct Case {
        var arguments: [String]
        /// Whether the arguments say themselves where to connect.
        var isBare = false
        var status: Int32 = 0
        var output = ""
        var error = ""
        /// What must not be on the standard output.
        var notOutput: String?
        /// A file in the folder, and what it must hold.
        var file: (name: String, text: String)?
        var environment: [String: String] = [:]

        init(_ arguments: String...) { self.arguments = arguments }

        /// `show version` behind the flag.
        static func version(_ arguments: String...) -> Case {
            var new = Case()
            new.arguments = arguments + ["-e", "show version"]
            new.output = "2.0.1-demo"
            return new
        }

        func bare() -> Case { changed { $0.isBare = true } }
        func prints(_ text: String) -> Case { changed { $0.output = text } }
        func lacks(_ text: String) -> Case { changed { $0.notOutput = text } }
        func writes(_ name: String, _ text: String) -> Case {
            changed {
                $0.file = (name, text)
                $0.output = ""
            }
        }
        func with(_ name: String, _ value: String) -> Case { changed { $0.environment[name] = value } }
        func tells(_ text: String) -> Case { changed { $0.error = text } }
        func fails(_ status: Int32, _ text: String) -> Case {
            changed { ($0.status, $0.error, $0.output) = (status, text, "") }
        }

        private func changed(_ body: (inout Case) -> Void) -> Case {
            var copy = self
            body(&copy)
            return copy
        }
    }

    private static let machine = "root.factory.line1.machine1"
    private static let row = "select temperature from root.factory.line1.machine1 limit 1"
    private static let long =
        "create timeseries root.flags.d.l INT64; insert into root.flags.d(time, l) values (1, 9007199254740993);"
        + "select l from root.flags.d"

    private static let formulas =
        "create timeseries root.flags.d.f TEXT; insert into root.flags.d(time, f) values (1, '=1+1');"
        + "select f from root.flags.d"

    /// By the first name of each flag.
    private static let cases: [String: Case] = [
        // Connection.
        "--url": .version("FLAG", "iotdb://127.0.0.1:PORT").bare(),
        "--profile": .version("FLAG", "test").bare().prints("Version,BuildInfo\n").with("XDG_CONFIG_HOME", "DIR"),
        "-h": .version("-p", "PORT", "FLAG", "127.0.0.1").bare(),
        "-p": .version("FLAG", "PORT").bare(),
        "--node-urls": .version("FLAG", "127.0.0.1:1,127.0.0.1:PORT").bare(),
        "-u": .version("FLAG", "nobody", "-w").fails(2, "no password for nobody"),
        "--password-file": .version("FLAG", "DIR/wrong").fails(2, "error 801"),
        "-pw": .version("FLAG", "wrong").fails(2, "error 801"),
        "--passfile": .version("FLAG", "DIR/passfile").fails(2, "error 801"),
        "-w": .version("FLAG", "-u", "nobody").fails(2, "no password for nobody"),
        "-W": .version("FLAG").fails(2, "no password for root"),
        "-d": Case("FLAG", "factory", "--dialect", "table", "-e", "show tables").prints("machines"),
        "--dialect": Case("FLAG", "table", "-e", "show databases").prints("information_schema"),
        "--timezone": Case("FLAG", "Asia/Tokyo", "-e", row).prints("2024-05-06T09:00:00.000+09:00"),
        "--fetch-size": Case("FLAG", "7", "-e", "\\fetch").prints("Fetch size is 7."),
        "--timeout": Case("FLAG", "5", "-e", "\\set").prints("TIMEOUT           5 "),
        "--connect-timeout": .version("FLAG", "0").fails(64, "give a number of seconds above 0"),
        "-c": .version("FLAG"),
        "--tls": .version("FLAG", "--connect-timeout", "3").fails(2, "127.0.0.1:PORT"),
        "--tls-ca": .version("FLAG", "DIR/none.pem").fails(2, "none.pem"),
        "--tls-cert": .version("FLAG", "DIR/none.pem").fails(64, "--tls-cert and --tls-key belong together"),
        "--tls-key": .version("FLAG", "DIR/none.pem").fails(64, "--tls-cert and --tls-key belong together"),
        "--tls-server-name": .version("FLAG", "h", "--connect-timeout", "3").fails(2, "127.0.0.1:PORT"),
        "--tls-insecure": .version("FLAG", "--connect-timeout", "3").fails(2, "127.0.0.1:PORT"),
        // Input.
        "-e": Case("FLAG", "show version").prints("2.0.1-demo"),
        "-f": Case("FLAG", "DIR/script.sql").prints("2.0.1-demo"),
        "-v": Case("FLAG", "what=version", "-e", "show :what").prints("2.0.1-demo"),
        "--keep-going": Case("FLAG", "-e", "bad; \\echo on").fails(3, "error 700").prints("on\n"),
        "--throttle": Case("FLAG", "1000/s", "-e", "\\set").prints("THROTTLE          1000"),
        "--checkpoint": .version("FLAG", "DIR/mark").writes("mark", "1 "),
        "--resume": Case("FLAG", "--checkpoint", "DIR/one", "-e", "show version; show databases").prints("root.factory")
            .lacks("2.0.1-demo"),
        // Output.
        "--format": .version("FLAG", "csv").prints("2.0.1-demo,demo\n"),
        "--table": .version("FLAG").prints("  Version   | BuildInfo \n"),
        "--box": .version("FLAG").prints("┌────────────┬"),
        "--vertical": .version("FLAG").prints("-[ RECORD 1 ]"),
        "--csv": .version("FLAG").prints("Version,BuildInfo\n2.0.1-demo,demo\n"),
        "--tsv": .version("FLAG").prints("Version\tBuildInfo\n2.0.1-demo\tdemo\n"),
        "--json": .version("FLAG").prints("[\n{\"Version\":\"2.0.1-demo\",\"BuildInfo\":\"demo\"}\n]\n"),
        "--ndjson": .version("FLAG").prints("{\"Version\":\"2.0.1-demo\",\"BuildInfo\":\"demo\"}\n"),
        "--markdown": .version("FLAG").prints("| Version | BuildInfo |\n| --- | --- |\n"),
        "--html": .version("FLAG").prints("<tr><td>2.0.1-demo</td><td>demo</td></tr>"),
        "--insert": Case("FLAG", "-e", row).prints("(time,temperature) VALUES (1714953600000,18.0);"),
        "--none": .version("FLAG").prints("").lacks("2.0.1"),
        "--null": Case("FLAG", "NIL", "--csv", "--dialect", "table", "-e", "show databases").prints("schema,INF,NIL,"),
        "-x": .version("FLAG").prints("-[ RECORD 1 ]"),
        "--no-header": .version("FLAG", "--csv").lacks("BuildInfo"),
        "--headings": Case("FLAG", "short", "-e", row).prints("\(machine)\n"),
        "--csv-safe": Case("FLAG", "--csv", "-e", formulas).prints("'=1+1"),
        "--json-special": Case("FLAG", "string", "--ndjson", "-e", "select temperature / 0 from \(machine) limit 1")
            .prints("\"Infinity\""),
        "--json-bigint": Case("FLAG", "string", "--ndjson", "-e", long).prints("\"9007199254740993\""),
        "--insert-target": Case(
            "FLAG",
            "copy",
            "--insert",
            "--dialect",
            "table",
            "-d",
            "factory",
            "-e",
            "select * from machines limit 1"
        ).prints("INSERT INTO copy("),
        "-t": .version("FLAG").lacks("BuildInfo"),
        "--timing": .version("FLAG").tells("Time: "),
        "--time-format": Case("FLAG", "epoch", "--csv", "-e", row).prints("1714953600000,18.0"),
        "-o": .version("FLAG", "DIR/out.json").writes("out.json", "{\"Version\":\"2.0.1-demo\"").lacks("2.0.1"),
        "--pager": .version("FLAG", "always"),
        "--no-pager": .version("FLAG"),
        "--color": Case("FLAG", "always", "--dialect", "table", "-e", "show databases").prints("\u{1b}[2mnull"),
        // Messages.
        "--echo": .version("FLAG", "queries").tells("show version;\n"),
        "-E": Case("FLAG", "-e", "\\l").prints("root.factory").tells("SHOW DATABASES;\n"),
        "-q": Case("FLAG", "--keep-going", "-e", "\\timing on", "-e", "\\echo on").prints("on\n"),
        "--verbose": .version("FLAG").tells("127.0.0.1:PORT"),
        "--errors": Case("FLAG", "json", "-e", "bad").fails(3, "{\"severity\":\"error\",\"code\":700,"),
        "-L": .version("FLAG", "DIR/log").writes("log", "show version;\n"),
        // Safety.
        "--safe": Case("FLAG", "-e", "drop database root.none").fails(3, "--safe"),
        "--read-only": Case("FLAG", "-e", "create database root.none").fails(3, "--read-only"),
        "--sandbox": Case("FLAG", "-e", "\\! ls").fails(3, "not allowed with --sandbox"),
        // Demo server.
        "--demo": .version("FLAG").bare(),
        "--serve": .version("FLAG", "--demo").bare().fails(64, "exclude each other"),
        "--demo-port": .version("FLAG", "UNUSED", "--demo", "-e", "\\conninfo").bare().prints("127.0.0.1:UNUSED"),
        // General.
        "-X": .version("FLAG").with("XDG_CONFIG_HOME", "DIR/faulty"),
        "--ping": Case("FLAG").prints("127.0.0.1:PORT serves, version 2.0.1-demo"),
        "--completions": Case("FLAG", "bash").bare().prints("complete "),
        "-V": Case("FLAG").bare().prints("iotdb-shell \(iotdbShellVersion)\n"),
        "--help": Case("FLAG").bare().prints("Usage: iotdb-shell"),
        "--man": Case("FLAG").bare().prints(".TH IOTDB"),
        // Flags of the official shell.
        "-disableISO8601": Case("FLAG", "--csv", "-e", row).prints("1714953600000,18.0"),
        "-timeout": .version("FLAG", "0"),
        "-usessl": .version("FLAG", "false"),
        "-maxPRC": .version("FLAG", "10").tells("-maxPRC has no effect"),
        "-ts": .version("FLAG", "DIR/store").fails(64, "--tls-ca"),
        "-tpw": .version("FLAG", "secret").fails(64, "--tls-ca"),
    ]

    private let server = DemoServer()
    private let port: Int
    private let directory: TemporaryDirectory
    private let unused: Int

    init() throws {
        port = Int(try server.start())
        directory = try TemporaryDirectory()
        unused = try LoopbackListener.unusedPort()
        try write("script.sql", "show version")
        try write("wrong", "wrong")
        try write("passfile", "*:*:*:wrong")
        try write("one", "1\n")
        try write("iotdb-shell/config", "format = csv\n[profile test]\nhost = 127.0.0.1\nport = \(port)\n")
        try write("faulty/iotdb-shell/config", "nonsense = 1\n")
    }

    deinit { server.stop() }

    private func write(_ name: String, _ text: String) throws {
        let url = URL(fileURLWithPath: "\(directory.path)/\(name)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
    }

    @Test func everyFlagDoesWhatItIsFor() throws {
        for option in OptionTable.all {
            guard let wanted = Self.cases[option.names[0]] else {
                Issue.record("no case for \(option.names[0])")
                continue
            }
            for name in option.names { try check(wanted, name) }
        }
        #expect(Self.cases.count == OptionTable.all.count, "a case is for no flag")
    }

    private func check(_ wanted: Case, _ name: String) throws {
        func filled(_ text: String) -> String {
            var text = text.replacingOccurrences(of: "FLAG", with: name)
            text = text.replacingOccurrences(of: "PORT", with: "\(port)")
            return text.replacingOccurrences(of: "UNUSED", with: "\(unused)")
                .replacingOccurrences(of: "DIR", with: directory.path)
        }
        let arguments = (wanted.isBare ? [] : ["-p", "\(port)"]) + wanted.arguments.map(filled)
        let result = try ShellRun.run(arguments, environment: wanted.environment.mapValues(filled))
        let told: Comment = "\(name): \(result.status), \(result.outputText), \(result.errorText)"
        #expect(result.status == wanted.status, told)
        #expect(wanted.output.isEmpty || result.outputText.contains(filled(wanted.output)), told)
        #expect(wanted.error.isEmpty || result.errorText.contains(filled(wanted.error)), told)
        if let text = wanted.notOutput { #expect(!result.outputText.contains(text), told) }
        if name == "-q" || name == "--quiet" { #expect(result.error.isEmpty, told) }
        guard let file = wanted.file else { return }
        let text = try String(contentsOfFile: "\(directory.path)/\(file.name)", encoding: .utf8)
        #expect(text.contains(file.text), "\(name): \(text)")
    }

    @Test func demoServerServesUntilItIsTold() throws {
        let script = """
            "$0" --serve --demo-port \(unused) & server=$!
            until "$0" -p \(unused) --ping; do :; done 2>/dev/null
            kill -TERM $server; wait $server
            """
        let result = try ShellRun.bash(script, [])
        #expect(result.status == 143)
        #expect(result.outputText.contains("serves, version 2.0.1-demo"))
    }
}
