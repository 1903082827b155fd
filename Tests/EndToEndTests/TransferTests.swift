import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// `\copy` and `\dump` of the built shell with the demo server.
@Suite struct TransferTests {
    private let server = DemoServer(sampleData: false)
    private let port: Int
    private let directory: TemporaryDirectory

    init() throws {
        port = Int(try server.start())
        directory = try TemporaryDirectory()
    }

    private func path(_ name: String) -> String { directory.path + "/" + name }

    private func run(_ commands: String...) throws -> ProcessResult {
        try ShellRun.run(port: port, commands.flatMap { ["-e", $0] })
    }

    private func content(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    @Test(arguments: ["csv", "tsv", "csv.gz"])
    func whatComesOutGoesInAgain(ending: String) throws {
        let source =
            "Time,b(BOOLEAN),l(INT64),d(DOUBLE),t(TEXT)\n1969-12-31T23:59:59.999Z,true,-5,1.5,\"a,\"\"b\"\"\nc\"\n"
            + "1970-01-01T00:00:00.000Z,,7,-0.0,\"\"\n1970-01-01T00:00:00.001Z,false,,NaN,null\n"
        try source.write(toFile: path("in.csv"), atomically: true, encoding: .utf8)
        let first = try run(
            "\\copy root.copied.d from '\(path("in.csv"))'",
            "\\copy (select b, l, d, t from root.copied.d) to '\(path("1.\(ending)"))' header=types",
            "delete database root.copied",
            "\\copy root.copied from '\(path("1.\(ending)"))'",
            "\\copy (select b, l, d, t from root.copied.d) to '\(path("2.\(ending)"))' header=types"
        )
        #expect(first.status == 0, "\(first.errorText)")
        let one = try Data(contentsOf: URL(fileURLWithPath: path("1.\(ending)")))
        let two = try Data(contentsOf: URL(fileURLWithPath: path("2.\(ending)")))
        #expect(one == two)
        if ending == "csv" {
            #expect(
                try content("1.csv")
                    == source.replacingOccurrences(of: "Time,b(", with: "Time,root.copied.d.b(")
                    .replacingOccurrences(of: ",l(", with: ",root.copied.d.l(").replacingOccurrences(
                        of: ",d(",
                        with: ",root.copied.d.d("
                    )
                    .replacingOccurrences(of: ",t(", with: ",root.copied.d.t(")
            )
        }
    }

    @Test func rejectedRowsMakeStatus3AndAFile() throws {
        try "Time,s\n1,1\nx,2\n3,3\n".write(toFile: path("in.csv"), atomically: true, encoding: .utf8)
        let result = try run("\\copy root.copied.d from '\(path("in.csv"))'", "select count(s) from root.copied.d")
        #expect(result.status == 3)
        #expect(result.errorText.contains("3 rows read = 2 loaded + 1 rejected"))
        #expect(result.errorText.contains("line 3: column 1 (Time): 'x' is not a time"))
        #expect(try content("in.csv.rejected") == "3,\"column 1 (Time): 'x' is not a time\",x,2\n")
    }

    @Test func standardInputAndProgramsAreReadAndWritten() throws {
        let result = try ShellRun.bash(
            "printf 'Time,s\\n1,1\\n2,2\\n' | \"$0\" \"$@\"",
            [
                "-p", "\(port)", "-e", "\\copy root.copied.e from stdin", "-e",
                "\\copy root.copied.e to program 'cat >&2'",
            ]
        )
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.errorText.contains("1970-01-01T00:00:00.002Z,2\n"))
    }

    @Test func dumpedSchemaRunsOnAnEmptyServer() throws {
        let made = try run(
            "create database root.copied",
            "create timeseries root.copied.d.s with datatype=INT32, encoding=RLE",
            "insert into root.copied.d(time, s) values (1, 5)",
            "\\dump data root.copied to '\(path("dump.sql"))'",
            "delete database root.copied"
        )
        #expect(made.status == 0, "\(made.errorText)")
        #expect(
            try content("dump.sql").contains(
                "CREATE TIMESERIES root.copied.d.s WITH DATATYPE=INT32, ENCODING=RLE, COMPRESSOR="
            )
        )
        let loaded = try ShellRun.run(
            port: port,
            ["-f", path("dump.sql"), "--format", "csv", "-e", "select s from root.copied.d"]
        )
        #expect(loaded.status == 0, "\(loaded.errorText)")
        #expect(loaded.outputText.hasSuffix("1970-01-01T00:00:00.001Z,5\n"))
    }

    @Test(arguments: [
        ("\\copy root.x", "\\copy: TO or FROM expected at column 7, not the end"),
        ("\\copy root.x from /nowhere/file", "No such file or directory"),
        ("\\copy root.x from /tmp", "Is a directory"),
        ("\\dump everything", "\\dump: schema or data expected at column 1, not everything"),
    ])
    func mistakesAreNamed(command: String, message: String) throws {
        let result = try run(command)
        #expect(result.status != 0)
        #expect(result.errorText.contains(message), "\(result.errorText)")
    }
}
