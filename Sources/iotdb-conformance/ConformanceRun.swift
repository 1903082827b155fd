import IoTDBWire
import Platform

/// Runs scenarios one after the other, prints how each ended, and counts.
struct ConformanceRun {
    private let workspace: Workspace
    /// What is left of the time in which failed scenarios are run again.
    private var patience: Duration
    private var passed = 0
    private var skipped = 0
    /// Scenarios that failed until no patience was left.
    private(set) var failed = 0

    init(workspace: Workspace, patience: Duration) {
        self.workspace = workspace
        self.patience = patience
    }

    /// The last line of the output.
    var summary: String {
        "\(passed) passed, \(failed) failed" + (skipped > 0 ? ", \(skipped) skipped" : "")
    }

    /// Runs scenarios; those that failed run again, with pauses, as long as patience is left.
    ///
    /// In rounds: what a server refuses while a node is down must not use up the patience that others need.
    mutating func perform(_ scenarios: [Scenario]) async {
        var (waiting, round) = (scenarios, 1)
        var pause = Duration.milliseconds(250)
        while !waiting.isEmpty {
            let began = ContinuousClock.now
            waiting = await performOnce(waiting, round)
            guard !waiting.isEmpty else { break }
            try? await Task.sleep(for: min(pause, max(patience, .zero)))
            // The first round takes what it takes.
            if round > 1 { patience -= ContinuousClock.now - began }
            pause = min(pause * 2, .seconds(5))
            round += 1
        }
    }

    /// Runs each scenario once and answers those that are to run again.
    private mutating func performOnce(_ scenarios: [Scenario], _ round: Int) async -> [Scenario] {
        var current = workspace
        current.attempt = round
        var failures: [Scenario] = []
        let began = ContinuousClock.now
        for scenario in scenarios {
            let outcome = await scenario.run(in: current)
            let spent = round > 1 ? ContinuousClock.now - began : .zero
            if case .failed(let reason) = outcome, patience > spent {
                print("again \(scenario.name): \(reason)")
                fflush(nil)
                failures.append(scenario)
            } else {
                report(scenario.name, outcome)
            }
        }
        return failures
    }

    private mutating func report(_ name: String, _ outcome: Scenario.Outcome) {
        switch outcome {
        case .passed:
            passed += 1
            print("ok    \(name)")
        case .skipped(let reason):
            skipped += 1
            print("skip  \(name): \(reason)")
        case .failed(let reason):
            failed += 1
            print("FAIL  \(name): \(reason)")
        }
        fflush(nil)
    }
}
