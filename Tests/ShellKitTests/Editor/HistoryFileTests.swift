import Foundation
import IoTDBTesting
import ShellKit
import Testing

@Suite struct HistoryFileTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private var path: String { directory.path + "/a/b/history" }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func makesAPrivateFileInPrivateDirectories() throws {
        let history = HistoryFile(path: path)
        #expect(history.load().warning == nil)
        #expect(try mode(path) == 0o600)
        #expect(try mode(directory.path + "/a/b") == 0o700)
    }

    @Test func tightensAFileThatOthersCouldRead() throws {
        #expect(HistoryFile(path: path).append("select 1"))
        #expect(chmod(path, 0o644) == 0)
        #expect(HistoryFile(path: path).load().entries == ["select 1"])
        #expect(try mode(path) == 0o600)
    }

    @Test(arguments: ["a\nb", "a\\nb", "\\", "a\\", "x\r\ny", "größe 温度", "tab\there", "\\\\n\n\\"])
    func anEntryComesBackAsItWas(_ entry: String) {
        #expect(HistoryFile(path: path).append(entry))
        #expect(HistoryFile(path: path).load().entries == [entry])
    }

    @Test(arguments: [" select 1", "\tx", "", "\n", "a\0b", "create user u 'secret'"])
    func doesNotStore(_ entry: String) {
        let history = HistoryFile(path: path) { !$0.contains("secret") }
        #expect(history.load().warning == nil)
        #expect(!history.append(entry))
        #expect(history.load().entries == [])
    }

    @Test func keepsTheLastOfEqualEntries() {
        let history = HistoryFile(path: path)
        #expect(history.load().entries == [])
        for entry in ["a", "a", "b", "a", "c"] { #expect(history.append(entry)) }
        #expect(history.load().entries == ["b", "a", "c"])
    }

    @Test func aFileAFifthOverTheLimitIsRewrittenWithTheNewest() throws {
        let history = HistoryFile(path: path, limit: 10)
        #expect(history.load().entries == [])
        for number in 1...12 { #expect(history.append("\(number)")) }
        #expect(history.load().entries.count == 10)
        #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 12)
        #expect(history.append("13"))
        #expect(history.load().entries == (4...13).map { "\($0)" })
        #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 10)
        #expect(try mode(path) == 0o600)
    }

    @Test func aLinkIsNotFollowed() throws {
        let victim = directory.path + "/victim"
        try "precious".write(toFile: victim, atomically: true, encoding: .utf8)
        let link = directory.path + "/history"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: victim)
        let history = HistoryFile(path: link)
        #expect(history.load().warning?.contains(link) == true)
        #expect(!history.append("select 1"))
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
    }

    @Test(arguments: ["/dev/null/history", "/proc/nope/history", "/dev/null"])
    func anUnusablePlaceGivesOneWarningAndNoHistory(_ path: String) {
        let contents = HistoryFile(path: path).load()
        #expect(contents.entries == [])
        #expect(contents.warning?.hasPrefix("history is not kept: \(path): ") == true)
    }

    @Test func damagedRowsAreLeftOut() throws {
        let history = HistoryFile(path: path)
        #expect(history.load().warning == nil)
        try Data(Array("one\n".utf8) + [0xFF, 0xFE, 0x0A, 0x00, 0x0A] + Array("two\ntorn".utf8)).write(
            to: URL(fileURLWithPath: path)
        )
        #expect(history.append("three"))
        #expect(history.load().entries == ["one", "two", "torn", "three"])
    }

    @Test func parallelWritersLoseNothing() async {
        let path = path
        #expect(HistoryFile(path: path).load().warning == nil)
        await withTaskGroup(of: Void.self) { group in
            for writer in ["a", "b"] {
                group.addTask {
                    let history = HistoryFile(path: path)
                    for number in 0..<1000 { history.append("\(writer) \(number)\nrow two of \(writer) \(number)") }
                }
            }
        }
        let entries = HistoryFile(path: path).load().entries
        for writer in ["a", "b"] {
            let own = entries.filter { $0.hasPrefix(writer) }
            #expect(own == (0..<1000).map { "\(writer) \($0)\nrow two of \(writer) \($0)" })
        }
    }

    @Test func theDefaultPlaceFollowsTheEnvironment() {
        let state = ["XDG_STATE_HOME": "/s", "HOME": "/h"]
        #expect(HistoryFile.defaultPath(environment: state) == "/s/iotdb-shell/history")
        #expect(HistoryFile.defaultPath(environment: ["HOME": "/h"]) == "/h/.local/state/iotdb-shell/history")
        #expect(HistoryFile.defaultPath(environment: ["HOME": "relative"]) == nil)
        #expect(HistoryFile.defaultPath(environment: [:]) == nil)
    }

    @Test func aFileThatAnotherProcessKeepsLockedIsDoneWithout() throws {
        let history = HistoryFile(path: path)
        #expect(history.append("before"))
        let other = open(path, O_RDONLY)
        #expect(flock(other, LOCK_EX) == 0)
        #expect(history.load().entries == [])
        #expect(history.load().warning?.contains("locked") == true)
        #expect(!history.append("meanwhile"))
        close(other)
        #expect(history.append("after"))
        #expect(history.load().entries == ["before", "meanwhile", "after"])
    }

    @Test func anEntryThatIsTooLargeIsNeitherWrittenNorRead() throws {
        let history = HistoryFile(path: path)
        #expect(!history.append(String(repeating: "x", count: 2 << 20)))
        #expect(history.append("one"))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(repeating: UInt8(ascii: "y"), count: 40 << 20))
        try file.write(contentsOf: Data("\ntwo\n".utf8))
        try file.close()
        #expect(history.load().entries == ["two"])
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == 4)
    }
}
