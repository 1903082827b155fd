import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

/// Ctrl-C in the moments around the one in which a line ends and its statement begins.
@Suite struct InterruptAtEnterTests {
    private let server: FakeServer
    private let terminal: PseudoTerminal

    init() throws {
        // Without Ctrl-C such a statement would hold the prompt for ever.
        server = try FakeServer { $0.statement?.hasPrefix("slow") == true ? .afterRunning(.stall) : nil }
        terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: ["-p", "\(server.port)", "--timezone", "UTC", "--no-pager"],
            environment: ["NO_COLOR": "1"],
            columns: 200
        )
    }

    @Test func itCountsHoweverSoonItComes() throws {
        try terminal.expect("tree> ")
        var generator = SeededGenerator(seed: 71)
        for round in 0..<40 {
            let pause = Int.random(in: 0..<2_500, using: &generator)
            try press("slow \(round);\r", after: round.isMultiple(of: 8) ? nil : .microseconds(pause))
        }
        try leave()
        #expect(server.ledger.executions.allSatisfy { $0.value == 1 || !$0.key.hasPrefix("slow") })
        #expect(server.ledger.violations.isEmpty)
    }

    @Test func whatIsTypedBetweenEnterAndCtrlCIsDropped() throws {
        try terminal.expect("tree> ")
        try press("slow 1;\rcreate database root.never;\r", after: nil)
        try leave()
        #expect(server.ledger.executions["create database root.never"] == nil)
    }

    @Test func itCountsForCommandsAndDropsTheLinesBehind() throws {
        try terminal.expect("tree> ")
        try terminal.send("\\! echo not run\r\u{3}")
        try terminal.expect("cancelled")
        try leave()
        #expect(!terminal.output.contains("\nnot run"))
    }

    @Test func anOpenStatementIsDropped() throws {
        try terminal.expect("tree> ")
        try terminal.send("slow\r\u{3}")
        try terminal.expect("^C")
        try leave()
        #expect(server.ledger.executions.keys.allSatisfy { !$0.hasPrefix("slow") })
    }

    @Test func howeverOftenItIsPressedThePromptStays() throws {
        try terminal.expect("tree> ")
        for round in 0..<4 {
            try terminal.send("slow \(round);\r")
            let deadline = ContinuousClock.now + .seconds(20)
            while server.ledger.executions["slow \(round)"] == nil, ContinuousClock.now < deadline { usleep(1000) }
            for _ in 0..<5 {
                try terminal.send("\u{3}")
                terminal.watch(for: .milliseconds(40 * round))
            }
            try terminal.expect("cancelled")
            try terminal.expect("tree> ")
        }
        try leave()
    }

    @Test func whileConnectingNothingWasSent() throws {
        try terminal.expect("tree> ")
        server.setScript(on("openSession", .beforeRunning(.stall)))
        server.breakConnections()
        try terminal.send("slow 1;\r")
        try terminal.expect("Connecting to 127.0.0.1:\(server.port) ... (Ctrl-C gives up)")
        for _ in 0..<3 { try terminal.send("\u{3}") }
        try terminal.expect("nothing was sent")
        try terminal.expect("tree> ")
        server.setScript { _ in nil }
        try leave()
        #expect(server.ledger.executions["slow 1"] == nil)
    }

    /// - Parameter pause: nil for Ctrl-C in one piece with the line.
    private func press(_ line: String, after pause: Duration?) throws {
        if let pause {
            try terminal.send(line)
            terminal.watch(for: pause)
            try terminal.send("\u{3}")
        } else {
            try terminal.send(line + "\u{3}")
        }
        try terminal.expect("cancelled")
        try terminal.expect("tree> ")
    }

    /// The next statement runs.
    private func leave() throws {
        try terminal.send("select canary 7 pages 1 rows 1;\r")
        try terminal.expect("7000000")
        try terminal.expect("tree> ")
        try terminal.send("\\q\r")
        #expect(try terminal.waitForExit() == 0)
    }
}
