/// Decides what a SIGINT means while a statement runs.
struct InterruptPolicy: Sendable, Equatable {
    /// What the caller does.
    enum Action: Sendable, Equatable {
        /// Cancel the statement.
        case cancel
        /// Cancelling does not help: leave the program with status 130.
        case leave
    }

    /// Two within this time mean that the user wants out; product contract.
    static let patience = Duration.seconds(2)

    private var last: ContinuousClock.Instant?

    /// A SIGINT arrived.
    mutating func interruptReceived(at now: ContinuousClock.Instant) -> Action {
        defer { last = now }
        guard let last, now - last <= Self.patience else { return .cancel }
        return .leave
    }
}
