import Glibc
import IoTDBTesting
import ShellKit
import Testing

/// Output that is not wanted any more.
@Suite struct OutputCancellationTests {
    private let gate = OutputCancellation()
    private let row = Array((String(repeating: "x", count: 99) + "\n").utf8)

    /// Writes rows in one piece, as the printer does.
    private func write(_ count: Int, to sink: FileDescriptorSink) -> Result<Void, any Error> {
        let bytes = Array(repeatElement(row, count: count).joined())
        return Result { try bytes.withUnsafeBytes { try sink.write($0) } }
    }

    @Test func nothingIsWrittenWhileTheGateIsClosed() throws {
        let directory = try TemporaryDirectory()
        let file = open(directory.path + "/rows", O_RDWR | O_CREAT, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        let sink = FileDescriptorSink(descriptor: file, name: "rows", gate: gate)
        try write(1, to: sink).get()
        gate.close()
        gate.close()
        #expect(throws: OutputError.interrupted) { try write(3, to: sink).get() }
        gate.open()
        try write(1, to: sink).get()
        #expect(lseek(file, 0, SEEK_END) == 200)
    }

    @Test func aWriteThatNobodyReadsEndsWhenTheGateIsClosed() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        defer {
            close(reading)
            close(writing)
        }
        let sink = FileDescriptorSink(descriptor: writing, name: "pipe", gate: gate)
        async let outcome = TestThread.run { self.write(2_000, to: sink) }
        while !Self.isFull(writing) { await Task.yield() }
        gate.close()
        let ended = try await outcome
        #expect(throws: OutputError.interrupted) { try ended.get() }
        // The descriptor that other programs share is as it was.
        #expect(fcntl(writing, F_GETFL) & O_NONBLOCK == 0)
    }

    @Test func aReaderGetsTheRowThatWasBegunAndNoMore() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        defer { close(reading) }
        let sink = FileDescriptorSink(descriptor: writing, name: "pipe", gate: gate)
        // The pipe is full before the row's end.
        let bytes = Array((String(repeating: "x", count: 69_999) + "\n" + String(repeating: "y", count: 99_999)).utf8)
        async let outcome = TestThread.run { Result { try bytes.withUnsafeBytes { try sink.write($0) } } }
        while !Self.isFull(writing) { await Task.yield() }
        gate.close()
        #expect(Self.read(70_000, from: reading) == Array(bytes.prefix(70_000)))
        let ended = try await outcome
        #expect(throws: OutputError.interrupted) { try ended.get() }
        #expect(Self.isEmpty(reading))
        close(writing)
    }

    private static func isFull(_ pipe: Int32) -> Bool {
        var entry = pollfd(fd: pipe, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, 0) == 0
    }

    private static func isEmpty(_ pipe: Int32) -> Bool {
        var entry = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 0
    }

    /// So many bytes; fewer at the end.
    private static func read(_ count: Int, from pipe: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: count)
        while all.count < count {
            let got = Glibc.read(pipe, &part, count - all.count)
            guard got > 0 else { break }
            all += part[..<got]
        }
        return all
    }
}
