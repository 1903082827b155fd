import Glibc
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

/// What a script and a prompt tell when something goes wrong, whole: places, accounts, advice.
@Suite struct ShellFaultTests {
    /// A server that refuses `bad`, breaks off at `lost`, and answers everything else.
    private let server: ScriptedServer
    private let folder: String

    init() throws {
        server = try ScriptedServer { call in
            switch call.statement {
            case "bad"?: .bytes(call.statementStatus(700, "wrong"))
            case "starting"?: .bytes(call.statementStatus(708, ""))
            case "lost"?: .last([])
            case let text? where text.hasPrefix("CREATE USER"):
                .bytes(call.statementStatus(700, "no input at '\(text)'"))
            default: nil
            }
        }
        var template = Array("/tmp/iotdb-shell-tests.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ShellError("no folder for the test", .ownFailure) }
        folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func script(_ arguments: [String]) async throws -> ShellHarness.Transcript {
        try await ShellHarness(port: server.port, arguments).script()
    }

    private func prompt(_ lines: [String]) async throws -> ShellHarness.Transcript {
        try await ShellHarness(port: server.port).prompt(lines)
    }

    private func file(_ text: String) throws -> String {
        let sink = try FileSink(path: "\(folder)/script.sql")
        try sink.writeRaw(text)
        try sink.finish(isWhole: true)
        return "\(folder)/script.sql"
    }

    // MARK: - Places and line ends

    @Test(
        arguments: [
            ("one; bad;", ":1:6: "), ("one;\nbad;", ":2: "), ("one;\n\n  bad;", ":3:3: "), ("one;\rbad;", ":2: "),
            ("one;\r\n\r\ntwo;\r\nbad;", ":4: "), ("'a\rb'; bad;", ":2:5: "), ("/* x\r */ bad", ":2:5: "),
        ]
    )
    func anErrorNamesFileLineAndColumn(text: String, place: String) async throws {
        let path = try file(text)
        let transcript = try await script(["-f", path])
        #expect(
            transcript.error.hasPrefix("\(path)\(place)error 700 (SQL_PARSE_ERROR): wrong\n"),
            "\(transcript.error)"
        )
    }

    @Test(arguments: [
        "insert 'a\rb'", "insert 'a\r\nb'", "insert 'a\nb'", "insert 'a\r'", "insert '\r\r\n'", "insert '\r",
    ])
    func lineEndsWithinQuotesArePartOfTheValue(statement: String) async throws {
        let closed = statement.hasSuffix("'") ? statement : statement + "'"
        let path = try file(closed + ";\r\n")
        _ = try await script(["-f", path])
        _ = try await script(["-e", closed])
        #expect(server.statements == [closed, closed])
    }

    @Test func noByteOutsideQuotesVanishesAtACarriageReturn() async throws {
        let path = try file("delete from t where v > 0 -\r-1 and time < 100;\rselect a from root.a.s\r1;")
        _ = try await script(["-f", path])
        let expected = ["delete from t where v > 0 -\n-1 and time < 100", "select a from root.a.s\n1"]
        #expect(server.statements == expected)
    }

    // MARK: - Accounts

    @Test func theAccountCoversAllInputsAlsoWhenNoticesAreOff() async throws {
        let path = try file("two; three;")
        for quiet in [[], ["-q"]] as [[String]] {
            let failed = try await script(quiet + ["-e", "one", "-e", "bad", "-f", path, "-e", "four"])
            #expect(failed.error.hasSuffix("\n1 of 5 statements were carried out; 1 failed, 3 were not sent\n"))
            let missing = try await script(quiet + ["-f", path, "-f", "\(folder)/none", "-e", "one"])
            #expect(
                missing.error.hasSuffix("\n2 of 3 statements were carried out; 1 was not sent\n"),
                "\(missing.error)"
            )
            #expect(missing.status == .ownFailure)
        }
    }

    @Test func aStatementWithoutAnAnswerIsOfUnknownOutcome() async throws {
        let transcript = try await script(["-q", "-e", "one; lost; two; three"])
        #expect(transcript.status == .noConnection)
        #expect(transcript.error.contains("outcome"))
        let summary = "1 of 4 statements were carried out; the outcome of 1 is unknown, 2 were not sent\n"
        #expect(transcript.error.hasSuffix(summary), "\(transcript.error)")
    }

    @Test func keepGoingCountsEveryFailure() async throws {
        let transcript = try await script(["--keep-going", "-e", "bad; one; bad; two"])
        #expect(transcript.error.hasSuffix("\n2 of 4 statements were carried out; 2 failed\n"))
    }

    @Test func theRestAtAPromptIsToldAlsoWhenNoticesAreOff() async throws {
        let transcript = try await ShellHarness(port: server.port, ["-q"]).prompt(["bad; one; two;"])
        #expect(transcript.error.hasSuffix("2 more statements were not sent\n"))
        #expect(server.statements == ["bad"])
    }

    // MARK: - The open statement

    @Test(arguments: ["\\g", "\\gx", "\\watch c=1", "\\gset"])
    func aStatementThatHasFailedIsNotReplacedByTheOneBefore(command: String) async throws {
        let transcript = try await script(["--keep-going", "-e", "one;\nselect \u{0} x\n\(command)\ntwo"])
        #expect(server.statements == ["one", "two"])
        #expect(transcript.error.contains("NUL"))
        #expect(transcript.error.hasSuffix("2 of 3 statements were carried out; 1 failed\n"), "\(transcript.error)")
    }

    @Test func adviceAtAPromptStopsNothing() async throws {
        let transcript = try await prompt(["show databases", "create user bob 'hunter2pw';", "?", ";", "\\r"])
        #expect(transcript.error.contains("goes on with the statement before it"))
        #expect(transcript.error.contains("\\? lists the commands. Ctrl-C"))
        #expect(!transcript.error.contains("hunter2pw"))
        #expect(server.statements == ["show databases\ncreate user bob 'hunter2pw'", "?"])
    }

    // MARK: - Words

    @Test func aServerThatStartsIsNamedAsTheLikelyReason() async throws {
        let transcript = try await script(["-e", "starting"])
        #expect(transcript.error.contains("error 708 (QUERY_PROCESS_ERROR): "))
        #expect(transcript.error.contains("a server that has just started answers so"))
    }

    @Test(arguments: ["\\zz", "\\y", "\\qq"])
    func nothingIsSuggestedForAnUnknownCommandThatIsNotNear(command: String) async throws {
        let transcript = try await script(["-e", command])
        #expect(transcript.error == "unknown command \(command); \\? lists the commands\n")
    }

    @Test func argumentsOfCommandsAreQuotedWithoutPasswords() async throws {
        for command in [
            "\\nodes set root:hunter2@host:x", "\\c iotdb://root:hunter2@host:x", "\\c - - root:hunter2@h y",
        ] {
            let transcript = try await script(["-e", command])
            #expect(transcript.status != .success)
            #expect(!transcript.error.contains("hunter2"), "\(transcript.error)")
        }
    }

    @Test func aPasswordInAVariableIsNotPartOfAnError() async throws {
        let text = "\\set p hunter2pw\nCREATE USER bob :'p' x;"
        for more in [[], ["--errors", "json"]] as [[String]] {
            let transcript = try await script(more + ["-e", text])
            #expect(server.statements.last == "CREATE USER bob 'hunter2pw' x")
            #expect(transcript.error.contains("700"))
            #expect(!transcript.error.contains("hunter2"), "\(transcript.error)")
        }
    }

    @Test(arguments: [
        "alter user root set password 'n''ew';", "ALTER /* x */ USER `root` SET\nPASSWORD \"n'ew\" ;",
    ])
    func aPasswordChangedForOneselfServesTheNextConnection(statement: String) async throws {
        let lines = statement.split(separator: "\n").map(String.init)
        let transcript = try await prompt(lines + ["lost;", "one;"])
        #expect(server.passwords.first == "root" && server.passwords.last == "n'ew", "\(transcript.error)")
        #expect(server.statements.last == "one")
    }

    @Test func aStatementWithAPasswordIsNotKeptUnderAName() async throws {
        let transcript = try await script(["-e", "\\ns mk create user bob 'hunter2pw'"])
        #expect(transcript.error == "\\ns: what may hold a password is not kept\n")
    }

    @Test func somebodyWhoWaitsForAConnectionIsToldWhatFor() async throws {
        let sink = MemorySink()
        let console = Console(output: MemorySink(), error: sink)
        let monitor = ConnectionMonitor(console: console, isVerbose: false, patience: .zero)
        let nodes = [try NodeAddress(parsing: "h1:1"), try NodeAddress(parsing: "h2:2")]
        monitor.beginStatement(nodes)
        monitor.endStatement()
        #expect(sink.text.isEmpty)
        monitor.announcesConnecting = true
        monitor.record(.opened(node: "h1:1"))
        monitor.beginStatement(nodes)
        monitor.record(.connectionLost(node: "h1:1", reason: "reset"))
        while !sink.text.contains("gives up)\n") { await Task.yield() }
        // The announcement comes from a task of its own: it may stand before or behind the loss.
        #expect(sink.text.contains("Connecting to h1:1, h2:2 ... (Ctrl-C gives up)\n"))
        #expect(sink.text.contains("connection to h1:1 lost: reset\n"))
        monitor.record(.opened(node: "h2:2"))
        monitor.endStatement()
        #expect(sink.text.hasSuffix("connected to h2:2\n"))
    }
}
