import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// Files that cannot be imported, or not whole: what is said, what the counts are, and how much memory they take.
@Suite struct BadFileTests {
    /// A file and what comes of it.
    struct BadFile: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let content: String
        var options = "types=a:INT32,b:TEXT"
        let counts: String
        let messages: [String]
    }

    private static let files = [
        BadFile(
            testDescription: "short and long rows",
            content: "Time,a,b\n1,1,x\n2,1\n\n3,1,x,3\n4\n5,5,y\n",
            counts: "5 rows read = 2 loaded + 3 rejected",
            messages: [
                "line 3: 2 fields instead of 3", "line 5: 4 fields instead of 3", "line 6: 1 field instead of 3",
            ]
        ),
        BadFile(
            testDescription: "wrong types",
            content: "Time,a,b\n1,one,x\n2,2147483648,x\n3,3,x\n4,1.5,x\n",
            counts: "4 rows read = 1 loaded + 3 rejected",
            messages: [
                "line 2: column 2 (a): 'one' is not an INT32", "line 3: column 2 (a): '2147483648' is not an INT32",
                "line 5: column 2 (a): '1.5' is not an INT32",
            ]
        ),
        BadFile(
            testDescription: "bad times",
            content: "Time,a,b\nnow,1,x\n2024-02-30,1,x\n,1,x\n2024-01-01T25:00:00Z,1,x\n"
                + "2024-01-01T00:00:00.0001Z,1,x\n99999999999999999999,1,x\n7,7,x\n",
            counts: "7 rows read = 1 loaded + 6 rejected",
            messages: [
                "line 2: column 1 (Time): 'now' is not a time", "line 3: column 1 (Time): '2024-02-30' is not a time",
                "line 4: column 1 (Time): '' is not a time", "line 6: column 1 (Time)",
            ]
        ),
        BadFile(
            testDescription: "a quote that never closes",
            content: "Time,a,b\n1,1,x\n2,2,\"x\n3,3,x\n4,4,x\n",
            counts: "2 rows read = 1 loaded + 1 rejected",
            messages: ["line 3: the quote opened at line 3 is never closed"]
        ),
        BadFile(
            testDescription: "text behind a quote",
            content: "Time,a,b\n1,1,\"x\"y\n2,2,\"a\nb\"\n3,x,\"\"\n",
            counts: "3 rows read = 1 loaded + 2 rejected",
            messages: ["line 2: field 3: text behind the closing quote", "line 5: column 2 (a): 'x' is not an INT32"]
        ),
        BadFile(
            testDescription: "control characters in a message",
            content: "Time,a,b\n1,\u{1B}]0;title\u{7},x\n2,2,x\n",
            counts: "2 rows read = 1 loaded + 1 rejected",
            messages: ["line 2: column 2 (a): '\\x1b]0;title\\x07' is not an INT32"]
        ),
        BadFile(
            testDescription: "more rejects than allowed",
            content: "Time,a,b\n1,1,x\n2,x,x\n3,x,x\n4,x,x\n",
            options: "types=a:INT32,b:TEXT --max-rejects 2",
            counts: "4 rows read = 0 loaded + 3 rejected + 1 not sent",
            messages: ["more than 2 rows were rejected (max-rejects)", "go on with resume-from=2"]
        ),
    ]

    private static let refused: [(String, String, String)] = [
        ("Time,a,a\n1,1,1\n", "", "columns 2 and 3 are both called a"),
        ("Time,a,c\n1,1,1\n", "create=off", "there is no series root.bad.d.a"),
        ("Time,a\n1,1\n", "types=b:INT32", "types=b: the file has no such column"),
        ("a,b\n1,1\n", "", "no column is called Time"),
        ("", "", "the file is empty"),
        ("\u{0}\u{1}\u{2}\u{FFFD}\n\u{0}", "", "no column is called Time"),
    ]

    private let server = DemoServer(sampleData: false)
    private let port: Int
    private let directory: TemporaryDirectory

    init() throws {
        port = Int(try server.start())
        directory = try TemporaryDirectory()
    }

    private func path(_ name: String) -> String { directory.path + "/" + name }

    private func run(_ commands: String...) throws -> ProcessResult {
        try ShellRun.run(port: port, ["--keep-going"] + commands.flatMap { ["-e", $0] })
    }

    @Test(arguments: files)
    func countsAddUpAndMessagesNameTheLine(_ file: BadFile) throws {
        try file.content.write(toFile: path("x.csv"), atomically: true, encoding: .utf8)
        let result = try run("\\copy root.bad.d from '\(path("x.csv"))' \(file.options)")
        #expect(result.status == 3)
        for message in [file.counts] + file.messages {
            #expect(result.errorText.contains(message), "\(result.errorText)")
        }
    }

    @Test(arguments: refused)
    func refusesFilesAsAWhole(content: String, options: String, message: String) throws {
        try content.write(toFile: path("x.csv"), atomically: true, encoding: .utf8)
        let result = try run("\\copy root.bad.d from '\(path("x.csv"))' \(options)")
        #expect(result.status == 1)
        #expect(result.errorText.contains(message), "\(result.errorText)")
    }

    @Test func binaryRubbishIsRejectedRowByRow() throws {
        var generator = SeededGenerator(seed: 14)
        let rubbish = (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try Data(Array("Time,a,b\n".utf8) + rubbish).write(to: URL(fileURLWithPath: path("x.csv")))
        let result = try run("\\copy root.bad.d from '\(path("x.csv"))' types=a:INT32,b:TEXT")
        #expect(result.status == 3)
        let counts = result.errorText.split(separator: "\n").first { $0.contains(" rows read = ") } ?? ""
        let numbers = counts.split(separator: " ").compactMap { Int($0) }
        #expect(numbers.count == 3 && numbers[0] == numbers[1] + numbers[2], "\(result.errorText)")
    }

    /// 100 MB in one cell, in plain and in quotes, and a quote that is never closed before 100 MB of rows.
    /// Also a line that holds all others: its fields take more memory than its bytes.
    @Test(arguments: [("2,2,", "nine"), ("2,2,\"", "nine"), ("2,2,\"open\n", "9,9,nine"), ("2,2,", "9,,nine")])
    func hugeCellIsRejectedInLittleMemory(opening: String, filling: String) throws {
        let megabytes = TransferCases.count("IOTDB_TRANSFER_CELL_MB", else: 20)
        let result = try ShellRun.bash(
            """
            { printf 'Time,a,b\\n1,1,x\\n%s' '\(opening)'; yes '\(filling)' | head -c \(megabytes)000000 | tr '\\n' ' '
            printf '\\n3,3,x\\n'; } | "$0" "$@"
            """,
            [
                "-p", "\(port)", "--keep-going", "-e",
                "\\copy root.bad.d from stdin types=a:INT32,b:TEXT rejected=\(path("r"))",
                "-e", "\\! grep VmHWM /proc/$PPID/status",
            ]
        )
        #expect(result.status == 3)
        let rest = opening.contains("\"") ? "2 rows read = 1 loaded" : "3 rows read = 2 loaded"
        #expect(result.errorText.contains(rest + " + 1 rejected"), "\(result.errorText)")
        let reason =
            filling.contains(",,")
            ? "more than 131072 fields; is a line end missing?" : "longer than 8 MiB; is a quote not closed?"
        #expect(result.errorText.contains("line 3: \(reason)"), "\(result.errorText)")
        let fields = result.outputText.split(whereSeparator: { $0 == " " || $0 == "\t" })
        let kilobytes = fields.compactMap { Int($0) }.first ?? .max
        #expect(kilobytes < 64 << 10, "\(result.outputText)")
    }

    @Test func readsAFIFOAndRefusesAFolder() throws {
        #expect(mkfifo(path("fifo"), 0o600) == 0)
        let loaded = try ShellRun.bash(
            "{ printf 'Time,a\\n1,1\\n2,2\\n' > '\(path("fifo"))'; } & \"$0\" \"$@\"",
            ["-p", "\(port)", "-e", "\\copy root.bad.d from '\(path("fifo"))'"]
        )
        #expect(loaded.status == 0)
        #expect(loaded.errorText.contains("2 rows read = 2 loaded + 0 rejected"), "\(loaded.errorText)")
        let folder = try run("\\copy root.bad.d from '\(directory.path)'")
        #expect(folder.status == 1)
        #expect(folder.errorText.contains("Is a directory"), "\(folder.errorText)")
    }

    @Test func endsWhenTheRejectsHaveNoPlace() throws {
        try "Time,a,b\n1,1,x\n2,x,x\n3,3,x\n".write(toFile: path("x.csv"), atomically: true, encoding: .utf8)
        let result = try run("\\copy root.bad.d from '\(path("x.csv"))' types=a:INT32 rejected=/dev/full")
        #expect(result.status == 1)
        #expect(result.errorText.contains("cannot write to /dev/full: No space left on device"))
        #expect(result.errorText.contains("3 rows read = 0 loaded + 1 rejected + 2 not sent"), "\(result.errorText)")
        #expect(!result.errorText.contains("the rejected rows are in"))
    }
}
