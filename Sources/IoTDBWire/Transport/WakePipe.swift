import Platform

/// Interrupts a thread that waits in `poll`, from any other thread.
///
/// Level-triggered: after ``wake()`` every wait ends at once until ``drain()``.
/// Two descriptors, closed with the last reference.
package final class WakePipe: Sendable {
    private struct State {
        /// True between `wake` and `drain`.
        var isRaised = false
        /// True after `wakeForGood`.
        var isStuck = false
    }

    /// The descriptor to poll for input.
    package let readDescriptor: Int32
    private let writeDescriptor: Int32
    /// The lock keeps the state in step with the byte in the pipe.
    private let state = Lock(State())

    /// Opens the pipe.
    package init() throws(TransportError) {
        // A socket pair, because unlike `pipe` it can be made close-on-exec and non-blocking in one step.
        var pair: (Int32, Int32) = (-1, -1)
        let result = withUnsafeMutablePointer(to: &pair) {
            $0.withMemoryRebound(to: Int32.self, capacity: 2) { SocketOptions.openPair($0) }
        }
        guard result == 0 else { throw TransportError.system("cannot make a wake pipe", errno) }
        (readDescriptor, writeDescriptor) = pair
    }

    deinit {
        close(readDescriptor)
        close(writeDescriptor)
    }

    /// True between ``wake()`` and ``drain()``.
    package var isRaised: Bool { state.withLock { $0.isRaised } }

    /// Ends the present wait, and every later one until ``drain()``. Never blocks.
    package func wake() {
        state.withLock { state in
            guard !state.isRaised else { return }
            state.isRaised = true
            var byte: UInt8 = 1
            // Cannot fail for lack of room: there is never more than this one byte in the pipe.
            _ = send(writeDescriptor, &byte, 1, SocketOptions.noSignal)
        }
    }

    /// Ends the present wait and every later one; ``drain()`` does nothing any more.
    package func wakeForGood() {
        state.withLock { $0.isStuck = true }
        wake()
    }

    /// Makes waits wait again.
    package func drain() {
        state.withLock { state in
            guard !state.isStuck else { return }
            var byte: UInt8 = 0
            _ = recv(readDescriptor, &byte, 1, 0)
            state.isRaised = false
        }
    }
}
