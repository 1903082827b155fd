import CivilTime
import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

@Suite struct ImporterTests {
    /// What an import came to.
    struct Result {
        let writer: RecordingWriter
        let outcome: Importer.Outcome
        let notes: [String]
        var progress: ImportProgress { outcome.progress }
        var failure: String? { outcome.failure.map { "\($0)" } }
        var reasons: [String] { outcome.firstRejects.map { "\($0.line): \($0.reason)" } }
    }

    func load(
        _ content: String,
        into command: String = "root.a.d FROM x.csv",
        dialect: SQLDialect = .tree,
        schema: ImportSchema = ImportSchema(),
        rejects: String? = nil,
        writer: RecordingWriter = RecordingWriter()
    ) async throws -> Result {
        let parsed = try CopyCommand(parsing: command)
        guard case .name(let subject) = parsed.subject else { throw CopyError("no name") }
        let notes = Lock<[String]>([])
        let setup = Importer.Setup(
            subject: subject,
            command: parsed,
            dialect: dialect,
            rejectPath: rejects,
            open: { MemorySource(Array(content.utf8)) },
            schema: { _ in schema },
            note: { note in notes.withLock { $0.append(note) } }
        )
        let outcome = try await Importer(writer, setup).run()
        let progress = outcome.progress
        if outcome.failure == nil { #expect(progress.rowsRead == progress.rowsLoaded + progress.rowsRejected) }
        return Result(writer: writer, outcome: outcome, notes: notes.withLock { $0 })
    }

    @Test func infersTypesAndSaysSo() async throws {
        let result = try await load("Time,i,d,b,s\n1,5,1.5,true,x\n2,,,,\n3,-7,2,false,\"\"\n")
        #expect(
            result.writer.cells == [
                "root.a.d": [
                    1: ["i": .int64(5), "d": .double(1.5), "b": .boolean(true), "s": .text("x")],
                    3: ["i": .int64(-7), "d": .double(2), "b": .boolean(false), "s": .text("")],
                ]
            ]
        )
        #expect(
            result.notes == ["types found in the first rows (types= sets others): i INT64, d DOUBLE, b BOOLEAN, s TEXT"]
        )
        #expect(result.progress.rowsLoaded == 3)
    }

    @Test func takesTypesFromTheCommandThenTheSchemaThenTheHeader() async throws {
        var schema = ImportSchema()
        schema.types = ["root.a.d.a": .int32]
        let result = try await load(
            "Time,a,b(FLOAT),c\n1,1,1,1\n",
            into: "root.a.d FROM x.csv types=c:STRING",
            schema: schema
        )
        #expect(result.writer.cells["root.a.d"]?[1] == ["a": .int32(1), "b": .float(1), "c": .string("1")])
        #expect(result.notes == [])
    }

    @Test func readsAllTenTypes() async throws {
        let header =
            "Time,b(BOOLEAN),i(INT32),l(INT64),f(FLOAT),d(DOUBLE),t(TEXT),s(STRING),x(BLOB),y(DATE),z(TIMESTAMP)\n"
        let row =
            "-1,TRUE,-2147483648,9223372036854775807,NaN,-0.0,\"a\"\"b\",null,0x00FF,9999-12-31,1969-12-31T23:59:59.999Z\n"
        let result = try await load(header + row)
        let cells = try #require(result.writer.cells["root.a.d"]?[-1])
        #expect(cells["b"] == .boolean(true) && cells["i"] == .int32(.min) && cells["l"] == .int64(.max))
        #expect(cells["t"] == .text("a\"b") && cells["s"] == .string("null") && cells["x"] == .blob([0, 255]))
        #expect(cells["y"] == .date(99_991_231) && cells["z"] == .timestamp(-1))
        if case .float(let value)? = cells["f"] { #expect(value.isNaN) }
        if case .double(let value)? = cells["d"] { #expect(value == 0 && value.sign == .minus) }
    }

    @Test func spreadsAWideFileOverItsDevices() async throws {
        let result = try await load(
            "Time,root.a.x.s,root.a.`y-1`.s,root.a.x.t\n1,1,,\n2,,2,3\n3,,,\n",
            into: "root.a FROM x.csv"
        )
        #expect(
            result.writer.cells == [
                "root.a.x": [1: ["s": .int64(1)], 2: ["t": .int64(3)]], "root.a.`y-1`": [2: ["s": .int64(2)]],
            ]
        )
        #expect(result.progress.rowsLoaded == 3)
    }

    @Test func takesTheDeviceFromEachRow() async throws {
        let result = try await load(
            "Time,Device,s,t\n1,root.a.x,1,\n1,root.a.y,,2\n2,root.a.x,3,\n1,root.b.z,1,1\n",
            into: "root.a FROM x.csv"
        )
        #expect(
            result.writer.cells == [
                "root.a.x": [1: ["s": .int64(1)], 2: ["s": .int64(3)]], "root.a.y": [1: ["t": .int64(2)]],
            ]
        )
        // A column that a device does not have is not made for it.
        #expect(result.writer.types.keys.sorted() == ["root.a.x.s", "root.a.y.t"])
        #expect(result.reasons == ["5: device root.b.z is not under root.a"])
    }

    @Test func namesColumnsByTheCommand() async throws {
        let result = try await load("x,y,z\n5,1,a\n", into: "root.a.d (s, Time, _) FROM x.csv")
        #expect(result.writer.cells == ["root.a.d": [1: ["s": .int64(5)]]])
        let bare = try await load("5,1,a\n", into: "root.a.d (s, Time, _) FROM x.csv header=off")
        #expect(bare.writer.cells == ["root.a.d": [1: ["s": .int64(5)]]])
    }

    @Test func rejectsBadRowsWithTheirLineAndReason() async throws {
        let path = "/tmp/iotdb-shell-rejects-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        defer { unlink(path) }
        let content = "Time,s,t\n1,1,a\nx,2,b\n3,3\n4,\"4\nx\",c\n5,5,\"d\"e\n2024-02-30,6,f\n7,7,\"g\n"
        let result = try await load(content, into: "root.a.d FROM x.csv types=s:INT32,t:TEXT", rejects: path)
        #expect(result.writer.cells == ["root.a.d": [1: ["s": .int32(1), "t": .text("a")]]])
        #expect(result.progress.rowsRead == 7 && result.progress.rowsRejected == 6)
        #expect(
            result.reasons == [
                "3: column 1 (Time): 'x' is not a time", "4: 2 fields instead of 3",
                "5: column 2 (s): '4\nx' is not an INT32", "7: field 3: text behind the closing quote",
                "8: column 1 (Time): '2024-02-30' is not a time",
            ]
        )
        let rejected = try #require(try StreamText.contents(of: path))
        #expect(
            rejected.hasPrefix("3,\"column 1 (Time): 'x' is not a time\",x,2,b\n4,\"2 fields instead of 3\",3,3\n5,")
        )
        #expect(rejected.hasSuffix("9,\"the quote opened at line 9 is never closed\",7,7,\"g\n\n"))
    }

    @Test func stopsBehindTooManyRejects() async throws {
        let content = "Time,s\n" + (1...50).map { "\($0),x\($0)\n" }.joined()
        let result = try await load(content, into: "root.a.d FROM x.csv types=s:INT32 max-rejects=10")
        #expect(result.failure == "more than 10 rows were rejected (max-rejects)")
    }

    @Test func saysWhenTheRejectsCannotBeWritten() async throws {
        let content = "Time,s\n1,1\nx,2\n"
        let result = try await load(content, into: "root.a.d FROM x.csv", rejects: "/dev/full")
        #expect(result.failure == "cannot write to /dev/full: No space left on device")
    }

    @Test(arguments: [
        ("", "the file is empty: it has not even a header"),
        (
            "a,b\n1,2\n",
            "no column is called Time; name it with time-column=NAME, or all columns with (Time, …) and header=off"
        ),
        ("Time,s,s\n", "columns 2 and 3 are both called s"),
        ("Time\n1\n", "the file has no column of values beside the time"),
        ("Time,,s\n", "column 2 has no name"), ("Time,root.b.s\n", "column 2, root.b.s, is not under root.a.d"),
        ("\"Time\n", "line 1, the header: the quote opened at line 1 is never closed"),
    ])
    func refusesHeadersThatCannotBe(content: String, message: String) async {
        await #expect(throws: CopyError(message)) { try await load(content) }
    }

    @Test func neverWritesMoreThanABatch() async throws {
        let content = "Time,s\n" + (1...1000).map { "\($0),\($0)\n" }.joined()
        let result = try await load(content, into: "root.a.d FROM x.csv batch=64")
        #expect(result.writer.rowCounts.max() == 64)
        #expect(result.writer.cells["root.a.d"]?.count == 1000)
        #expect(result.progress.nextLine == 1002)
    }

    @Test func sendsAgainWhatHasNoAnswerAndSaysSo() async throws {
        let content = "Time,s\n" + (1...500).map { "\($0),\($0)\n" }.joined()
        let writer = RecordingWriter { $0.isMultiple(of: 3) ? .answerLost : $0 % 3 == 1 ? .down : .stored }
        let result = try await load(content, into: "root.a.d FROM x.csv batch=100", writer: writer)
        #expect(result.failure == nil)
        #expect(result.writer.cells["root.a.d"]?.count == 500)
        #expect(result.progress.rowsLoaded == 500 && result.progress.repeats > 0)
    }

    @Test func goesOnWhereItStopped() async throws {
        let content = "Time,s\n" + (1...500).map { "\($0),\($0)\n" }.joined()
        let writer = RecordingWriter { $0 == 3 ? .refused(.noPermission) : .stored }
        let first = try await load(content, into: "root.a.d FROM x.csv batch=100 threads=1", writer: writer)
        #expect(first.failure != nil)
        #expect(first.progress.rowsLoaded == 300 && first.progress.nextLine == 302)
        #expect(first.outcome.unknownLines == 302...401)
        let rest = try await load(content, into: "root.a.d FROM x.csv batch=100 resume-from=302", writer: writer)
        #expect(rest.progress.rowsRead == 200)
        #expect(writer.cells["root.a.d"]?.keys.sorted() == (1...500).map { Int64($0) })
    }

    @Test func rejectsTheRowsThatTheServerRefuses() async throws {
        let content = "Time,s\n" + (1...30).map { "\($0),\($0)\n" }.joined()
        let writer = RecordingWriter { $0 == 1 ? .refused(.outOfTTL) : .stored }
        let result = try await load(content, into: "root.a.d FROM x.csv batch=10 threads=1", writer: writer)
        #expect(result.failure == nil)
        #expect(result.progress.rowsLoaded == 20 && result.progress.rowsRejected == 10)
    }

    @Test func keepsTheLaterOfTwoRowsWithOneTime() async throws {
        let content = "Time,s\n" + (1...400).map { "\($0 % 4),\($0)\n" }.joined()
        let result = try await load(content, into: "root.a.d FROM x.csv batch=10 threads=8")
        #expect(
            result.writer.cells["root.a.d"]?.mapValues { $0["s"] } == [
                0: .int64(400), 1: .int64(397), 2: .int64(398), 3: .int64(399),
            ]
        )
    }

    @Test func writesTagsAttributesAndFieldsOfATable() async throws {
        let result = try await load(
            "time,region,model,temp\n1,north,m1,1.5\n2,south,,\n",
            into: "t FROM x.csv tags=region attributes=model",
            dialect: .table
        )
        #expect(
            result.writer.cells["t"]?[1] == ["region": .string("north"), "model": .string("m1"), "temp": .double(1.5)]
        )
        // A row of tags alone is a row.
        #expect(result.writer.cells["t"]?[2] == ["region": .string("south")])
    }

    @Test func readsJSONLines() async throws {
        let result = try await load(
            "{\"Time\":\"1970-01-01T00:00:00.001Z\",\"s\":\"a\",\"d\":\"NaN\"}\n{\"s\":null,\"d\":1.5,\"Time\":2}\n{\"Time\":[]}\n",
            into: "root.a.d FROM x.ndjson types=d:DOUBLE"
        )
        #expect(result.writer.cells["root.a.d"]?[2] == ["d": .double(1.5)])
        #expect(result.reasons == ["3: column 9: an object or array cannot be a value"])
    }

    @Test func knowsTheOfficialToolsFiles() async throws {
        let content = "Time,root.a.d.s(TEXT),root.a.d.t(TEXT)\r\n1,\"x\"y\",\"a\\,b\"\r\n2,\"line\\nbreak\",\"\"\r\n"
        let result = try await load(content, into: "root FROM x.csv")
        #expect(
            result.writer.cells["root.a.d"] == [
                1: ["s": .text("x\"y"), "t": .text("a,b")], 2: ["s": .text("line\nbreak"), "t": .text("")],
            ]
        )
        let spreadsheet = "Time,root.a.d.s\r\n1,\"a,b\"\r\n"
        #expect(
            try await load(spreadsheet, into: "root FROM x.csv").writer.cells["root.a.d"]?[1] == ["s": .text("a,b")]
        )
    }

    @Test func endsBetweenTwoBatchesWhenItIsCancelled() async throws {
        let content = "Time,s\n" + (1...5000).map { "\($0),\($0)\n" }.joined()
        let task = Lock<Task<Result, any Error>?>(nil)
        let writer = RecordingWriter { call in
            if call == 5 { task.withLock { $0?.cancel() } }
            return .stored
        }
        let started = Lock(false)
        let running = Task {
            while !started.withLock({ $0 }) { await Task.yield() }
            return try await load(content, into: "root.a.d FROM x.csv batch=10 threads=2", writer: writer)
        }
        task.withLock { $0 = running }
        started.withLock { $0 = true }
        let result = try await running.value
        #expect(result.outcome.failure is CancellationError)
        #expect(result.writer.cells["root.a.d"]?.keys.max() == Int64(result.progress.nextLine - 2))
    }
}

/// Reads small files.
enum StreamText {
    static func contents(of path: String) throws -> String? {
        let source = try DescriptorSource(path: path)
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }
}
