import Glibc
import IoTDBTesting
import ShellKit
import Testing

@Suite
struct OutputBufferTests {
    @Test
    func textIsWrittenOnceTheLimitIsReached() throws {
        let sink = MemorySink()
        var output = OutputBuffer(sink: sink, limit: 10)
        output.text.append("12345")
        try output.flushIfFull()
        #expect(sink.text == "")
        output.text.append(UInt8(ascii: "-"), repeated: 1000)
        try output.flushIfFull()
        #expect(sink.text == "12345" + String(repeating: "-", count: 1000))
        output.text.append("end")
        try output.flush()
        try output.flush()
        #expect(sink.text.hasSuffix("-end"))
    }

    @Test
    func everyWayToAppendKeepsTheBytes() {
        var text = TextBuffer(capacity: 0)
        text.append("literal ")
        text.append("string " + String(repeating: "é", count: 200))
        text.append(UInt8(ascii: "!"), repeated: -1)
        text.append([0xFF, 0x00] as [UInt8])
        var other = TextBuffer()
        other.append("abcdef")
        text.append(other, from: 2, to: 4)
        let expected =
            Array("literal string ".utf8) + Array(String(repeating: "é", count: 200).utf8) + [0xFF, 0x00, 0x63, 0x64]
        #expect(text.withBytes { Array($0) } == expected)
        text.truncate(to: 7)
        #expect(text.string == "literal")
        text.truncate(to: -1)
        #expect(text.count == 0)
    }

    @Test
    func aFullDeviceIsAnErrorThatNamesTheTarget() throws {
        let descriptor = open("/dev/full", O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var output = OutputBuffer(sink: FileDescriptorSink(descriptor: descriptor, name: "report.csv"))
        output.text.append("row\n")
        #expect(throws: OutputError.failed(target: "report.csv", code: ENOSPC)) { try output.flush() }
        #expect(
            OutputError.failed(target: "report.csv", code: ENOSPC).description.contains("report.csv: No space left")
        )
    }

    @Test
    func aClosedPipeIsAnErrorOfItsOwn() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let sink = FileDescriptorSink(descriptor: ends[1], name: "standard output")
        #expect(throws: OutputError.closedPipe(target: "standard output")) {
            try [UInt8](repeating: 1, count: 10).withUnsafeBytes { try sink.write($0) }
        }
    }

    @Test
    func aSlowReaderOfANonBlockingPipeGetsEverything() async throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        #expect(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
        // Larger than any pipe, so that the writer must wait for the reader.
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        async let received = Self.readAll(reading)
        let sink = FileDescriptorSink(descriptor: writing, name: "pipe")
        let outcome = Result { try bytes.withUnsafeBytes { try sink.write($0) } }
        close(writing)
        #expect(await received == bytes)
        close(reading)
        try outcome.get()
    }

    private static func readAll(_ descriptor: Int32) async -> [UInt8] {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4099)
        while true {
            let count = read(descriptor, &part, part.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return all }
            all += part[..<count]
        }
    }
}
