import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

/// Answers whose parts would take many times their own size: at most twice the bytes received and 8 MiB are taken.
@Suite(.serialized) struct HostileAnswerTests {
    /// What an answer has, more or less; `IOTDB_HOSTILE_SIZE` asks for more than takes little time.
    private static let size = getenv("IOTDB_HOSTILE_SIZE").flatMap { Int(String(cString: $0)) } ?? 1 << 20

    struct Answer: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Whether it is read, as a server may well send it, or refused.
        let isRead: Bool
        let response: @Sendable () -> ExecuteStatementResponse
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    /// A block of one value column; its time column is a run.
    private static func block(_ type: UInt8, _ encoding: UInt8, rows: Int, _ column: [UInt8]) -> [UInt8] {
        joined(bytes(Int32(1)), [type], bytes(Int32(rows)), [4, encoding, 2, 0], bytes(Int64(7)), column)
    }

    /// Null bits of which one is not set, and the one value.
    private static func oneValue(size: Int) -> [UInt8] {
        joined([1, 0x7f], repeated(0xff, size - 1), bytes(Int64(5)))
    }

    private static func joined(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }

    private static func repeated(_ byte: UInt8, _ count: Int) -> [UInt8] { [UInt8](repeating: byte, count: count) }

    private static func result(_ blocks: [[UInt8]], type: String = "INT64") -> ExecuteStatementResponse {
        var response = ExecuteStatementResponse()
        response.status.code = 200
        response.queryID = 1
        response.columns = ["c"]
        response.dataTypeList = [type]
        response.columnIndex2TsBlockColumnIndexList = [0]
        response.moreData = false
        response.queryResult = blocks.map { $0[...] }
        return response
    }

    private static func heading(_ count: Int, name: String) -> ExecuteStatementResponse {
        var response = result([])
        response.columns = Array(repeating: name, count: count)
        response.dataTypeList = response.columns
        response.columnIndex2TsBlockColumnIndexList = nil
        return response
    }

    private static func status(
        _ code: Int32,
        _ entries: [Status] = [],
        message: String? = nil
    ) -> ExecuteStatementResponse {
        var response = ExecuteStatementResponse()
        response.status.code = code
        response.status.message = message
        if !entries.isEmpty { response.status.subStatuses = StatusList(entries) }
        return response
    }

    static let answers = [
        Answer(testDescription: "null bits with one value", isRead: true) {
            result([block(2, 2, rows: size * 8, oneValue(size: size))])
        },
        Answer(testDescription: "eight blocks of null bits with one value", isRead: true) {
            result(Array(repeating: block(2, 2, rows: size, oneValue(size: size / 8)), count: 8))
        },
        Answer(testDescription: "null bits only", isRead: true) {
            result([block(2, 2, rows: size * 8, joined([1], repeated(0xff, size)))])
        },
        Answer(testDescription: "truth values", isRead: true) {
            result([block(0, 0, rows: size * 8, joined([0], repeated(0xaa, size)))], type: "BOOLEAN")
        },
        Answer(testDescription: "empty texts", isRead: true) {
            result([block(5, 3, rows: size, joined([0], repeated(0, 4 * size)))], type: "TEXT")
        },
        Answer(testDescription: "dictionary of one entry", isRead: true) {
            let entries = joined([3], bytes(Int32(1)), [0], bytes(Int32(1)), [0x61])
            let ids = joined(bytes(Int32(size)), repeated(0, 4 * size))
            return result([block(5, 5, rows: size, joined(entries, ids))], type: "TEXT")
        },
        Answer(testDescription: "plain numbers", isRead: true) {
            result([block(2, 2, rows: size, joined([0], repeated(1, 8 * size)))])
        },
        Answer(testDescription: "blocks of nothing", isRead: false) {
            let empty = block(2, 4, rows: 0, joined([2, 0], bytes(Int64(1))))
            return result(Array(repeating: empty, count: size / empty.count))
        },
        Answer(testDescription: "columns that are runs", isRead: false) {
            let count = 90_000
            let head = joined(bytes(Int32(count)), repeated(2, count), bytes(Int32(9)), repeated(4, count + 1))
            let column = joined([2, 0], bytes(Int64(1)))
            let block = joined(head, Array(repeatElement(column, count: count + 1).joined()))
            return result(Array(repeating: block, count: 8))
        },
        Answer(testDescription: "blocks of no bytes", isRead: false) { result(Array(repeating: [], count: size)) },
        Answer(testDescription: "columns without names", isRead: false) { heading(size, name: "") },
        Answer(testDescription: "columns with long names", isRead: false) {
            heading(size / 16, name: "sixteen letters.")
        },
        Answer(testDescription: "outcomes", isRead: false) {
            var outcomes = Array(repeating: Status(code: 200), count: size / 4)
            outcomes.append(Status(code: 507))
            return status(302, outcomes)
        },
        Answer(testDescription: "failures with words", isRead: false) {
            status(
                302,
                Array(repeating: Status(code: 507, message: "the disk is full, says the server"), count: size / 40)
            )
        },
        Answer(testDescription: "outcomes within outcomes", isRead: false) {
            var inner = Status(code: 302)
            inner.subStatuses = StatusList(Array(repeating: Status(code: 507), count: size / 8))
            return status(302, [inner, inner])
        },
        Answer(testDescription: "a long message", isRead: false) {
            status(507, message: String(repeating: "x", count: 4 * size))
        },
    ]

    /// What an answer makes the process take, beside the server's own copy of it.
    private func growth(_ frame: [UInt8], _ wire: ThriftProtocol) async throws -> (bytes: Int, error: IoTDBError?) {
        let server = try FakeServer(wire, script: on("executeStatementV2", .edit(then: .goOn) { _ in frame }))
        let session = try await Session.open(configuration(try server.address, wire: wire))
        ProcessResources.resetPeak()
        let before = ProcessResources.residentBytes()
        let error = try await wireErrorIfAny {
            let results = try await session.execute("FLUSH")
            while let page = try await results?.nextPage() { #expect(page.rowCount >= 0) }
        }
        let growth = ProcessResources.peakBytes() - before
        await session.close()
        return (growth, error)
    }

    /// Every answer by one of the protocols, in turn; by both where `IOTDB_HOSTILE_SIZE` is set.
    private static let cases: [(Answer, ThriftProtocol)] = answers.enumerated().flatMap { number, answer in
        let all = ThriftProtocol.allCases
        return (getenv("IOTDB_HOSTILE_SIZE") != nil ? all : [all[number % all.count]]).map { (answer, $0) }
    }

    @Test(arguments: cases)
    func answersTakeLittleMoreThanTheirSize(_ answer: Answer, _ wire: ThriftProtocol) async throws {
        let header = ThriftMessageHeader(name: "executeStatementV2", type: .reply, sequenceID: 3)
        let frame = wire.frame(header, Reply(answer.response()))
        let (bytes, error) = try await growth(frame, wire)
        #expect(bytes <= 2 * frame.count + 8 << 20, "\(bytes >> 20) MiB for \(frame.count >> 20) MiB")
        #expect((error == nil) == answer.isRead, "\(error?.description.prefix(200) ?? "")")
    }

    @Test(arguments: ThriftProtocol.allCases)
    func aMapOfEmptyEntriesWhenASessionIsOpened(_ wire: ThriftProtocol) async throws {
        var response = OpenSessionResponse()
        response.status.code = 200
        response.sessionID = 1
        response.configuration = ThriftMap(Array(repeating: (key: "", value: ""), count: Self.size / 32))
        let header = ThriftMessageHeader(name: "openSession", type: .reply, sequenceID: 1)
        let frame = wire.frame(header, Reply(response))
        let server = try FakeServer(wire, script: on("openSession", .edit(then: .goOn) { _ in frame }))
        let settings = configuration(try server.address, wire: wire)
        ProcessResources.resetPeak()
        let before = ProcessResources.residentBytes()
        // Where the entries take two bytes each, they are within what an answer may take.
        _ = try await wireErrorIfAny { await (try await Session.open(settings)).close() }
        #expect(ProcessResources.peakBytes() - before <= 2 * frame.count + 8 << 20)
    }

    @Test func wordsThatAreNoTextAreRead() async throws {
        let text = String(repeating: "x", count: 2 * Self.size)
        let header = ThriftMessageHeader(name: "executeStatementV2", type: .reply, sequenceID: 3)
        var response = ExecuteStatementResponse()
        response.status.code = 507
        response.status.message = text
        // Each of the bytes would become three.
        let frame = ThriftProtocol.binary.frame(header, Reply(response)).map { $0 == 0x78 ? 0xff : $0 }
        let (bytes, error) = try await growth(frame, .binary)
        #expect(bytes <= 2 * frame.count + 8 << 20)
        #expect(error != nil)
    }
}
