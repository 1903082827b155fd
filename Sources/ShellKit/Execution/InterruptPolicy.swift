/// Decides what a SIGINT means while a statement runs.
package struct InterruptPolicy: Sendable, Equatable {
    /// What the caller does.
    package enum Action: Sendable, Equatable {
        /// Cancel the statement.
        case cancel
        /// Cancelling does not help: leave the program with status 130.
        case leave
    }

    /// Two within this time mean that the user wants out; product contract.
    package static let patience = Duration.seconds(2)

    private var last: ContinuousClock.Instant?

    /// Nothing has arrived yet.
    package init() {}

    /// A SIGINT arrived.
    package mutating func interruptReceived(at now: ContinuousClock.Instant) -> Action {
        defer { last = now }
        guard let last, now - last <= Self.patience else { return .cancel }
        return .leave
    }
}
