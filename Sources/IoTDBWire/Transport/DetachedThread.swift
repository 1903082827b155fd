import Platform

/// A thread that runs one closure and frees itself.
enum DetachedThread {
    /// Reserved, not used, until the thread's frames touch it. Decoders do not recurse; 1 MiB is ample.
    private static let stackSize = 1 << 20

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts `body` on a thread of its own and returns the thread.
    ///
    /// The thread takes no asynchronous signals: Ctrl-C belongs to the threads of the program.
    @discardableResult
    static func start(_ body: @escaping @Sendable () -> Void) throws(TransportError) -> pthread_t {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))

        let argument = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let code = withSignalsBlocked {
            pthread_create(
                &thread,
                &attributes,
                { argument in
                    // The argument is the one passed to `pthread_create` below, never nil.
                    guard let argument else { return nil }
                    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                    return nil
                },
                argument.toOpaque()
            )
        }
        guard code == 0 else {
            argument.release()
            throw TransportError.system("cannot start a thread", code)
        }
        return thread
    }

    /// Runs `body` with a signal mask that a new thread may inherit.
    private static func withSignalsBlocked(_ body: () -> Int32) -> Int32 {
        var blocked = sigset_t()
        var previous = sigset_t()
        sigfillset(&blocked)
        // Faults of the thread itself must still kill the process with their own name.
        for signal in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, signal) }
        pthread_sigmask(SIG_SETMASK, &blocked, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        return body()
    }
}
