import IoTDBWire

/// The task that SIGINT ends, for a shell that runs one statement after the other.
///
/// One registration serves all statements: a script of thousands pays nothing for it.
package final class InterruptibleTasks: Sendable {
    private struct State {
        var current: (@Sendable () -> Void)?
        var wasInterrupted = false
        var policy = InterruptPolicy()
    }

    private let state = Lock(State())

    private let gate: OutputGate

    /// - Parameter gate: is closed from the interrupt to the end of the task, so that it writes nothing more.
    package init(gate: OutputGate = OutputGate()) { self.gate = gate }

    /// Whether SIGINT has come since the last ``begin()``.
    package var wasInterrupted: Bool { state.withLock { $0.wasInterrupted } }

    /// Forgets an interrupt: the user has asked for something new.
    package func begin() { state.withLock { $0.wasInterrupted = false } }

    /// Runs a statement's work as the task that ``interrupt(leave:idle:)`` cancels.
    ///
    /// After an interrupt nothing runs until ``begin()``: it may have come between two statements of one input.
    package func run<Value: Sendable>(_ operation: @escaping @Sendable () async throws -> Value) async throws -> Value {
        if wasInterrupted { throw CancellationError() }
        let task = Task(operation: operation)
        state.withLock {
            if $0.wasInterrupted { task.cancel() }
            // Two interrupts count as one wish to leave only while the same statement runs.
            $0.policy = InterruptPolicy()
            $0.current = { task.cancel() }
        }
        defer {
            state.withLock {
                $0.current = nil
                gate.open()
            }
        }
        return try await task.value
    }

    /// SIGINT came: the running task is cancelled; a second one within two seconds calls `leave`.
    ///
    /// - Parameter idle: is called when nothing runs.
    package func interrupt(leave: () -> Void, idle: () -> Void) {
        enum Step {
            case cancel(@Sendable () -> Void)
            case leave
            case idle
        }
        let step = state.withLock { state -> Step in
            state.wasInterrupted = true
            guard let current = state.current else { return .idle }
            gate.close()
            return state.policy.interruptReceived(at: .now) == .cancel ? .cancel(current) : .leave
        }
        switch step {
        case .cancel(let cancel): cancel()
        case .leave: leave()
        case .idle: idle()
        }
    }
}
