import Glibc
import Synchronization

extension Interrupts {
    /// Runs a task that SIGINT cancels.
    ///
    /// A second SIGINT within two seconds restores the terminal and calls `leave`, on a thread of ours: the owner ends
    /// the program there, with status 130. Cancelling the caller cancels the task too.
    package func withInterruptHandler<Value: Sendable>(
        leave: @escaping @Sendable () -> Void,
        operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await operation() }
        let onInterrupt = Self.canceller(leave: leave) { task.cancel() }
        let id = register([SIGINT], handler: { _ in onInterrupt() })
        defer { unregister(id) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// What a SIGINT does, as one closure with its memory of the one before.
    private static func canceller(
        leave: @escaping @Sendable () -> Void,
        cancel: @escaping @Sendable () -> Void
    ) -> @Sendable () -> Void {
        let policy = PolicyBox()
        return {
            switch policy.value.withLock({ $0.interruptReceived(at: .now) }) {
            case .cancel: cancel()
            case .leave:
                TerminalState.restoreAtStart()
                leave()
            }
        }
    }

    private final class PolicyBox: Sendable {
        let value = Mutex(InterruptPolicy())
    }
}
