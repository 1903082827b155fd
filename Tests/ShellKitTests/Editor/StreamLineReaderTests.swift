import Foundation
import IoTDBTesting
import ShellKit
import Testing

@Suite struct StreamLineReaderTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func lines(of bytes: [UInt8]) throws -> [StreamLineReader.Line] {
        let path = directory.path + "/input"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        var reader = try StreamLineReader(path: path)
        var lines: [StreamLineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        return lines
    }

    @Test(
        arguments: [
            ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]), ("\n", [""]),
            ("a\r\nb\r", ["a", "b"]), ("a\rb\r\rc", ["a", "b", "", "c"]), ("\r", [""]), ("\r\n\n", ["", ""]),
            ("a\n\rb", ["a", "", "b"]), ("\r\r\n", ["", ""]),
        ] as [(String, [String])]
    )
    func splitsAtNewlinesAndNumbersFromOne(_ text: String, _ expected: [String]) throws {
        let lines = try lines(of: Array(text.utf8))
        #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) } == expected)
        #expect(lines.map(\.number) == Array(1..<(expected.count + 1)))
        #expect(lines.flatMap(\.whole) == Array(text.utf8))
    }

    @Test(arguments: [65534, 65535, 65536])
    func theEndOfALineMayStandAtTheEndOfABlock(_ count: Int) throws {
        for end in ["\n", "\r", "\r\n"] {
            let first = [UInt8](repeating: 0x61, count: count) + Array(end.utf8)
            let lines = try lines(of: first + [0x62])
            #expect(lines.map(\.whole) == [first, [0x62]])
        }
    }

    @Test func aFileOfCarriageReturnsIsReadLineByLine() throws {
        let lines = try lines(of: Array(String(repeating: "ab\r", count: 100_000).utf8))
        #expect(lines.count == 100_000)
        #expect(lines.allSatisfy { $0.bytes == [0x61, 0x62] })
        #expect(lines.last?.number == 100_000)
    }

    @Test(arguments: [65535, 65536, 65537, 10 << 20])
    func aLineMayBeLongerThanTheBlock(_ count: Int) throws {
        let lines = try lines(of: [UInt8](repeating: 0x61, count: count) + [0x0A, 0xFF])
        #expect(lines.map(\.bytes.count) == [count, 1])
        #expect(lines.last?.bytes == [0xFF])
    }

    @Test func errorsNameTheFileAndTheReason() throws {
        let missing = directory.path + "/missing"
        #expect(throws: InputFileError(path: missing, code: ENOENT)) { _ = try StreamLineReader(path: missing) }
        #expect(InputFileError(path: "x.sql", code: ENOENT).description == "x.sql: No such file or directory")
        #expect(throws: InputFileError(path: directory.path, code: EISDIR)) {
            _ = try StreamLineReader(path: self.directory.path)
        }
    }
}
