import IoTDBWire
import Platform

/// Signals that wait to be taken by a thread which polls a descriptor.
///
/// `stop()` must be called once; the pipe closes with the object.
final class SignalMailbox: Sendable {
    /// Readable while something waits.
    let descriptor: Int32
    private let writeEnd: Int32
    private let pending = Lock<[Int32]>([])
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
    func post(_ signal: Int32) {
        pending.withLock { $0.append(signal) }
        wake()
    }

    /// Makes the descriptor readable.
    func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// The oldest signal; nil when none waits, and then the descriptor is quiet again.
    func take() -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 64)
        return pending.withLock { pending in
            if pending.isEmpty {
                while read(descriptor, &bytes, bytes.count) > 0 {}
                return nil
            }
            return pending.removeFirst()
        }
    }

    /// Gives the signals back.
    func stop() {
        guard let id = registration.withLock({ $0.take() }) else { return }
        Interrupts.shared.unregister(id)
    }
}
