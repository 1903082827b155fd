import Platform

/// A value behind a lock.
///
/// Does what `Mutex` does, over `pthread_mutex_t`: the thread sanitizer of Linux does not see the futex calls inside
/// `Mutex` and reports every contended value as a race, which would bury real ones.
///
/// `@unchecked Sendable`: `value`, itself `Sendable`, is touched only between lock and unlock, whichever thread calls;
/// `mutex`, made for use by many threads, keeps one address from `init` to `deinit`.
package final class Lock<Value: Sendable>: @unchecked Sendable {
    // One thread at a time has it, which the lock sees to.
    @exclusivity(unchecked) private var value: Value
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    /// Puts `value` behind a new lock.
    package init(_ value: Value) {
        self.value = value
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `body` with the value while no other thread has it. `body` must not take the same lock.
    package func withLock<Result, Failure>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
