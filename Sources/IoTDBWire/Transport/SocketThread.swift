import Glibc

/// An executor on a thread of its own, for an actor that blocks in socket calls.
///
/// The actor keeps it in a `let` and returns ``asUnownedSerialExecutor()`` from its `unownedExecutor`.
/// The thread ends when the last reference is gone and its last job is done.
package final class SocketThread: SerialExecutor {
    private let jobs: JobQueue
    private let thread: pthread_t

    /// Starts the thread.
    package init() throws(TransportError) {
        let jobs = JobQueue()
        self.jobs = jobs
        thread = try DetachedThread.start {
            while let (job, executor) = jobs.next() {
                job.runSynchronously(on: executor.asUnownedSerialExecutor())
            }
        }
    }

    deinit {
        jobs.finish()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        // The queue holds a reference until the job is done: the job may release the actor that owns this executor.
        jobs.append(UnownedJob(job), on: self)
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    package func checkIsolated() {
        precondition(isCurrent, "called from outside the socket thread")
    }

    /// True on the executor's own thread.
    package var isCurrent: Bool { pthread_equal(pthread_self(), thread) != 0 }
}

/// The jobs of one ``SocketThread``, first in first out.
///
/// `@unchecked Sendable`: the jobs are behind the mutex, and `available` is a semaphore, made for use by many threads,
/// whose address never changes between `init` and `deinit`.
private final class JobQueue: @unchecked Sendable {
    private struct State {
        var jobs: [(UnownedJob, SocketThread)] = []
        /// Index of the first job not yet taken; an array with a moving head needs no shifting.
        var head = 0
    }

    private let state = Lock(State())
    /// Counts the jobs, plus one when the queue is finished.
    private let available: UnsafeMutablePointer<sem_t>

    init() {
        available = .allocate(capacity: 1)
        available.initialize(to: sem_t())
        sem_init(available, 0, 0)
    }

    deinit {
        sem_destroy(available)
        available.deallocate()
    }

    func append(_ job: UnownedJob, on executor: SocketThread) {
        state.withLock { $0.jobs.append((job, executor)) }
        sem_post(available)
    }

    /// No more jobs will come: each one queued holds the executor, whose `deinit` is the caller of this.
    func finish() {
        sem_post(available)
    }

    /// Waits for the next job; `nil` when the queue is finished and empty.
    func next() -> (UnownedJob, SocketThread)? {
        while sem_wait(available) != 0 {}  // Interrupted by a signal.
        return state.withLock { state in
            guard state.head < state.jobs.count else { return nil }
            defer {
                state.head += 1
                if state.head == state.jobs.count {
                    state.jobs.removeAll(keepingCapacity: true)
                    state.head = 0
                }
            }
            return state.jobs[state.head]
        }
    }
}
