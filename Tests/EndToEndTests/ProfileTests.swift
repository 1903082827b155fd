import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// Profiles of the configuration file, at the start and by `\c`.
@Suite final class ProfileTests {
    private let first = DemoServer()
    private let second = DemoServer()
    private let ports: (first: Int, second: Int)
    private let home: TemporaryDirectory

    init() throws {
        ports = (Int(try first.start()), Int(try second.start()))
        home = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: "\(home.path)/iotdb-shell", withIntermediateDirectories: true)
    }

    deinit {
        first.stop()
        second.stop()
    }

    private func run(_ arguments: [String], config: String, script: String) throws -> ProcessResult {
        try Data(config.utf8).write(to: URL(fileURLWithPath: "\(home.path)/iotdb-shell/config"))
        let environment = ["XDG_CONFIG_HOME": home.path]
        return try ShellRun.run(arguments, environment: environment, input: Array(script.utf8))
    }

    private var config: String {
        """
        format = csv
        [profile one]
        port = \(ports.first)
        [profile two]
        node-urls = 127.0.0.1:\(ports.second)
        dialect = table
        database = factory
        timezone = Asia/Tokyo
        read-only = on
        tuples-only = on
        [profile sample]
        demo = on
        """
    }

    @Test func connectingToAProfileTakesAllOfIt() throws {
        let script = """
            show version;
            \\c two
            select time, temperature from machines limit 1;
            insert into machines(time, line, machine, temperature) values (1, 'a', 'b', 1);
            \\conninfo
            """
        let result = try run(["--profile", "one", "--keep-going"], config: config, script: script)
        #expect(result.status == 3)
        let lines = result.outputText.split(separator: "\n")
        #expect(lines.first == "Version,BuildInfo")
        #expect(lines.dropFirst(2).first?.hasPrefix("2024-05-06T09:00:00.000+09:00,") == true, "\(result.outputText)")
        #expect(lines.last?.contains(":\(ports.second) as root, table dialect, database factory") == true)
        #expect(result.errorText.contains("<stdin>:4: not sent: --read-only"), "\(result.errorText)")
    }

    @Test func whatTheFormerProfileSetIsGoneAndFlagsStay() throws {
        let script = "\\c one\nselect temperature from root.factory.line1.machine1 limit 1;\n\\c two -\n"
        let result = try run(
            ["--profile", "two", "--no-header", "-q", "--time-format", "epoch"],
            config: config,
            script: script
        )
        #expect(result.status == 3)
        #expect(result.outputText == "1714953600000,18.0\n")
        // Behind a name, - keeps the user: a database is meant.
        #expect(result.errorText.contains("the tree dialect has no current database"), "\(result.errorText)")
        let guarded = try run(
            ["--profile", "two", "--read-only"],
            config: config,
            script: "\\c one\ncreate database root.x;\n"
        )
        #expect(guarded.errorText.contains("--read-only lets only"), "\(guarded.errorText)")
        let sandboxed = try run(
            ["--profile", "two", "--sandbox"],
            config: config,
            script: "\\c one\ncreate database root.x;\n"
        )
        #expect(sandboxed.errorText.contains("--read-only lets only"), "\(sandboxed.errorText)")
    }

    @Test func whatCannotBeIsTold() throws {
        let sample = try run(["--profile", "one"], config: config, script: "\\c sample\n")
        #expect(sample.errorText.contains("<stdin>:1: \\c: the profile sample starts the demo server"))
        let faulty = try run(["-X", "-p", "\(ports.first)"], config: "nonsense = 1\n", script: "\\c one\n")
        #expect(faulty.errorText.contains("has no current database"), "\(faulty.errorText)")
        let wrong = try run(["--profile", "one"], config: config + "\n[profile bad]\nprot = 1\n", script: "\\c bad\n")
        #expect(wrong.status == 3)
        #expect(
            wrong.errorText.contains("iotdb-shell/config:14: unknown setting \"prot\"; did you mean port?"),
            "\(wrong.errorText)"
        )
    }

    @Test func aProfileMayBeAnAddress() throws {
        let address = "\n[profile far]\nurl = iotdb://127.0.0.1:\(ports.second)/factory?dialect=table&tz=Asia/Tokyo\n"
        let script = "select time, temperature from machines limit 1;\n\\c one\n\\c far\n\\conninfo\n"
        let result = try run(["--profile", "far"], config: config + address, script: script)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.outputText.contains("2024-05-06T09:00:00.000+09:00,"))
        #expect(result.outputText.contains(":\(ports.second) as root, table dialect, database factory"))
        for (value, reason) in [
            ("iotdb://root:Canary7@h", "leave the password out"), ("iotdb://h?nonsense=1", "unknown setting"),
            ("h:1", "url: "),
        ] {
            let wrong = try run(["--profile", "far"], config: "[profile far]\nurl = \(value)\n", script: "")
            #expect(wrong.status == 64 && !wrong.errorText.contains("Canary7"), "\(wrong.errorText)")
            #expect(wrong.errorText.contains("config:2: ") && wrong.errorText.contains(reason), "\(wrong.errorText)")
        }
    }

    @Test func aProfileWithAnotherUserAsksForNoPasswordInAScript() throws {
        let script = "\\c other\n"
        let result = try run(["--profile", "one"], config: config + "\n[profile other]\nuser = ann\n", script: script)
        #expect(result.status == 2)
        #expect(result.errorText.contains("no password for ann"), "\(result.errorText)")
    }
}
