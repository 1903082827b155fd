import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// What a statement of megabytes takes.
@Suite struct LargeStatementTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func aStatementOfMegabytesTakesLittleMoreThanItsSize() throws {
        let program = Lock<Int32>(0)
        let peaks = Lock<[Int]>([])
        let server = try ScriptedServer { call in
            guard let statement = call.statement else { return nil }
            guard statement == "FLUSH" else {
                return .bytes(call.statementStatus(statement.hasPrefix("select") ? 200 : 700, "line 1:5 wrong"))
            }
            while program.withLock({ $0 == 0 }) { usleep(1000) }
            let peak = Self.peak(of: program.withLock { $0 })
            peaks.withLock { $0.append(peak) }
            return nil
        }
        let list = String(repeating: "a,", count: 1_000_000)
        let path = directory.path + "/script.sql"
        let script = "FLUSH;\nselect \(list)a from root.x;\nFLUSH;\nwrong \(list)a from root.x;\nFLUSH;\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: path))
        let terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)", "--keep-going", "-f", path]
        )
        program.withLock { $0 = terminal.process }
        #expect(try terminal.waitForExit(timeout: .seconds(60)) == 3)
        let found = peaks.withLock { $0 }
        try #require(found.count == 3)
        for (index, peak) in found.dropFirst().enumerated() {
            let growth = peak - found[0]
            #expect(growth <= 5_000_000 + 16 << 20, "\(index): \(growth >> 20) MiB for 2 MB")
        }
    }

    /// Most bytes of memory that a process has had.
    private static func peak(of process: Int32) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "") ?? 0) << 10
    }
}
