import Foundation
import IoTDBDemo
import IoTDBTesting
import IoTDBWire
import Testing

/// A script whose connection breaks somewhere: what was printed, what is told, and what the server has.
@Suite final class CutScriptTests {
    /// How often it breaks; `IOTDB_REPETITIONS` asks for more.
    private static let cuts = TestSize.repetitions(10)
    private static let statements = 100

    private let server = DemoServer()
    private let address: NodeAddress
    private let directory: TemporaryDirectory

    init() throws {
        address = try NodeAddress(host: "127.0.0.1", port: Int(try server.start()))
        directory = try TemporaryDirectory()
    }

    deinit { server.stop() }

    @Test func everythingBeforeTheCutIsThereAndTheRestIsFinished() throws {
        var generator = SeededGenerator(seed: 5)
        var finished = 0
        for round in 0..<Self.cuts {
            let device = "root.cut.d\(round)"
            let script = (1...Self.statements).map {
                "insert into \(device)(time, s) values (\($0), \($0));\n\\echo \($0)\n"
            }
            let path = "\(directory.path)/\(round).sql"
            try Data(script.joined().utf8).write(to: URL(fileURLWithPath: path))
            let ending: ProxyPlan.Ending = Bool.random(using: &generator) ? .close : .reset
            let toxics = ProxyPlan.Toxics(limit: Int.random(in: 600...9_000, using: &generator), ending: ending)
            let plan = Bool.random(using: &generator) ? ProxyPlan(upstream: toxics) : ProxyPlan(downstream: toxics)
            let proxy = try FaultProxy(to: address) { $0 == 0 ? plan : nil }
            let arguments = ["-f", path, "--checkpoint", path + ".mark", "--connect-timeout", "2"]
            let result = try ShellRun.run(port: try proxy.address.port, arguments)
            proxy.close()
            let printed = result.outputText.split(separator: "\n").compactMap { Int($0) }
            let told: Comment = "\(round): \(result.status), \(printed.count) were printed, \(result.errorText)"
            if result.status == 0 {
                // The cut fell into the opening of the session, which is tried again: nothing was lost.
                finished += 1
                #expect(printed.count == Self.statements, told)
                #expect(try count(device) == Self.statements)
                continue
            }
            #expect(result.status == 2, told)
            #expect(printed == Array(1..<printed.count + 1), told)
            #expect(result.errorText.contains("\(path):\(2 * printed.count + 1): "), told)
            let stored = try count(device)
            let isUnknown = result.errorText.contains("the outcome of 1 is unknown")
            #expect(stored == printed.count || isUnknown && stored == printed.count + 1, "\(stored) rows; \(told)")
            let rest = try ShellRun.run(port: address.port, arguments + ["--resume"])
            #expect(rest.status == 0, "\(rest.errorText)")
            #expect(rest.errorText.contains("the outcome of this statement was unknown") == isUnknown, told)
            #expect(try count(device) == Self.statements)
        }
        #expect(finished <= Self.cuts / 2, "most connections are cut while statements run")
    }

    private func count(_ device: String) throws -> Int {
        let result = try ShellRun.run(port: address.port, ["--csv", "-t", "-e", "select count(s) from \(device)"])
        return Int(result.outputText.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }
}
