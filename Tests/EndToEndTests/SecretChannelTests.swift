import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// A password goes to the server and nowhere else: each way to give one, and each way to fail.
@Suite final class SecretChannelTests {
    private static let canary = "Canary7%2Fx"
    /// What the address means, and what is found of it in whatever form.
    private static let password = "Canary7/x"
    private static let trace = "Canary7"

    private let server = DemoServer()
    private let port: Int
    private let unused: Int
    private let directory: TemporaryDirectory

    init() throws {
        port = Int(try server.start())
        unused = try LoopbackListener.unusedPort()
        directory = try TemporaryDirectory()
        try write("password", Self.password)
        try write("passfile", "*:*:*:\(Self.password)")
        try write("home/iotdb-shell/config", "[profile p]\npassword-file = \(directory.path)/password\n")
    }

    deinit { server.stop() }

    private func write(_ name: String, _ text: String) throws {
        let url = URL(fileURLWithPath: "\(directory.path)/\(name)")
        let folder = url.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
    }

    /// A way to give a password: arguments, and a variable of the environment.
    private struct Channel {
        var arguments: [String] = []
        var variable: (name: String, value: String)?
        /// Whether it says where to connect.
        var isAddress = false
    }

    private func channels(_ port: Int) -> [Channel] {
        let address = "iotdb://root:\(Self.canary)@127.0.0.1:\(port)"
        return [
            Channel(arguments: ["-pw", Self.password]), Channel(arguments: ["-pw\(Self.password)"]),
            Channel(arguments: ["--password-file", "\(directory.path)/password"]),
            Channel(arguments: ["--passfile", "\(directory.path)/passfile"]), Channel(arguments: ["--profile", "p"]),
            Channel(variable: ("IOTDB_PASSWORD", Self.password)),
            Channel(variable: ("IOTDB_URL", address), isAddress: true), Channel(arguments: [address], isAddress: true),
            Channel(arguments: ["--url", address], isAddress: true),
            Channel(arguments: ["--url=\(address)"], isAddress: true),
        ]
    }

    /// What makes the program fail, and with which status.
    private var failures: [(arguments: [String], status: Int32, port: Int)] {
        [
            (["-e", "show version"], 2, port), (["--errors", "json", "--verbose", "-e", "show version"], 2, port),
            (["-e", "show version"], 2, unused), (["--verbose", "-e", "show version"], 2, unused),
            (["--tls", "--connect-timeout", "2", "--verbose", "-e", "show version"], 2, port), (["--ping"], 2, port),
            (["--format", "xml"], 64, port), (["--timezone", "Mars/Olympus"], 64, port), (["--nonsense"], 64, port),
        ]
    }

    private func check(_ result: ProcessResult, _ status: Int32, _ told: Comment) {
        #expect(result.status == status, told)
        #expect(!result.outputText.contains(Self.trace) && !result.errorText.contains(Self.trace), told)
    }

    @Test func noWayToGiveAPasswordAndNoWayToFailShowsIt() throws {
        for (row, failure) in failures.enumerated() {
            for (column, channel) in channels(failure.port).enumerated() {
                // Each with each where much is asked for, else each of them twice and more.
                guard TestSize.isLong || (row + column).isMultiple(of: 3) else { continue }
                let place = channel.isAddress ? [] : ["-p", "\(failure.port)"]
                var environment = ["XDG_CONFIG_HOME": "\(directory.path)/home"]
                if let variable = channel.variable { environment[variable.name] = variable.value }
                let result = try ShellRun.run(
                    place + channel.arguments + ["-L", "\(directory.path)/log"] + failure.arguments,
                    environment: environment
                )
                check(
                    result,
                    failure.status,
                    "\(channel), \(failure): \(result.status), \(result.outputText)\(result.errorText)"
                )
            }
        }
        let log = try String(contentsOfFile: "\(directory.path)/log", encoding: .utf8)
        #expect(!log.contains(Self.trace))
    }

    @Test(arguments: [
        "iotdb://root:CANARY@h:99999", "iotdb://root:CANARY@[::1", "iotdb://root:CANARY@h?tls=maybe",
        "iotdb://root:CANARY@h?nonsense=1", "http://root:CANARY@h", "iotdb://ro ot:CANARY@h", "iotdb://:CANARY@",
        "iotdb://root:CANARY@h1:1,h2:x", "iotdb://root:CANARY@h/d?dialect=x", "iotdb://root:CANARY%zz@h",
        "iotdb://root:CANARY@h#fragment", "iotdb://root:CANARY@@h:x",
    ])
    func anAddressThatCannotBeReadIsNotShownWithItsPassword(_ address: String) throws {
        let filled = address.replacingOccurrences(of: "CANARY", with: Self.trace)
        let positional = try ShellRun.run([filled, "-e", "FLUSH"])
        let variable = try ShellRun.run(["-e", "FLUSH"], environment: ["IOTDB_URL": filled])
        let command = try ShellRun.run(port: port, ["-e", "\\c \(filled)"])
        for result in [positional, variable, command] {
            #expect(result.status != 0, "\(result)")
            #expect(!result.errorText.contains(Self.trace), "\(result.errorText)")
        }
    }

    @Test(arguments: [
        "create user u 'CANARY'", "CREATE /* x */ USER u\n  'CANARY'", "alter user u set password 'CANARY'",
        "create user u :'p'", "create user u 'CANARY' nonsense",
    ])
    func noOutputKeepsThePasswordOfAStatement(_ statement: String) throws {
        let text = statement.replacingOccurrences(of: "CANARY", with: Self.trace)
        let files = ["log", "mark", "rows"].map { "\(directory.path)/\($0)" }
        for errors in [["--echo", "all"], ["--echo", "queries"], ["--echo", "errors"], ["--errors", "json"]] {
            let result = try ShellRun.run(
                port: port,
                errors + ["-v", "p=\(Self.trace)", "-L", files[0], "--checkpoint", files[1], "-o", files[2]]
                    + ["--dialect", "table", "-e", text + ";", "-e", "\\errverbose"]
            )
            check(result, 3, "\(errors): \(result.outputText)\(result.errorText)")
        }
        for file in files {
            let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            #expect(!text.contains(Self.trace), "\(file): \(text)")
        }
    }
}
