import Platform

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
            while let job = jobs.next() { job.run() }
        }
    }

    deinit {
        jobs.finish()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        // The queue holds a reference until the job is done: the job may release the actor that owns this executor.
        jobs.append(QueuedJob(job: UnownedJob(job), thread: self, taskExecutor: nil))
    }

    /// Queues a job of a task that prefers the thread, isolated to nothing.
    fileprivate func enqueue(_ job: UnownedJob, for taskExecutor: SocketTaskExecutor) {
        jobs.append(QueuedJob(job: job, thread: self, taskExecutor: taskExecutor))
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

/// Lets tasks run on the thread of an actor, so that they change no thread to call it.
package final class SocketTaskExecutor: TaskExecutor {
    private let thread: SocketThread

    /// Runs tasks on `thread`.
    package init(_ thread: SocketThread) { self.thread = thread }

    package func enqueue(_ job: consuming ExecutorJob) { thread.enqueue(UnownedJob(job), for: self) }
}

/// A job that waits for its thread.
private struct QueuedJob {
    let job: UnownedJob
    let thread: SocketThread
    /// Set for a job of a task that prefers the thread; others belong to the actor.
    let taskExecutor: SocketTaskExecutor?

    func run() {
        if let taskExecutor {
            job.runSynchronously(on: taskExecutor.asUnownedTaskExecutor())
        } else {
            job.runSynchronously(on: thread.asUnownedSerialExecutor())
        }
    }
}

/// The jobs of one ``SocketThread``, first in first out.
private final class JobQueue: Sendable {
    private struct State {
        var jobs: [QueuedJob] = []
        /// Index of the first job not yet taken; an array with a moving head needs no shifting.
        var head = 0
    }

    private let state = Lock(State())
    /// Counts the jobs, plus one when the queue is finished.
    private let available = Semaphore()

    func append(_ job: QueuedJob) {
        state.withLock { $0.jobs.append(job) }
        available.signal()
    }

    /// No more jobs will come: each one queued holds the executor, whose `deinit` is the caller of this.
    func finish() {
        available.signal()
    }

    /// Waits for the next job; `nil` when the queue is finished and empty.
    func next() -> QueuedJob? {
        waitForJob()
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

    /// How often a thread without a job makes way for others before it sleeps; some tens of microseconds when nobody
    /// wants the processor.
    private static var patience: Int { 50 }

    /// Takes one from `available`.
    ///
    /// A task that makes one call after the other has its next job ready sooner than a sleeping thread could be woken
    /// for it.
    private func waitForJob() {
        for _ in 0..<Self.patience {
            if available.tryWait() { return }
            sched_yield()
        }
        available.wait()
    }
}
