import Foundation
import IoTDBDemo
import IoTDBTesting
import ShellKit
import Testing

/// The shell in pipelines and in cron: what it is started in, and what comes to it.
@Suite final class PipelineTests {
    /// Megabytes of the large script; `IOTDB_SCRIPT_MEGABYTES` asks for more than a test run should take.
    private static let megabytes =
        ProcessInfo.processInfo.environment["IOTDB_SCRIPT_MEGABYTES"].flatMap { Int($0) } ?? 4

    private let server = DemoServer()
    private let port: Int
    private let directory: TemporaryDirectory

    init() throws {
        port = Int(try server.start())
        directory = try TemporaryDirectory()
    }

    deinit { server.stop() }

    private static let rows = "select * from root.factory.line1.machine1"

    @Test func aReaderThatHasEnoughIsNoError() throws {
        let script = """
            for run in {1..\(TestSize.repetitions(5))}; do
                yes '\(Self.rows);' | "$0" "$@" | head -n 1 >/dev/null
                [ ${PIPESTATUS[1]} = 141 ] || echo "status ${PIPESTATUS[1]}"
            done
            """
        for format in ["csv", "table"] {
            let result = try ShellRun.bash(script, ["-p", "\(port)", "--format", format])
            #expect(result.outputText.isEmpty && result.error.isEmpty, "\(result.outputText)\(result.errorText)")
        }
    }

    /// Every second call of a kind is interrupted.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), "strace is not installed"))
    func interruptedSystemCallsChangeNothing() throws {
        let script = (1...20).map { "\(Self.rows) limit \($0);\n" }.joined() + "\\! true\n\\echo :SHELL_EXIT_CODE\n"
        let plain = try ShellRun.run(port: port, ["--csv"], input: script)
        let faults = [
            // The first ones are the dynamic linker's, which does not try again.
            "read:error=EINTR:when=60+2", "write:error=EINTR:when=2+2",
            "recvfrom,sendto,recvmsg,sendmsg:error=EINTR:when=2+2", "poll,ppoll,epoll_wait:error=EINTR:when=1+2",
            "wait4:error=EINTR:when=1+2",
        ]
        for fault in faults {
            let calls = fault.prefix { $0 != ":" }
            let options = ["-f", "-qq", "-o", "/dev/null", "-e", "trace=\(calls)", "-e", "inject=\(fault)"]
            let hurt = try ProcessRunner.run(
                "/usr/bin/strace",
                options + [ShellRun.binary, "-p", "\(port)", "--csv"],
                environment: ["TZ": "UTC"],
                input: Array(script.utf8)
            )
            #expect(hurt.status == 0, "\(fault): \(hurt.errorText)")
            #expect(hurt.outputText == plain.outputText, "\(fault)")
        }
    }

    @Test func boxesAreDrawnInASCIIWhereTheLocaleIsNotUTF8() throws {
        let locales: [([String: String], Bool)] = [
            (["LC_ALL": "C", "LANG": "en_US.UTF-8"], false), (["LC_ALL": "POSIX"], false),
            (["LC_ALL": "", "LANG": ""], false), (["LC_CTYPE": "de_DE.ISO-8859-1"], false),
            (["LC_CTYPE": "C.utf8", "LANG": "C"], true), (["LANG": "zh_CN.UTF-8"], true),
        ]
        for (environment, drawsLines) in locales {
            let result = try ShellRun.run(port: port, ["--box", "-e", "show version"], environment: environment)
            #expect(result.outputText.hasPrefix(drawsLines ? "┌──" : "+--"), "\(environment)")
            // Texts stay what they are.
            let text = try ShellRun.run(port: port, ["-e", "\\echo 温度"], environment: environment)
            #expect(text.outputText == "温度\n")
        }
    }

    @Test func noHomeFolderIsNeeded() throws {
        let link = "\(directory.path)/loop"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: link)
        for home in ["", "/nonexistent", "/dev/null", "/proc", link, "relative"] {
            let result = try ShellRun.run(port: port, ["--csv", "-e", "show version"], environment: ["HOME": home])
            #expect(result.status == 0 && result.error.isEmpty, "\(home): \(result.errorText)")
        }
    }

    @Test func programsGetTheStandardStreamsOnly() throws {
        let script = "\\! ls /proc/self/fd\nshow version \\g |ls /proc/self/fd\n\\e\n"
        let result = try ShellRun.run(
            ["-p", "\(port)", "-o", "\(directory.path)/out"],
            environment: ["EDITOR": "ls /proc/self/fd; true"],
            input: Array(script.utf8)
        )
        // What the test runner hands down is not ours.
        let bare = try ProcessRunner.run("/bin/sh", ["-c", "ls /proc/self/fd"])
        #expect(result.outputText == String(repeating: bare.outputText, count: 3), "\(result.errorText)")
    }

    /// Whether the program has failed before it read, or behind it.
    @Test func aProgramThatFailsIsToldAndOneThatHasEnoughIsNot() throws {
        for end in [
            "exit 3", "head -c 1 >/dev/null; exit 3", "cat >/dev/null; exit 3", "kill -TERM $$", "no-such-program",
        ] {
            for script in [
                "\(Self.rows) \\g |\(end)\n", "\\o |\(end)\n\(Self.rows);\n\\o\n",
                "\\copy (\(Self.rows)) to program '\(end)' csv\n",
            ] {
                let failed = try ShellRun.run(port: port, ["--csv"], input: script + "\\echo behind\n")
                #expect(failed.status == 1, "\(script): \(failed.status), \(failed.errorText)")
                #expect(failed.errorText.contains("|\(end): "), "\(script): \(failed.errorText)")
                #expect(failed.output.isEmpty)
            }
        }
        for script in [
            "\(Self.rows) \\g |head -n 1\n", "\\o |head -n 1\n\(Self.rows);\n\(Self.rows);\n\\l\n\\o\n",
            "\\copy (\(Self.rows)) to program 'head -n 1' csv\n",
        ] {
            let enough = try ShellRun.run(port: port, ["--csv", "-q"], input: script + "\\echo behind\n")
            #expect(enough.status == 0 && enough.error.isEmpty, "\(script): \(enough.status), \(enough.errorText)")
            #expect(enough.outputText.split(separator: "\n").count == 2, "\(script): \(enough.outputText)")
            #expect(enough.outputText.hasSuffix("\nbehind\n"))
        }
    }

    /// `/dev/stdout` is the file that the standard output leads to, not one that takes its place.
    @Test func whatNamesTheStandardOutputWritesThere() throws {
        let path = "\(directory.path)/all"
        for target in ["/dev/stdout", "/dev/fd/1", path] {
            let script =
                "\"$0\" \"$@\" -o \(target) -e '\\echo one' -e 'show version' -e '\\echo two' > '\(path)'; cat '\(path)'"
            let result = try ShellRun.bash(script, ["-p", "\(port)", "--csv"])
            #expect(
                result.outputText == "one\nVersion,BuildInfo\n2.0.1-demo,demo\ntwo\n",
                "\(target): \(result.errorText)"
            )
        }
    }

    @Test func fiftyShellsAtOnceShareAHome() throws {
        let script = """
            export HOME='\(directory.path)'
            for run in {1..50}; do "$0" "$@" & done | sort | uniq -c
            wait
            """
        let result = try ShellRun.bash(script, ["-p", "\(port)", "--csv", "--no-header", "-e", "show version"])
        #expect(result.outputText.trimmingBlanks() == "50 2.0.1-demo,demo")
        #expect(result.error.isEmpty, "\(result.errorText)")
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func aSignalInAScriptEndsTheQueryAndLeavesNoFile(_ signal: Int32) throws {
        let slow = try SlowQueryServer(listsQueries: true)
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(slow.port)", "-o", "\(directory.path)/out.csv", "-e", "SELECT slow; FLUSH"]
        )
        slow.waitForQuery()
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 1)
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == 128 + signal)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
        #expect(slow.statements.contains { $0.hasPrefix("KILL QUERY") }, "\(slow.statements)")
    }

    @Test func aSignalWhileAScriptWaitsForInputLeavesNoFile() throws {
        let script = """
            mkfifo '\(directory.path)/in'; exec 9<>'\(directory.path)/in'
            "$0" "$@" -o '\(directory.path)/out.csv' <'\(directory.path)/in' & shell=$!
            echo 'show version; \\! touch "\(directory.path)/ready"' >&9
            until [ -e '\(directory.path)/ready' ]; do :; done
            kill -TERM $shell; wait $shell; status=$?
            ls '\(directory.path)'; exit $status
            """
        let result = try ShellRun.bash(script, ["-p", "\(port)"])
        #expect(result.status == 143)
        #expect(result.outputText == "in\nready\n", "\(result.errorText)")
    }

    @Test func anErrorInTheMiddleOfAThousandStatementsIsCounted() throws {
        let path = "\(directory.path)/load.sql"
        let script = (1...1000).map { number in
            number == 500
                ? "insert into root.mid.d(time, s) values (500,;\n"
                : "insert into root.mid.d(time, s) values (\(number), 1);\n"
        }
        try Data(script.joined().utf8).write(to: URL(fileURLWithPath: path))
        let result = try ShellRun.run(port: port, ["-f", path])
        #expect(result.status == 3)
        #expect(result.errorText.hasPrefix("\(path):500: error 700 (SQL_PARSE_ERROR): "))
        #expect(result.errorText.hasSuffix("\n499 of 1000 statements were carried out; 1 failed, 500 were not sent\n"))
        let count = try ShellRun.run(port: port, ["--csv", "-t", "-e", "select count(s) from root.mid.d"])
        #expect(count.outputText == "499\n")
    }

    @Test func aLargeStatementIsSentWhole() throws {
        let receiver = try ScriptedServer { _ in nil }
        let text = String(repeating: "ab;c", count: 2_500_000)
        let statement = "INSERT INTO root.d(time, s) VALUES (1, '\(text)')"
        let result = try ShellRun.run(port: receiver.port, input: statement + ";\nFLUSH;\n")
        #expect(result.isSilentSuccess, "\(result.errorText.prefix(500))")
        let isWhole = receiver.statements == [statement, "FLUSH"]
        #expect(isWhole)
    }

    /// The shell tells its own peak, in kilobytes.
    @Test func aLargeScriptTakesLittleMemory() throws {
        let script = """
            { echo '\\if false'
              yes "insert into root.big.d(time, s1, s2) values (1704067200000, 'semi;colon', 12.5); -- a comment" \\
                  | head -n \(Self.megabytes * 11_000)
              echo '\\endif'; echo 'show version;'; echo '\\! grep VmHWM /proc/$PPID/status'
            } | "$0" "$@"
            """
        let result = try ProcessRunner.run(
            "/bin/bash",
            ["-c", script, ShellRun.binary, "-p", "\(port)", "--csv", "--no-header"],
            timeout: .seconds(3600)
        )
        #expect(result.status == 0, "\(result.errorText)")
        let lines = result.outputText.split(separator: "\n")
        #expect(lines.first == "2.0.1-demo,demo")
        let peak = lines.last.map { $0.filter(\.isNumber) }.flatMap { Int($0) } ?? .max
        #expect(peak <= 32 * 1024, "\(peak) KiB")
    }
}
