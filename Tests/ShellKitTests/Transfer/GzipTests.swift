import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

@Suite struct GzipTests {
    /// Collects what is written.
    private final class Collector: OutputSink {
        let bytes = Lock<[UInt8]>([])
        func write(_ piece: UnsafeRawBufferPointer) throws(OutputError) { bytes.withLock { $0 += piece } }
    }

    private func compressed(_ content: [UInt8], pieces: Int) throws -> [UInt8] {
        let collector = Collector()
        let sink = try GzipSink(collector)
        var rest = content[...]
        while !rest.isEmpty {
            try rest.prefix(pieces).withUnsafeBytes { try sink.write($0) }
            rest = rest.dropFirst(pieces)
        }
        try sink.finish(isWhole: true)
        return collector.bytes.withLock { $0 }
    }

    private func expanded(_ content: [UInt8], buffer: Int = 1000) throws -> [UInt8] {
        let source = try GzipSource(MemorySource(content), name: "x.gz")
        var piece = [UInt8](repeating: 0, count: buffer)
        var bytes: [UInt8] = []
        while true {
            let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }

    @Test(arguments: [0, 1, 1000, 300_000])
    func givesBackWhatWasWritten(size: Int) throws {
        var generator = SeededGenerator(seed: 3)
        let content = (0..<size).map { _ in UInt8.random(in: 0..<20, using: &generator) }
        let file = try compressed(content, pieces: 7000)
        #expect(file.starts(with: [0x1F, 0x8B]))
        #expect(try expanded(file) == content)
        #expect(try expanded(file + file) == content + content)
    }

    @Test func saysWhatIsWrongWithAFile() throws {
        let file = try compressed(Array("some content".utf8), pieces: 100)
        #expect(throws: CopyError("x.gz: the compressed data end too early")) { try expanded(Array(file.dropLast(5))) }
        #expect(throws: CopyError.self) { try expanded(Array("no gzip at all".utf8)) }
    }
}
