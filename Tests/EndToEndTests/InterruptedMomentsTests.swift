import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// Ctrl-C at random moments of connecting, executing, fetching and printing, against a slow connection.
@Suite struct InterruptedMomentsTests {
    private static let rounds = 60
    private let server: FakeServer
    private let proxy: FaultProxy
    private let home: TemporaryDirectory
    private let terminal: PseudoTerminal

    init() throws {
        server = try FakeServer()
        proxy = try FaultProxy(to: try server.address) { _ in
            var plan = ProxyPlan()
            plan.downstream.latency = .milliseconds(8)
            plan.downstream.slice = 600
            return plan
        }
        let arguments = ["-p", "\(try proxy.address.port)", "--timezone", "UTC", "--fetch-size", "100", "--no-pager"]
        home = try TemporaryDirectory()
        terminal = try PseudoTerminal(
            ShellRun.binary,
            arguments: arguments,
            environment: ["HOME": home.path, "NO_COLOR": "1"],
            columns: 200
        )
    }

    @Test func thePromptComesBackAndNothingRunsTwice() throws {
        try terminal.expect("tree> ")
        var generator = SeededGenerator(seed: 23)
        for round in 1...Self.rounds {
            // The statement then starts with connecting.
            if round.isMultiple(of: 3) { proxy.breakConnections() }
            try interrupt("select canary \(round) pages 5 rows 100", after: .random(in: 0..<250_000, using: &generator))
            try runNext(canary: 1000 + round)
        }
        try terminal.send("\\q\r")
        #expect(try terminal.waitForExit() == 0)
        try checkBooks()
    }

    private func interrupt(_ statement: String, after microseconds: Int) throws {
        try terminal.send(statement + ";\r")
        try terminal.expect("rows 100;")
        terminal.watch(for: .microseconds(microseconds))
        try terminal.send("\u{3}")
        // The terminal shows no ^C between the end of the line and the start of the statement.
        try terminal.expect(anyOf: ["^C", "cancelled"], timeout: .seconds(10))
        try terminal.expect("tree> ", timeout: .seconds(10))
    }

    private func runNext(canary: Int) throws {
        try terminal.send("select canary \(canary) pages 2 rows 3;\r")
        for row in 0..<6 { try terminal.expect("\(canary * 1_000_000 + row)", timeout: .seconds(10)) }
        try terminal.expect("(6 rows)")
        try terminal.expect("tree> ")
    }

    private func checkBooks() throws {
        let deadline = ContinuousClock.now + .seconds(10)
        // Connections that were dropped end on the server a moment later.
        while server.ledger.connections > 0, ContinuousClock.now < deadline { usleep(10_000) }
        let ledger = server.ledger
        #expect(ledger.sessions.isEmpty)
        #expect(ledger.openQueries.isEmpty)
        #expect(ledger.violations.isEmpty)
        let cancelled = ledger.executions.filter { $0.key.hasSuffix("rows 100") }
        #expect(cancelled.filter { $0.value > 1 }.isEmpty)
        #expect(cancelled.count > Self.rounds / 2)
        #expect(ledger.executions.filter { $0.key.hasSuffix("rows 3") && $0.value == 1 }.count == Self.rounds)
        // Else the moments were all too late to interrupt anything.
        #expect(terminal.output.components(separatedBy: "cancelled").count > Self.rounds / 3)
    }
}
