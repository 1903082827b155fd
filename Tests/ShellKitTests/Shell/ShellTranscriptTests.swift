import Glibc
import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

/// The loop of the shell in process, against the demo server: what is typed, and what comes out.
@Suite final class ShellTranscriptTests {
    private let server = DemoServer(port: nil)
    private let port: Int
    private let folder: String

    init() throws {
        port = Int(try server.start())
        var template = Array("/tmp/iotdb-shell-tests.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ShellError("no folder for the test", .ownFailure) }
        folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { server.stop() }

    private func script(_ text: String, _ arguments: [String] = []) async throws -> ShellHarness.Transcript {
        try await ShellHarness(port: port, arguments + ["-e", text]).script()
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let sink = try FileSink(path: "\(folder)/\(name)")
        try sink.write(text)
        try sink.finish(isWhole: true)
        return "\(folder)/\(name)"
    }

    private func contents(_ name: String) throws -> String {
        var reader = try StreamLineReader(path: "\(folder)/\(name)")
        var text = ""
        while let line = try reader.next() { text += String(decoding: line.bytes, as: UTF8.self) + "\n" }
        return text
    }

    private let statement = "select temperature from root.factory.line1.machine1 where time < 2024-05-06T00:02:00"

    @Test func bareGAndGxRepeatTheLastStatement() async throws {
        let transcript = try await script("\(statement);\n\\g\n\\gx", ["--csv"])
        let lines = transcript.output.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("Time,") } == 3)
        #expect(transcript.status == .success)
    }

    @Test func gSendsOneResultToAFileWhoseEndingNamesTheFormat() async throws {
        let transcript = try await script("\(statement) \\g \(folder)/rows.json\n\\qecho done")
        #expect(transcript.output == "done\n")
        #expect(try contents("rows.json").hasPrefix("[\n{\"Time\":"))
    }

    @Test func gSendsOneResultToAProgram() async throws {
        let transcript = try await script("\(statement) \\g (format=csv) |wc -l > \(folder)/count")
        #expect(transcript.output.isEmpty)
        #expect(try contents("count").trimmingBlanks() == "3")
    }

    @Test func aProgramThatFailsIsAFailureOfOurOwn() async throws {
        let transcript = try await script("\(statement) \\g |cat >/dev/null; exit 3")
        #expect(transcript.status == .ownFailure)
        #expect(transcript.error.contains("exit status 3"))
    }

    @Test func oRedirectsUntilTheNextOne() async throws {
        let text = "\\o \(folder)/out.txt\nshow databases;\n\\qecho behind\n\\o\n\\qecho here"
        let transcript = try await script(text)
        #expect(transcript.output == "here\n")
        #expect(try contents("out.txt").contains("root.factory"))
        #expect(try contents("out.txt").hasSuffix("behind\n"))
    }

    @Test func aFileOfAScriptThatFailsDoesNotAppear() async throws {
        let transcript = try await ShellHarness(
            port: port,
            ["-o", "\(folder)/none.csv", "-e", "show databases", "-e", "selct"]
        ).script()
        #expect(transcript.status == .statementFailed)
        #expect(access("\(folder)/none.csv", F_OK) != 0)
        #expect(transcript.error.contains("1 of 2 statements were carried out; 1 failed"))
    }

    @Test func variablesStandInStatementsAndCommands() async throws {
        let text = """
            \\set d root.factory.line1.machine1
            \\set limit '1'
            select temperature from :d limit :limit;
            \\echo :d :'d' '08:00' ::d
            """
        let transcript = try await script(text, ["--csv"])
        #expect(transcript.output.contains("root.factory.line1.machine1.temperature\n"))
        #expect(transcript.output.hasSuffix("root.factory.line1.machine1 'root.factory.line1.machine1' 08:00 ::d\n"))
        #expect(transcript.error.isEmpty)
    }

    @Test func gsetKeepsTheOnlyRow() async throws {
        let transcript = try await script("select count(temperature) from root.factory.line1.machine1 \\gset n_\n\\set")
        #expect(transcript.error.isEmpty)
        #expect(transcript.output.contains("n_count_root_factory_line1_machine1_temperature_ = '"))
    }

    @Test(
        arguments: [
            ("\\if true\n\\echo a\n\\else\n\\echo b\n\\endif", "a\n"),
            ("\\if off\n\\echo a\n\\elif 1 < 2\n\\echo b\n\\else\n\\echo c\n\\endif\n\\echo d", "b\nd\n"),
            ("\\if 0\n\\if nonsense x\n\\echo a\n\\endif\nselct;\n\\endif", ""),
            ("\\if :{?x}\n\\echo set\n\\else\n\\echo unset\n\\endif", "unset\n"),
        ]
    )
    func conditions(text: String, output: String) async throws {
        let transcript = try await script(text)
        #expect(transcript.output == output)
        #expect(transcript.error.isEmpty)
    }

    @Test func filesIncludeEachOtherAndNameThePlaceOfAnError() async throws {
        _ = try file("inner.sql", "\\echo inner\nshow databases;\nselct;\nshow databases;")
        let outer = try file("outer.sql", "\\echo outer\n\\ir inner.sql\n\\echo never")
        let transcript = try await ShellHarness(port: port, ["--csv", "-f", outer]).script()
        #expect(transcript.output.hasPrefix("outer\ninner\n"))
        #expect(!transcript.output.contains("never"))
        #expect(transcript.error.contains("\(folder)/inner.sql:3: error 700"))
        #expect(transcript.status == .statementFailed)
    }

    @Test func aFileThatIncludesItselfEnds() async throws {
        let path = try file("self.sql", "\\ir self.sql")
        let transcript = try await ShellHarness(port: port, ["-f", path]).script()
        #expect(transcript.status == .statementFailed)
        #expect(transcript.error.contains("more than 16 deep"))
    }

    @Test func theBufferIsPrintedWrittenAndDropped() async throws {
        let transcript = try await script("show\n\\p\n\\w \(folder)/buffer.sql\n\\r\nshow databases;", ["--csv"])
        #expect(transcript.output.hasPrefix("show\nDatabase,"))
        #expect(try contents("buffer.sql") == "show;\n")
    }

    @Test func confirmationsAreNoticesAndAnswersAreOutput() async throws {
        let quiet = try await script("\\tz UTC\nset fetch_size=10\n\\pset null x\n\\tz", ["-q", "--csv"])
        #expect(quiet.output == "Time zone is UTC.\n")
        #expect(quiet.error.isEmpty)
    }

    @Test func errorsAsJSONTellPlaceCodeAndOutcome() async throws {
        let transcript = try await script("show databases;\n selct;", ["--errors", "json", "--csv"])
        #expect(transcript.error.contains(#""code":700,"name":"SQL_PARSE_ERROR""#))
        #expect(transcript.error.contains(#""line":2,"column":2,"statement":2"#))
        #expect(transcript.error.contains(#""outcome":"answered","safe_to_retry":false"#))
    }

    @Test func lastPrintsTheResultAgainInAnotherFormat() async throws {
        let transcript = try await script("\(statement);\n\\last csv")
        #expect(transcript.output.contains("(2 rows)\n\nTime,root.factory.line1.machine1.temperature\n2024-05-06T"))
    }

    @Test func readOnlySendsNothingThatWrites() async throws {
        let transcript = try await script("show databases;\ndelete database root.factory;", ["--read-only", "-q"])
        #expect(transcript.status == .statementFailed)
        #expect(transcript.error.contains("--read-only"))
        #expect(try await script("show databases").output.contains("root.factory"))
    }

    @Test func theSandboxRefusesWhatTouchesFilesOrPrograms() async throws {
        for command in ["\\! true", "\\o \(folder)/x", "\\i x", "\\cd /", "\\w x", "\\e"] {
            let transcript = try await script(command, ["--sandbox"])
            #expect(transcript.error.contains("not allowed with --sandbox"), "\(command): \(transcript.error)")
            #expect(transcript.status == .statementFailed)
        }
    }

    @Test func aPromptTellsWhatIsOpenAndWhatWasNotSent() async throws {
        let transcript = try await ShellHarness(port: port, ["--csv"]).prompt([
            "show", "databases;", "selct; show databases;",
        ])
        #expect(transcript.prompts.count == 4)
        #expect(transcript.prompts[0] == "root@127.0.0.1:\(port) tree> ")
        #expect(transcript.prompts[1].hasSuffix("-> "))
        #expect(transcript.error.contains("1 more statement was not sent"))
        #expect(transcript.status == .success)
    }

    @Test func aScriptGoesOnBehindItsCheckpoint() async throws {
        let path = try file("load.sql", "\\echo one\nshow databases;\nshow version;\nselct;\nshow databases;\n")
        let mark = "\(folder)/mark"
        let first = try await ShellHarness(port: port, ["--csv", "--checkpoint", mark, "-f", path]).script()
        #expect(first.error.contains("2 of 4 statements were carried out; 1 failed, 1 was not sent"))
        #expect(try contents("mark").hasPrefix("2 "))
        _ = try file("load.sql", "\\echo one\nshow databases;\nshow version;\nshow databases;\nshow databases;\n")
        let arguments = ["--csv", "--checkpoint", mark, "--resume", "-f", path]
        let second = try await ShellHarness(port: port, arguments).script()
        #expect(second.status == .success)
        #expect(second.output.split(separator: "\n").count { $0 == "one" } == 1)
        #expect(second.output.components(of: "root.factory") == 2)
        #expect(try contents("mark").hasPrefix("4 "))
    }

    @Test func aScriptThatWasChangedBeforeItsCheckpointIsNotResumed() async throws {
        let path = try file("load.sql", "show databases;\nshow version;\nselct;\n")
        let mark = "\(folder)/mark"
        _ = try await ShellHarness(port: port, ["--checkpoint", mark, "-f", path]).script()
        let arguments = ["--checkpoint", mark, "--resume", "-f", path]
        _ = try file("load.sql", "show version;\nshow databases;\nshow version;\n")
        let changed = try await ShellHarness(port: port, arguments).script()
        #expect(changed.status == .ownFailure && changed.output.isEmpty)
        #expect(changed.error.contains("its first 2 statements are not what was carried out"), "\(changed.error)")
        _ = try file("load.sql", "show databases;\n")
        let shortened = try await ShellHarness(port: port, arguments).script()
        #expect(shortened.status == .ownFailure && shortened.output.isEmpty)
        #expect(shortened.error.contains("2 statements are done, and there are only 1"), "\(shortened.error)")
        // Who writes a number alone means it.
        _ = try file("mark", "1\n")
        _ = try file("load.sql", "nonsense;\nshow version;\n")
        let told = try await ShellHarness(port: port, arguments).script()
        #expect(told.status == .success && told.output.contains("2.0.1-demo"))
    }

    @Test func aCheckpointThatCannotBeWrittenStopsBeforeAnythingIsSent() async throws {
        let arguments = ["--checkpoint", "\(folder)/none/mark", "-e", "show databases"]
        let transcript = try await ShellHarness(port: port, arguments).script()
        #expect(transcript.status == .ownFailure && transcript.output.isEmpty)
        #expect(transcript.error.contains("cannot write to \(folder)/none/mark"))
    }

    @Test func anUnreadableCheckpointStopsBeforeAnythingIsSent() async throws {
        let mark = try file("mark", "nonsense")
        let arguments = ["--checkpoint", mark, "--resume", "-e", "show databases"]
        let transcript = try await ShellHarness(port: port, arguments).script()
        #expect(transcript.status == .ownFailure)
        #expect(transcript.output.isEmpty)
        #expect(transcript.error.contains("this is no checkpoint"))
    }

    @Test(arguments: ["drop database root.factory", "delete from root.factory.**", "set ttl to root.factory 1000"])
    func safeRefusesInScriptsWhatCannotBeTakenBack(sql: String) async throws {
        let transcript = try await script(sql, ["--safe"])
        #expect(transcript.error.contains("--safe"))
        #expect(transcript.status == .statementFailed)
    }

    @Test func watchEndsAfterItsCountAndAtItsText() async throws {
        let counted = try await script("\(statement) \\watch 0.01 c=3", ["--csv"])
        #expect(counted.output.components(of: "Time,") == 3)
        let until = try await script("show version \\watch 0.01 until=2.0.1-demo", ["--csv"])
        #expect(until.output.components(of: "Version,") == 1)
        #expect(until.status == .success)
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(of part: String) -> Int {
        var rest = self[...]
        var count = 0
        while let range = rest.range(ofBytes: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
