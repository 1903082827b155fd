/// Decides what a SIGINT means while a statement runs.
package struct InterruptPolicy: Sendable, Equatable {
    /// What the caller does.
    package enum Action: Sendable, Equatable {
        /// Ask the server to end the statement.
        case cancel
        /// Asking takes too long: drop the connection.
        case dropConnection
        /// Nothing more can be done than to wait.
        case wait
        /// Leave the program with status 130.
        case leave
    }

    /// Whether a second one ends the program: in scripts and one-shots, never at a prompt.
    private let leavesAtSecond: Bool
    private var count = 0

    /// Nothing has arrived yet.
    package init(leavesAtSecond: Bool) { self.leavesAtSecond = leavesAtSecond }

    /// A SIGINT arrived.
    package mutating func interruptReceived() -> Action {
        count += 1
        switch count {
        case 1: return .cancel
        case 2: return leavesAtSecond ? .leave : .dropConnection
        default: return leavesAtSecond ? .leave : .wait
        }
    }

    /// The statement has ended.
    package mutating func reset() { count = 0 }
}
