import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// How the program ends.
@Suite struct ExitStatusTests {
    @Test func noServerGivesTwoAndNamesTheNode() throws {
        let port = try LoopbackListener.unusedPort()
        let result = try ShellRun.run(port: port, ["-e", "SHOW VERSION"])
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errorText.contains("127.0.0.1:\(port)"))
        #expect(result.errorText.contains("refused"))
    }

    @Test func silentServerGivesTwoWhenTheConnectTimeOutIsOver() throws {
        let silent = try LoopbackListener { $0.waitForClose() }
        let result = try ShellRun.run(port: silent.port, ["--connect-timeout", "0.3", "-e", "SHOW VERSION"])
        #expect(result.status == 2)
        #expect(result.errorText.contains("127.0.0.1:\(silent.port)"))
        #expect(result.errorText.contains("may be no IoTDB server"))
        #expect(silent.acceptedCount == 1, "a server that stays silent is not asked once more in another protocol")
    }

    @Test func anotherServerGivesTwoAndIsNamed() throws {
        let greetings: [(bytes: [UInt8], texts: [String])] = [
            (Array("SSH-2.0-OpenSSH_9.6\r\n".utf8), ["looks like an SSH server"]),
            ([0x15, 3, 3, 0, 2, 2, 40], ["this port speaks TLS", "; try --tls"]),
        ]
        for (bytes, texts) in greetings {
            let server = try LoopbackListener { connection in
                connection.write(bytes)
                connection.waitForClose()
            }
            let result = try ShellRun.run(port: server.port, ["-e", "SHOW VERSION"])
            #expect(result.status == 2)
            for text in texts { #expect(result.errorText.contains(text)) }
            #expect(server.acceptedCount == 1)
        }
    }

    @Test func tooFewDescriptorsAreToldBeforeTheRuntimeTraps() throws {
        for limit in 3...9 {
            let result = try ShellRun.bash("ulimit -n \(limit); exec \"$0\" \"$@\"", ["--version"])
            // With a few less the dynamic linker itself cannot open a library.
            #expect(result.status == 1 || result.status == 127)
            if result.status == 1 { #expect(result.errorText.contains("(ulimit -n)")) }
        }
    }

    @Test func refusedPasswordGivesTwo() throws {
        let server = try ScriptedServer { call in
            guard call.header.name == "openSession" else { return nil }
            var response = OpenSessionResponse()
            response.status.code = 801
            response.status.message = "Authentication failed."
            response.serverProtocolVersion = 2
            response.sessionID = -1
            return .bytes(call.reply(response))
        }
        let result = try ShellRun.run(port: server.port, ["-e", "SHOW VERSION"])
        #expect(result.status == 2)
        #expect(result.errorText.contains("error 801"))
        #expect(result.errorText.contains("Authentication failed."))
    }

    @Test(arguments: [["--nonsense"], ["-p", "0"], ["--format", "xml"], ["SHOW VERSION"], ["-e"]])
    func wrongUsageGives64(_ arguments: [String]) throws {
        let result = try ShellRun.run(arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errorText.hasPrefix("iotdb-shell: "))
        #expect(result.errorText.hasSuffix("Try iotdb-shell --help.\n"))
    }

    @Test func helpAndVersionNeedNoServer() throws {
        let help = try ShellRun.run(["--help", "-p", "1"])
        #expect(help.status == 0)
        #expect(help.outputText.contains("--keep-going"))
        #expect(help.error.isEmpty)
        let version = try ShellRun.run(["--version"])
        #expect(version.status == 0)
        #expect(version.outputText.hasPrefix("iotdb-shell "))
    }

    @Test(arguments: ["csv", "table"])
    func closedPipeGives141QuietlyAndClosesTheSession(_ format: String) throws {
        let name = CassetteName("tree", "pages-5000")
        let server = try ReplayServer([name])
        let result = try ShellRun.bash(
            #""$0" "$@" | head -n 1; exit ${PIPESTATUS[0]}"#,
            ["-p", "\(server.port)", "--format", format, "-e", try name.load().statement]
        )
        #expect(result.status == 141)
        #expect(result.error.isEmpty, "\(result.errorText)")
        #expect(server.calls.last == "closeSession")
    }

    @Test func fullDeviceGivesOneAndSaysSo() throws {
        let server = try ReplayServer([CassetteName("tree", "show-version")])
        for arguments in [["-p", "\(server.port)", "-e", "SHOW VERSION; SHOW VERSION"], ["--help"], ["--version"]] {
            let result = try ShellRun.bash(#""$0" "$@" > /dev/full"#, arguments)
            #expect(result.status == 1)
            #expect(result.errorText.contains("standard output: No space left on device"), "\(result.errorText)")
        }
        #expect(server.calls.filter { $0.hasPrefix("execute") }.count == 1)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT], [true, false])
    func aSignalThatEndsTheProgramEndsItsQuery(_ signal: Int32, isPrompt: Bool) throws {
        let server = try SlowQueryServer(listsQueries: true)
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)"] + (isPrompt ? [] : ["-e", "SELECT slow; FLUSH"])
        )
        if isPrompt {
            try terminal.expect("tree> ")
            try terminal.send("SELECT slow; FLUSH;\r")
        }
        server.waitForQuery()
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == 128 + signal)
        #expect(server.statements == ["SELECT slow", "SHOW QUERIES", "KILL QUERY '20240506_000000_00001_1'"])
    }

    @Test func interruptInAScriptCancelsTheQueryAndGives130() throws {
        let server = try SlowQueryServer(listsQueries: true)
        let arguments = ["-p", "\(server.port)", "-e", "SELECT slow; FLUSH"]
        let terminal = try PseudoTerminal(ShellRun.binary, arguments: arguments)
        server.waitForQuery()
        terminal.signal(SIGINT)
        #expect(try terminal.waitForExit() == 130)
        #expect(terminal.output.contains("query cancelled"))
        #expect(server.statements == ["SELECT slow", "SHOW QUERIES", "KILL QUERY '20240506_000000_00001_1'"])
    }
}
