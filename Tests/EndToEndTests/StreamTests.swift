import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// The standard streams: what may come in, how it may come, and in which order things go out.
@Suite final class StreamTests {
    private let server = DemoServer()
    private let port: Int
    private let receiver: ScriptedServer

    init() throws {
        port = Int(try server.start())
        receiver = try ScriptedServer()
    }

    deinit { server.stop() }

    @Test(arguments: ["csv", "table"])
    func pipesThatTakeAndGiveLittleLoseNothing(_ format: String) throws {
        let long = String(repeating: "warning ", count: 400)
        let script = (1...12).map { number in
            "\\warn \(number) \(long)\nselect * from root.factory.line1.machine1 limit \(number * 20);\n"
        }
        let arguments = ["-p", "\(port)", "--format", format]
        let input = Array(script.joined().utf8)
        let plain = try ShellRun.run(arguments, input: input)
        let poor = try ShellRun.run(arguments, input: input, hasPoorPipes: true)
        #expect(plain.status == 0 && plain.error.count > 30_000 && plain.output.count > 30_000)
        #expect(poor == plain)
    }

    @Test(arguments: [("\"$0\" \"$@\" < /", "standard input"), ("\"$0\" \"$@\" -f /", "/")])
    func aDirectoryIsNoScript(command: String, name: String) throws {
        let result = try ShellRun.bash(command, ["-p", "\(receiver.port)"])
        #expect(result.status == 1)
        #expect(result.errorText.hasPrefix("\(name): Is a directory\n"), "\(result.errorText)")
        #expect(receiver.statements.isEmpty)
    }

    @Test(arguments: ["FLUSH /* open; \n FLUSH;\n", "SELECT 'open; \n FLUSH;\n", "SELECT \"open;"])
    func whatIsNeverClosedIsNotSent(_ end: String) throws {
        let result = try ShellRun.run(port: receiver.port, ["--dialect", "table"], input: "FLUSH;\n" + end)
        #expect(result.status == 3)
        #expect(result.errorText.hasPrefix("<stdin>:2:"), "\(result.errorText)")
        #expect(receiver.statements == ["FLUSH"])
    }

    /// Ten megabytes without a line end; the byte that is no text stands last.
    @Test func aLineOfMegabytesWithABadByteIsRefusedAtItsColumn() throws {
        let bytes = Array("FLUSH;\nSELECT ".utf8) + [UInt8](repeating: 0x61, count: 10_000_000) + [0xFF]
        let result = try ShellRun.run(["-p", "\(receiver.port)"], input: bytes)
        #expect(result.status == 3)
        #expect(result.errorText.hasPrefix("<stdin>:2:10000008: "), "\(result.errorText.prefix(200))")
        #expect(receiver.statements == ["FLUSH"])
    }

    @Test(arguments: ["csv", "table", "ndjson"])
    func rowsAndMessagesKeepTheirOrderWhereBothGoToOnePlace(_ format: String) throws {
        let part = "\\echo one\n\\warn two\nshow version;\nbad;\n"
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/script"
        try Data(String(repeating: part, count: 20).utf8).write(to: URL(fileURLWithPath: path))
        let arguments = ["-p", "\(port)", "--format", format, "--keep-going", "-f", path]
        let result = try ShellRun.bash("\"$0\" \"$@\" 2>&1", arguments)
        let marks = ["one", "two", "2.0.1-demo", "error 700"]
        let found = result.outputText.split(separator: "\n").compactMap { line in marks.first { line.contains($0) } }
        #expect(found == Array(repeating: marks, count: 20).flatMap { $0 }, "\(result.outputText.prefix(1000))")
    }
}
