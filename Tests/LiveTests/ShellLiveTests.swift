import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// The built shell against a real server.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct ShellLiveTests {
        private let address: NodeAddress

        init() async throws {
            address = try LiveServer.binary.address
            try await ManyRows.write()
        }

        @Test func statementOfTheCommandLinePrintsCSV() async throws {
            let statement = "SELECT a, b FROM \(ManyRows.device) LIMIT 3"
            let result = try await LiveShell.run(address, ["--format", "csv", "-e", statement])
            let records = result.outputText.split(separator: "\n").map { $0.split(separator: ",").dropFirst() }
            #expect(result.status == 0)
            #expect(records.first.map(Array.init) == ["\(ManyRows.device).a", "\(ManyRows.device).b"])
            #expect(records.dropFirst().map { $0.first.flatMap { Int64($0) } } == [0, 7919, 15838])
            #expect(records.dropFirst().map { $0.last.flatMap { Double($0) } } == [0, 1.0 / 3, 2.0 / 3])
        }

        @Test func pipedScriptRunsItsStatementsInOrder() async throws {
            let script = """
                -- a script
                INSERT INTO root.live_shell.d2(time, s) VALUES (1, 'semi;colon'), (2, 'two
                lines');
                SELECT count(s) FROM root.live_shell.d2; SELECT s FROM root.live_shell.d2 WHERE time = 1;
                """
            let result = try await LiveShell.run(address, ["--format", "csv"], input: script)
            #expect(result.status == 0)
            #expect(result.outputText.contains("\n2\n"))
            #expect(result.outputText.contains(",semi;colon\n"))
        }

        @Test func failingStatementEndsAScriptWithTheServersCode() async throws {
            let result = try await LiveShell.run(address, [], input: "SHOW NOTHING;\nSHOW VERSION;\n")
            #expect(result.status == 3)
            #expect(result.errorText.contains("700"))
            #expect(!result.outputText.contains("2.0"))
        }

        @Test func csvHasEveryRowBitByBit() async throws {
            let statement = "SELECT a, b FROM \(ManyRows.device)"
            let result = try await LiveShell.run(address, ["--format", "csv", "-e", statement])
            #expect(result.status == 0)
            var row: Int64 = -1
            var wrong = 0
            for line in result.output.split(separator: UInt8(ascii: "\n")) {
                let fields = line.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
                let isRight =
                    fields.count == 3 && Int64(fields[1]) == row * 7919 && Double(fields[2]) == Double(row) / 3
                if row >= 0, !isRight { wrong += 1 }
                row += 1
            }
            #expect(row == ManyRows.count)
            #expect(wrong == 0)
        }

        @Test func readerThatLeavesEndsTheQuery() async throws {
            let statement = "SELECT a, b FROM \(ManyRows.device) ORDER BY TIME DESC"
            let command = "\"$0\" \"$@\" | head -n 2; exit ${PIPESTATUS[0]}"
            let result = try await LiveShell.bash(command, address, ["--format", "csv", "-e", statement])
            #expect(result.status == 141)
            #expect(result.outputText.contains(",\((ManyRows.count - 1) * 7919),"))
            let session = try await LiveServer.binary.open()
            #expect(try await session.waits(for: statement, toRun: false))
            await session.close()
        }

        @Test func connectionLostInAScriptIsStatusTwo() async throws {
            let proxy = try FaultProxy(to: address) { _ in ProxyPlan(downstream: .init(limit: 400_000)) }
            defer { proxy.close() }
            let script = "SELECT a, b FROM \(ManyRows.device);\nSHOW VERSION;\n"
            let result = try await LiveShell.run(try proxy.address, ["--format", "csv"], input: script)
            #expect(result.status == 2)
            #expect(!result.errorText.isEmpty)
            #expect(result.output.count > 10_000)
            #expect(!result.outputText.contains("BuildInfo"))
        }
    }
}
