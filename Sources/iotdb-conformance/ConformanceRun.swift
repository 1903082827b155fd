import Glibc
import IoTDBWire

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

    /// Runs a scenario; after a failure again, with pauses, as long as patience is left.
    mutating func perform(_ scenario: Scenario) async {
        var current = workspace
        var outcome = await scenario.run(in: current)
        var pause = Duration.milliseconds(250)
        while case .failed(let reason) = outcome, patience > .zero {
            print("again \(scenario.name): \(reason)")
            fflush(nil)
            let began = ContinuousClock.now
            try? await Task.sleep(for: min(pause, patience))
            pause = min(pause * 2, .seconds(5))
            current.attempt += 1
            outcome = await scenario.run(in: current)
            patience -= ContinuousClock.now - began
        }
        report(scenario.name, outcome)
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
