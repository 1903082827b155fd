import Foundation

/// A signal that one thread waits for.
final class WaitCounter: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func signal() { semaphore.signal() }

    func wait() { semaphore.wait() }
}
