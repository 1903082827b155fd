import IoTDBWire
import Platform

/// The task that SIGINT ends, for a shell that runs one statement after the other.
///
/// One registration serves all statements: a script of thousands pays nothing for it.
package final class CancellableTask: Sendable {
    private struct State {
        var cancel: (@Sendable () -> Void)?
        var dropConnection: (@Sendable () -> Void)?
        var wasInterrupted = false
        var endingSignal: Int32?
        var policy: InterruptPolicy
    }

    private let state: Lock<State>
    private let gate: OutputCancellation

    /// - Parameters:
    ///   - gate: is closed from the interrupt to the end of the task, so that it writes nothing more.
    ///   - leavesAtSecond: whether a second interrupt ends the program.
    package init(gate: OutputCancellation = OutputCancellation(), leavesAtSecond: Bool = true) {
        self.gate = gate
        state = Lock(State(policy: InterruptPolicy(leavesAtSecond: leavesAtSecond)))
    }

    /// Whether SIGINT has come since the last ``begin()``.
    package var wasInterrupted: Bool { state.withLock { $0.wasInterrupted } }

    /// The signal that is to end the program; nil while none has come.
    package var endingSignal: Int32? { state.withLock { $0.endingSignal } }

    /// Forgets an interrupt: the user has asked for something new.
    package func begin() {
        state.withLock { state in
            state.wasInterrupted = state.endingSignal != nil
            state.policy.reset()
        }
    }

    /// Runs a statement's work as the task that ``interrupt(leave:idle:)`` cancels.
    ///
    /// After an interrupt nothing runs until ``begin()``: it may have come between two statements of one input.
    ///
    /// - Parameter executor: where the task runs; nil for any thread.
    package func run<Value: Sendable>(
        on executor: (any TaskExecutor)? = nil,
        _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        if wasInterrupted { throw CancellationError() }
        let task = Task(executorPreference: executor, operation: operation)
        state.withLock {
            if $0.wasInterrupted { task.cancel() }
            $0.cancel = { task.cancel() }
        }
        defer {
            state.withLock {
                $0.cancel = nil
                $0.dropConnection = nil
                gate.open()
            }
        }
        return try await task.value
    }

    /// Sets what a second interrupt does while the task runs.
    package func onInsistence(_ body: @escaping @Sendable () -> Void) {
        state.withLock { if $0.cancel != nil { $0.dropConnection = body } }
    }

    /// The program is to end: the running task is cancelled, and waited for as long as its server is worth.
    ///
    /// Blocks; for the thread that signals are handled on.
    package func end(by signal: Int32, within limit: Duration) {
        let deadline = ContinuousClock.now + limit
        let cancel = state.withLock { state in
            state.wasInterrupted = true
            state.endingSignal = signal
            if state.cancel != nil { gate.close() }
            return state.cancel
        }
        cancel?()
        while state.withLock({ $0.cancel != nil }), ContinuousClock.now < deadline { usleep(5000) }
    }

    /// SIGINT came: the running task is cancelled; a second one drops its connection or calls `leave`.
    ///
    /// - Parameter idle: is called when nothing runs.
    package func interrupt(leave: () -> Void, idle: () -> Void) {
        let (action, body) = state.withLock { state -> (InterruptPolicy.Action?, (@Sendable () -> Void)?) in
            state.wasInterrupted = true
            guard let cancel = state.cancel else { return (nil, nil) }
            gate.close()
            let action = state.policy.interruptReceived()
            switch action {
            case .cancel: return (action, cancel)
            case .dropConnection: return (action, state.dropConnection)
            case .wait, .leave: return (action, nil)
            }
        }
        body?()
        switch action {
        case nil: idle()
        case .leave: leave()
        case .cancel, .dropConnection, .wait: break
        }
    }
}
