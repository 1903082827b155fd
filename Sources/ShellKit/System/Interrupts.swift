import IoTDBWire
import Platform
import Synchronization

/// The write end of the signal pipe, -1 before there is one.
///
/// The signal handler reads nothing else.
private let signalPipe = Atomic<Int32>(-1)

/// Async-signal-safe: one `write`, `errno` kept.
private func signalArrived(_ number: Int32) {
    let saved = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(signalPipe.load(ordering: .relaxed), &byte, 1)
    errno = saved
}

/// The signals of the process, handed to whoever asked last.
///
/// Handlers write into a pipe; a thread of ours reads it and calls the closures, so these may do anything.
/// A signal nobody asks for keeps what it did before; one that was ignored at the start stays ignored.
package final class Interrupts: Sendable {
    /// There is one set of signal handlers in a process, so there is one of these.
    package static let shared = Interrupts()

    private struct Registration {
        let id: Int
        let signals: [Int32]
        let handler: @Sendable (Int32) -> Void
    }

    private struct State {
        var registrations: [Registration] = []
        var previous: [Int32: sigaction] = [:]
        var nextID = 0
        var isRunning = false
    }

    private let state = Lock(State())

    /// Starts calling `handler`, on a thread of ours, for these signals; hides earlier handlers for the same ones.
    package func register(_ signals: [Int32], handler: @escaping @Sendable (Int32) -> Void) -> Int {
        state.withLock { state in
            if !state.isRunning {
                state.isRunning = true
                startThread()
            }
            state.nextID += 1
            state.registrations.append(Registration(id: state.nextID, signals: signals, handler: handler))
            for signal in signals where state.previous[signal] == nil { Self.install(signal, &state) }
            return state.nextID
        }
    }

    /// Ends a registration; the last one for a signal puts its former action back.
    package func unregister(_ id: Int) {
        state.withLock { state in
            guard let index = state.registrations.firstIndex(where: { $0.id == id }) else { return }
            let removed = state.registrations.remove(at: index)
            for signal in removed.signals {
                guard !state.registrations.contains(where: { $0.signals.contains(signal) }) else { continue }
                guard var action = state.previous.removeValue(forKey: signal) else { continue }
                sigaction(signal, &action, nil)
            }
        }
    }

    /// Lets one signal do what it did before the program started, until `reinstall`. For suspending.
    func suspendHandling(of signal: Int32) {
        var action = state.withLock { $0.previous[signal] } ?? sigaction()
        sigaction(signal, &action, nil)
    }

    /// Undoes `suspendHandling`.
    func resumeHandling(of signal: Int32) {
        var action = Self.action
        sigaction(signal, &action, nil)
    }

    /// Sends a signal to the calling thread, which acts on it before this returns.
    ///
    /// Threads of the cooperative pool block signals: one that is sent to the process waits for a thread that does not,
    /// and the program might go on, or take the signal back, before it acts.
    static func raiseHere(_ signal: Int32) {
        var (alone, before) = (sigset_t(), sigset_t())
        sigemptyset(&alone)
        sigaddset(&alone, signal)
        pthread_sigmask(SIG_UNBLOCK, &alone, &before)
        raise(signal)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    private static var action: sigaction {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = signalArrived
        action.sa_flags = Int32(SA_RESTART)
        sigemptyset(&action.sa_mask)
        return action
    }

    private static func install(_ signal: Int32, _ state: inout State) {
        var new = action
        var old = sigaction()
        guard sigaction(signal, nil, &old) == 0 else { return }
        // `nohup` and the background jobs of a script set SIG_IGN, which is 1, and mean it.
        let isIgnored = unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1
        if isIgnored, signal == SIGHUP || isatty(0) == 0 { return }
        guard sigaction(signal, &new, nil) == 0 else { return }
        state.previous[signal] = old
    }

    /// A thread that lives as long as the process: signals come at any time.
    private func startThread() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        signalPipe.store(ends[1], ordering: .relaxed)
        let readEnd = ends[0]
        startDetachedThread { [self] in
            var byte: UInt8 = 0
            while true {
                let count = read(readEnd, &byte, 1)
                if count == 1 { deliver(Int32(byte)) } else if count == 0 || errno != EINTR { return }
            }
        }
    }

    private func deliver(_ signal: Int32) {
        let handler = state.withLock { $0.registrations.last { $0.signals.contains(signal) }?.handler }
        handler?(signal)
    }
}

/// Runs a closure on a new thread that nobody joins; false when the system gives none.
@discardableResult
func startDetachedThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    let result = pthread_create(
        &thread,
        &attributes,
        { argument in
            guard let argument else { return nil }
            Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        },
        box.toOpaque()
    )
    if result != 0 { box.release() }
    return result == 0
}
