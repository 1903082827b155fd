import IoTDBWire
import Platform

/// Signals that wait to be taken by a thread which polls a descriptor.
///
/// `stop()` must be called once; the pipe closes with the object.
final class SignalMailbox: Sendable {
    /// Readable while something waits.
    let descriptor: Int32
    private let writeEnd: Int32
    private struct State {
        var pending: [Int32] = []
        var isStopped = false
    }
    private let state = Lock(State())
    private let registration = Lock<Int?>(nil)

    /// Takes over the given signals until `stop()`.
    init(_ signals: [Int32]) {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
        }
        descriptor = ends[0]
        writeEnd = ends[1]
        guard !signals.isEmpty else { return }
        // Weak: a signal on its way must not keep a finished reader alive.
        let id = Interrupts.shared.register(signals) { [weak self] signal in self?.post(signal) }
        registration.withLock { $0 = id }
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Wakes the reader with a signal.
    ///
    /// One that was on its way when the signals were given back is sent again, to whoever has them now.
    func post(_ signal: Int32) {
        let isLate = state.withLock { state in
            if !state.isStopped { state.pending.append(signal) }
            return state.isStopped
        }
        if isLate { kill(getpid(), signal) } else { wake() }
    }

    /// Makes the descriptor readable.
    func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// The oldest signal; nil when none waits, and then the descriptor is quiet again.
    func take() -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 64)
        return state.withLock { state in
            if state.pending.isEmpty {
                while read(descriptor, &bytes, bytes.count) > 0 {}
                return nil
            }
            return state.pending.removeFirst()
        }
    }

    /// Gives the signals back; those that came before can still be taken.
    func stop() {
        guard let id = registration.withLock({ $0.take() }) else { return }
        Interrupts.shared.unregister(id)
        state.withLock { $0.isStopped = true }
    }
}
