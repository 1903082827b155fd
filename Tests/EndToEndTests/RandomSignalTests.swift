import Foundation
import IoTDBTesting
import IoTDBWire
import Testing

/// Signals at random moments of starting, connecting, executing, fetching and printing.
@Suite struct RandomSignalTests {
    private static let rounds = TestSize.repetitions(2)

    private let server: FakeServer
    private let proxy: FaultProxy
    private let home: TemporaryDirectory

    init() throws {
        server = try FakeServer()
        proxy = try FaultProxy(to: try server.address) { _ in
            var plan = ProxyPlan()
            plan.downstream.latency = .milliseconds(4)
            plan.downstream.slice = 600
            return plan
        }
        home = try TemporaryDirectory()
    }

    private func start(_ more: [String]) throws -> PseudoTerminal {
        let arguments = ["-p", "\(try proxy.address.port)", "--timezone", "UTC", "--fetch-size", "100", "--no-pager"]
        return try PseudoTerminal(
            ShellRun.binary,
            arguments: arguments + more,
            // Swift's own handler of crashes takes SIGQUIT for one until ours is there.
            environment: ["HOME": home.path, "NO_COLOR": "1", "SWIFT_BACKTRACE": "enable=no"]
        )
    }

    /// The server has nothing left of the program, a moment later.
    private func checkBooks(_ told: Comment) {
        let deadline = ContinuousClock.now + .seconds(10)
        while server.ledger.connections > 0, ContinuousClock.now < deadline { usleep(1000) }
        let ledger = server.ledger
        #expect(ledger.sessions.isEmpty && ledger.openQueries.isEmpty && ledger.violations.isEmpty, told)
    }

    /// Leaves the prompt; a signal that is taken while keys are read drops what was typed of the line.
    private func leave(_ terminal: PseudoTerminal) throws -> Int32 {
        for _ in 0..<10 {
            try terminal.send("\\q\r")
            if let status = try? terminal.waitForExit(timeout: .seconds(2)) { return status }
        }
        return try terminal.waitForExit()
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT], [true, false])
    func theTerminalAndTheServerAreAsBefore(_ signal: Int32, isPrompt: Bool) throws {
        var generator = SeededGenerator(seed: UInt64(signal))
        let fresh = try TerminalTests.freshAttributes()
        for round in 0..<Self.rounds {
            let statement = "select canary 7 pages 5 rows 100"
            let terminal = try start(isPrompt ? [] : ["-e", statement, "-e", "\\echo end"])
            if isPrompt {
                try terminal.expect("tree> ")
                try terminal.send(statement + ";\r")
            }
            terminal.watch(for: .microseconds(Int.random(in: 0..<250_000, using: &generator)))
            terminal.signal(signal)
            let status = try isPrompt && signal == SIGINT ? leave(terminal) : terminal.waitForExit()
            let told: Comment = "round \(round): \(status), \(terminal.output.suffix(300))"
            switch status {
            case 128 + signal: break
            // All was done before the signal came.
            case 0: #expect(isPrompt ? signal == SIGINT : terminal.output.contains("end"), told)
            // The program had not begun.
            case -signal: #expect(!isPrompt && terminal.output.isEmpty, told)
            default: Issue.record(told)
            }
            #expect(terminal.attributes == fresh, told)
            checkBooks(told)
        }
    }

    /// Suspended and continued it goes on where it was; job control needs a shell that does it.
    @Test func suspendedAtAnyMomentItGivesTheTerminalBackAndGoesOn() throws {
        let terminal = try PseudoTerminal(
            "/bin/sh",
            arguments: ["-i"],
            environment: ["HOME": home.path, "NO_COLOR": "1", "PS1": "sh> ", "ENV": ""],
            columns: 200
        )
        try terminal.expect("sh> ")
        let before = terminal.attributes
        var generator = SeededGenerator(seed: 20)
        let port = try proxy.address.port
        try terminal.send("\(ShellRun.binary) -p \(port) --timezone UTC --fetch-size 100 --no-pager\r")
        try terminal.expect("tree> ")
        for round in 1...Self.rounds {
            try terminal.send("select canary \(round) pages 3 rows 100;\r")
            try terminal.expect("rows 100;")
            terminal.watch(for: .microseconds(Int.random(in: 0..<150_000, using: &generator)))
            try terminal.send("\u{1A}")
            try terminal.expect("Stopped")
            try terminal.expect("sh> ")
            #expect(terminal.attributes == before, "round \(round)")
            try terminal.send("fg\r")
            // The answer is whole, whether it came before or behind.
            try terminal.send("\\echo round-\(round)-is-over\r")
            try terminal.expect("\u{1B}[?2004lround-\(round)-is-over")
            try terminal.expect("tree> ")
        }
        try terminal.send("\u{4}")
        try terminal.expect("sh> ")
        #expect(terminal.attributes == before)
        #expect(server.ledger.executions.values.allSatisfy { $0 == 1 })
        for round in 1...Self.rounds { #expect(terminal.output.contains("\(round * 1_000_000 + 299)")) }
        try terminal.send("exit\r")
        #expect(try terminal.waitForExit() == 0)
    }
}
