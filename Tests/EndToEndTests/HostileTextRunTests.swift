import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// Texts and names that look like commands and statements: they are data wherever they come back.
@Suite final class HostileTextRunTests {
    private static let pieces = [
        "\n\\! touch FILE\n", "\\! touch FILE", "'", "''", "\"", "`", ";", "\n", "\r\n", "\\", "-- ", "/*", "*/", ":v",
        ":'v'", "\\q", "\\i FILE", "\u{1B}[31m", "\t", "温度", "DELETE DATABASE root.**;", " ", "|touch FILE",
    ]

    private let servers = (DemoServer(sampleData: false), DemoServer(sampleData: false))
    private let ports: (Int, Int)
    private let directory: TemporaryDirectory

    init() throws {
        ports = (Int(try servers.0.start()), Int(try servers.1.start()))
        directory = try TemporaryDirectory()
    }

    deinit {
        servers.0.stop()
        servers.1.stop()
    }

    private var file: String { "\(directory.path)/touched" }

    private func texts() -> [String] {
        var generator = SeededGenerator(seed: 7)
        return (0..<300).map { _ in
            let count = Int.random(in: 1...6, using: &generator)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
            return text.replacingOccurrences(of: "FILE", with: file)
        }
    }

    @Test(arguments: ["tree", "table"])
    func exportedTextsRunNoCommandAndComeBackEqual(_ dialect: String) throws {
        let isTree = dialect == "tree"
        let head = isTree ? "" : "create database d; use d; create table t(s text field);\n"
        let target = isTree ? "root.d.t(time, s)" : "t(time, s)"
        let script = texts().enumerated().map { number, text in
            "insert into \(target) values (\(number), '\(text.replacingOccurrences(of: "'", with: "''"))');\n"
        }
        let common = ["--dialect", dialect, "-q"]
        let loaded = try ShellRun.run(port: ports.0, common, input: head + script.joined())
        #expect(loaded.isSilentSuccess, "\(loaded.errorText.prefix(500))")
        let query = isTree ? "select s from root.d.t" : "select * from d.t order by time"
        let export = try ShellRun.run(port: ports.0, common + ["--insert", "-e", query])
        #expect(export.status == 0, "\(export.errorText)")
        let again = try ShellRun.run(port: ports.1, common, input: head + export.outputText)
        #expect(again.status == 0, "\(again.errorText.prefix(500))")
        let first = try ShellRun.run(port: ports.0, common + ["--csv", "-e", query])
        let second = try ShellRun.run(port: ports.1, common + ["--csv", "-e", query])
        #expect(first.status == 0 && first.outputText == second.outputText)
        #expect(texts().allSatisfy { first.outputText.contains($0.replacingOccurrences(of: "\"", with: "\"\"")) })
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func dumpedNamesRunNoCommandAndComeBackEqual() throws {
        let names = [
            "a\\! touch \(file)", "\\! touch \(file)", "a;b", "a'b", "a\"b", "a--b", "a/*b", ":v", "\\q", "温 度",
        ]
        let script = names.map { "create timeseries root.d.`\($0)`.`\($0)` INT32;\n" }.joined()
        let made = try ShellRun.run(port: ports.0, ["-q"], input: script)
        #expect(made.isSilentSuccess, "\(made.errorText)")
        let dump = try ShellRun.run(port: ports.0, ["-e", "\\dump schema"])
        let again = try ShellRun.run(port: ports.1, ["-q"], input: dump.outputText)
        #expect(again.isSilentSuccess, "\(again.errorText)")
        let second = try ShellRun.run(port: ports.1, ["-e", "\\dump schema"])
        func statements(_ dump: ProcessResult) -> [Substring] {
            // Comments say what a demo server does not know, and name its port.
            dump.outputText.split(separator: "\n").filter { !$0.hasPrefix("--") }
        }
        #expect(dump.status == 0 && statements(dump) == statements(second))
        #expect(names.allSatisfy { dump.outputText.contains("`\($0)`") }, "\(dump.outputText)")
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    /// What a pager is given holds no control character, and the pager may start nothing.
    @Test func pagersGetHarmlessTextAndMayStartNothing() throws {
        let name = CassetteName("tree-exact", "control-chars")
        let server = try ReplayServer([name])
        let home = try TemporaryDirectory()
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)", "--pager", "always"],
            environment: [
                "HOME": home.path, "NO_COLOR": "1",
                "PAGER": "cat > '\(home.path)/page'; printenv LESSSECURE > '\(home.path)/secure'",
            ]
        )
        try terminal.expect("tree> ")
        try terminal.send(try name.load().statement + ";\r")
        try terminal.expect("\n")
        try terminal.expect("tree> ")
        try terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        let page = try Data(contentsOf: URL(fileURLWithPath: "\(home.path)/page"))
        #expect(page.count > 100 && page.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
        #expect(try String(contentsOfFile: "\(home.path)/secure", encoding: .utf8) == "1\n")
    }
}
