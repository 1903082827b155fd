import Platform

/// A sink over an open file descriptor, which it does not close.
package struct FileDescriptorSink: OutputSink {
    /// How long the rest of a row may take after an interrupt, in milliseconds.
    private static let rowPatience: Int32 = 200

    private let target: OutputTarget
    /// Name of the target in errors, for example `standard output` or a path.
    private let name: String
    private let gate: OutputCancellation?

    /// - Parameters:
    ///   - descriptor: is written to; may be non-blocking.
    ///   - gate: ends a write early, at the end of a row where the target takes that much.
    package init(descriptor: Int32, name: String, gate: OutputCancellation? = nil) {
        target = gate == nil ? OutputTarget(plain: descriptor) : OutputTarget(interruptible: descriptor)
        self.name = name
        self.gate = gate
    }

    /// Closes what the sink has opened itself; the descriptor it was given stays open.
    package func close() { target.close() }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        var rest = bytes
        while !rest.isEmpty {
            if gate?.isClosed == true {
                if rest.count < bytes.count { try finishRow(bytes, from: bytes.count - rest.count) }
                throw .interrupted
            }
            rest = try writeSome(rest, patience: -1)
        }
    }

    /// A pipe whose other end is closed.
    package func checkReader() throws(OutputError) {
        var asked = pollfd(fd: target.descriptor, events: 0, revents: 0)
        if poll(&asked, 1, 0) > 0, asked.revents & Int16(POLLERR) != 0 { throw .closedPipe(target: name) }
    }

    /// Writes to the end of the row that has been begun, unless nobody reads it.
    private func finishRow(_ bytes: UnsafeRawBufferPointer, from start: Int) throws(OutputError) {
        guard bytes[start - 1] != 0x0A else { return }
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count - 1
        var rest = UnsafeRawBufferPointer(rebasing: bytes[start...end])
        let deadline = ContinuousClock.now + .milliseconds(Self.rowPatience)
        while !rest.isEmpty, ContinuousClock.now < deadline { rest = try writeSome(rest, patience: Self.rowPatience) }
    }

    /// Writes what the target takes, after a wait when it takes nothing; returns what is left.
    private func writeSome(
        _ bytes: UnsafeRawBufferPointer,
        patience: Int32
    ) throws(OutputError) -> UnsafeRawBufferPointer {
        if target.mustBeAsked, !isWritable(patience) { return bytes }
        let written = Platform.write(target.descriptor, bytes.baseAddress, min(bytes.count, target.largestPiece))
        if written > 0 { return UnsafeRawBufferPointer(rebasing: bytes.dropFirst(written)) }
        switch written == 0 ? EIO : errno {
        case EINTR: break
        case EAGAIN: _ = isWritable(patience)
        case EPIPE: throw .closedPipe(target: name)
        case let code: throw .failed(target: name, code: code)
        }
        return bytes
    }

    /// Waits until the target takes bytes or fails, which shows at the next write; false when it was in vain.
    ///
    /// - Parameter patience: milliseconds; -1 waits until the gate is closed.
    private func isWritable(_ patience: Int32) -> Bool {
        var entries = [
            pollfd(fd: target.descriptor, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: patience < 0 ? gate?.descriptor ?? -1 : -1, events: Int16(POLLIN), revents: 0),
        ]
        return poll(&entries, 2, patience) > 0 && entries[0].revents != 0
    }
}

/// How a descriptor is written to.
private struct OutputTarget {
    var descriptor: Int32
    /// Most bytes of one write.
    var largestPiece = Int.max
    /// Whether `poll` must say first that a write does not block.
    var mustBeAsked = false
    /// Whether the descriptor was opened here.
    private var isOwned = false

    /// Closes the descriptor if it was opened here.
    func close() {
        if isOwned { Platform.close(descriptor) }
    }

    /// Writes may block.
    init(plain descriptor: Int32) { self.descriptor = descriptor }

    /// Writes do not block where the other side decides when they end: a terminal, a pipe.
    ///
    /// Making the descriptor itself non-blocking would do the same to the program that started us, which has it too; so
    /// it is opened once more, until `close()`. Where that is refused (the terminal of another user), small pieces are
    /// written when `poll` says that there is room: a pipe then always takes them.
    init(interruptible descriptor: Int32) {
        self.descriptor = descriptor
        var status = stat()
        let isPipe = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
        guard isPipe || isatty(descriptor) == 1 else { return }
        let again = open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        if again >= 0 {
            self.descriptor = again
            isOwned = true
        } else {
            (largestPiece, mustBeAsked) = (Int(PIPE_BUF), true)
        }
    }
}
