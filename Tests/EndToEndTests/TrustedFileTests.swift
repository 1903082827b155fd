import Foundation
import IoTDBTesting
import Testing

/// Files that the shell reads unasked: which ones it takes, and that it takes none from the working folder.
@Suite struct TrustedFileTests {
    private let server: ScriptedServer
    private let directory: TemporaryDirectory
    private var folder: String { "\(directory.path)/iotdb-shell" }

    init() throws {
        server = try ScriptedServer()
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: "\(directory.path)/iotdb-shell",
            withIntermediateDirectories: true
        )
    }

    /// A file that cannot be one of ours, how it is made at `FILE`, and what is said of it; nothing when it is taken.
    private static let files: [(make: String, reason: String)] = [
        ("mkfifo FILE", "not a regular file"), ("ln -s /dev/zero FILE", "not a regular file"),
        ("ln -s /dev/random FILE", "not a regular file"), ("mkdir FILE", "Is a directory"),
        ("touch FILE; chmod 666 FILE", "chmod go-w FILE"),
        ("touch FILE; chmod 620 FILE", "chmod go-w FILE"), ("ln -s /dev/null FILE", ""),
        ("touch FILE; chmod 644 FILE", ""), ("touch a; chmod 400 a; ln -s a FILE", ""),
    ]
    private static let foreign = ("touch FILE; chmod 600 FILE; chown 65534 FILE", "owned by another user")
    private static var all: [(make: String, reason: String)] { files + (geteuid() == 0 ? [foreign] : []) }

    private func make(_ command: String, _ path: String) throws {
        let filled = command.replacingOccurrences(of: "FILE", with: path)
        _ = try ProcessRunner.run("/bin/sh", ["-c", "cd '\(folder)'; rm -rf '\(path)' a; \(filled)"])
    }

    @Test func aConfigurationThatIsNoneIsRefusedAtOnce() throws {
        let path = "\(folder)/config"
        for (command, reason) in Self.all {
            try make(command, path)
            let environment = ["XDG_CONFIG_HOME": directory.path]
            let result = try ShellRun.run(port: server.port, ["-e", "FLUSH"], environment: environment)
            let told: Comment = "\(command): \(result.status), \(result.errorText)"
            #expect(result.status == (reason.isEmpty ? 0 : 64), told)
            let wanted = reason.replacingOccurrences(of: "FILE", with: path)
            #expect(
                reason.isEmpty
                    ? result.error.isEmpty
                    : result.errorText.contains("\(path): \(wanted)") || result.errorText.contains(wanted),
                told
            )
        }
    }

    @Test func aStartScriptThatIsNoneIsRefusedAndThePromptAppears() throws {
        let path = "\(folder)/rc"
        for (command, reason) in Self.all {
            try make(command, path)
            let terminal = try PseudoTerminal(
                ShellRun.binary,
                arguments: ["-p", "\(server.port)"],
                environment: ["XDG_CONFIG_HOME": directory.path, "NO_COLOR": "1"]
            )
            try terminal.expect("tree> ")
            let wanted = reason.replacingOccurrences(of: "FILE", with: "")
            #expect(terminal.output.contains("\(path): ") != reason.isEmpty, "\(command): \(terminal.output)")
            #expect(
                wanted.isEmpty || terminal.output.contains(wanted.trimmingBlanks()),
                "\(command): \(terminal.output)"
            )
            try terminal.send("\u{4}")
            #expect(try terminal.waitForExit() == 0)
        }
    }

    @Test func aPasswordFileIsTakenOnlyWhenNobodyElseReadsIt() throws {
        let path = "\(folder)/password"
        let modes: [(String, String)] = [
            0o600, 0o400, 0o700, 0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o666, 0o777,
        ].map { mode in
            let text = String(mode, radix: 8)
            return ("printf word > FILE; chmod \(text) FILE", mode & 0o077 == 0 ? "" : "chmod 600 FILE")
        }
        let kinds = [
            ("printf word > a; chmod 600 a; ln -s a FILE", ""),
            ("printf word > a; chmod 644 a; ln -s a FILE", "chmod 600"),
            ("mkfifo -m 600 FILE", "empty"), ("mkfifo -m 644 FILE", "chmod 600"),
            ("ln -s /dev/zero FILE", "regular file"),
            ("mkdir -m 700 FILE", "regular file"), ("true", "No such file"),
        ]
        let others = geteuid() == 0 ? [("printf word > FILE; chmod 600 FILE; chown 65534 FILE", "another user")] : []
        for (command, reason) in modes + kinds + others {
            try make(command, path)
            let before = server.passwords.count
            let result = try ShellRun.run(port: server.port, ["--password-file", path, "-e", "FLUSH"])
            let told: Comment = "\(command): \(result.status), \(result.errorText)"
            #expect(result.status == (reason.isEmpty ? 0 : 1), told)
            let wanted = reason.replacingOccurrences(of: "FILE", with: path)
            #expect(wanted.isEmpty ? result.error.isEmpty : result.errorText.contains(wanted), told)
            #expect(server.passwords.dropFirst(before) == (reason.isEmpty ? ["word"] : []), told)
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), "strace is not installed"))
    func nothingIsReadFromTheWorkingFolder() throws {
        let names = [
            "config", "rc", ".iotdb-shell", "iotdb-shell/config", "iotdb-shell/rc", ".config/iotdb-shell/config",
            ".iotdbrc",
            ".editrc", ".inputrc", ".netrc", "passfile", "queries.sql", "history", ".env", ".psqlrc",
        ]
        for name in names {
            let url = URL(fileURLWithPath: "\(directory.path)/\(name)")
            let parent = url.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try Data("nonsense\n".utf8).write(to: url)
        }
        let home = try TemporaryDirectory()
        let script = """
            cd '\(directory.path)'
            exec strace -f -qq -o '\(home.path)/trace' -e trace=open,openat,execve '\(ShellRun.binary)' -p \(server.port)
            """
        let terminal = try PseudoTerminal("/bin/sh", arguments: ["-c", script], environment: ["HOME": home.path])
        try terminal.expect("tree> ", timeout: .seconds(60))
        try terminal.send("FLUSH;\r\\q\r")
        #expect(try terminal.waitForExit(timeout: .seconds(60)) == 0)
        let trace = try String(contentsOfFile: "\(home.path)/trace", encoding: .utf8)
        #expect(trace.contains("/proc/self/fd") || trace.contains("history"), "nothing was traced")
        for line in trace.split(separator: "\n") {
            let isRelative = line.contains("AT_FDCWD, \"") && !line.contains("AT_FDCWD, \"/")
            #expect(!isRelative && !line.contains("\(directory.path)/"), "\(line)")
        }
    }
}
