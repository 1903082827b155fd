/// A counting semaphore of the system.
///
/// `@unchecked Sendable`: what it holds is made for use by many threads and keeps one address from `init` to `deinit`.
package final class Semaphore: @unchecked Sendable {
    #if canImport(Darwin)
    // Darwin has no unnamed POSIX semaphores.
    private var count = 0
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// Starts at zero.
    package init() {
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Adds one.
    package func signal() {
        pthread_mutex_lock(mutex)
        count += 1
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    /// Takes one if there is one.
    package func tryWait() -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard count > 0 else { return false }
        count -= 1
        return true
    }

    /// Takes one, waiting for it where there is none.
    package func wait() {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while count == 0 { pthread_cond_wait(condition, mutex) }
        count -= 1
    }
    #else
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    /// Starts at zero.
    package init() {
        semaphore.initialize(to: sem_t())
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Adds one.
    package func signal() { sem_post(semaphore) }

    /// Takes one if there is one.
    package func tryWait() -> Bool { sem_trywait(semaphore) == 0 }

    /// Takes one, waiting for it where there is none.
    package func wait() {
        // A signal interrupts the call.
        while sem_wait(semaphore) != 0 {}
    }
    #endif
}
