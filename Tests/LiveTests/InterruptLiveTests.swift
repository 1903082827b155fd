import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

extension LiveSuites {
    /// Ctrl-C while a query runs on a real server for minutes.
    @Suite(.enabled(if: LiveServer.binary.isThere)) struct InterruptLiveTests {
        private let address: NodeAddress
        private let session: Session

        init() async throws {
            address = try LiveServer.binary.address
            try await ManyRows.write()
            session = try await LiveServer.binary.open()
        }

        @Test func interruptedScriptEndsWithinASecondAndLeavesNoQuery() async throws {
            var shortest = Duration.seconds(100)
            for _ in 0..<3 where shortest >= .seconds(1) {
                let arguments = LiveShell.arguments(address, ["-e", ManyRows.endlessQuery])
                let shell = try PseudoTerminal(LiveShell.binary, arguments: arguments)
                try #require(try await session.waits(for: ManyRows.endlessQuery, toRun: true))
                let start = ContinuousClock.now
                shell.signal(SIGINT)
                #expect(try shell.waitForExit() == 130)
                shortest = min(shortest, ContinuousClock.now - start)
                #expect(try await session.waits(for: ManyRows.endlessQuery, toRun: false))
            }
            #expect(shortest < .seconds(1))
            await session.close()
        }

        @Test func interruptAtThePromptGivesThePromptBackWithinASecond() async throws {
            let home = try TemporaryDirectory()
            let shell = try PseudoTerminal(
                LiveShell.binary,
                arguments: LiveShell.arguments(address, []),
                environment: ["HOME": home.path, "NO_COLOR": "1"]
            )
            try shell.expect("tree> ")
            var shortest = Duration.seconds(100)
            for _ in 0..<3 where shortest >= .seconds(1) {
                try shell.send(ManyRows.endlessQuery + ";\r")
                try #require(try await session.waits(for: ManyRows.endlessQuery, toRun: true))
                let start = ContinuousClock.now
                try shell.send("\u{3}")
                try shell.expect("tree> ")
                shortest = min(shortest, ContinuousClock.now - start)
                #expect(try await session.waits(for: ManyRows.endlessQuery, toRun: false))
            }
            #expect(shortest < .seconds(1))
            try shell.send("SHOW VERSION;\r")
            try shell.expect("BuildInfo")
            try shell.expect("tree> ")
            try shell.send("\\q\r")
            #expect(try shell.waitForExit() == 0)
            await session.close()
        }
    }
}
