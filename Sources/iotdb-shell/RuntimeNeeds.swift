import Platform
import ShellKit

/// What Swift's runtime and a session take from the system, tried before they do: without it they crash or wait for
/// ever.
enum RuntimeNeeds {
    /// Descriptors that are open at the same time, beside the standard streams: sockets, pipes, files, the runtime's
    /// event queue.
    private static let descriptorCount = 20
    /// Threads of the runtime, the session, the signals and the look-up of names.
    private static let threadCount = 6

    /// Why the program cannot run; nil when it can.
    static func missing() -> String? { missingDescriptors() ?? missingThreads() }

    private static func missingDescriptors() -> String? {
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        while opened.count < descriptorCount {
            let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                let reason = String(cString: strerror(errno))
                return "\(opened.count) files can be opened and \(descriptorCount) are needed: \(reason) (ulimit -n)"
            }
            opened.append(descriptor)
        }
        return nil
    }

    /// Starts threads that wait for one another, so that all are there at once.
    private static func missingThreads() -> String? {
        let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        gate.initialize(to: pthread_mutex_t())
        pthread_mutex_init(gate, nil)
        pthread_mutex_lock(gate)
        var threads: [pthread_t] = []
        defer {
            pthread_mutex_unlock(gate)
            for thread in threads { pthread_join(thread, nil) }
            pthread_mutex_destroy(gate)
            gate.deallocate()
        }
        while threads.count < threadCount {
            var thread = pthread_t()
            let code = pthread_create(&thread, nil, waitAtGate, gate)
            guard code == 0 else {
                let reason = String(cString: strerror(code))
                return
                    "\(threads.count) threads can be started and \(threadCount) are needed: \(reason) (ulimit -u, -v)"
            }
            threads.append(thread)
        }
        return nil
    }
}

/// Passes through a mutex, which its caller holds.
private func waitAtGate(_ gate: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let mutex = gate?.assumingMemoryBound(to: pthread_mutex_t.self) else { return nil }
    pthread_mutex_lock(mutex)
    pthread_mutex_unlock(mutex)
    return nil
}
