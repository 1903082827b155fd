import Glibc

/// A sink over an open file descriptor, which it does not close.
package struct FileDescriptorSink: OutputSink {
    /// Descriptor that is written to; may be non-blocking.
    private let descriptor: Int32
    /// Name of the target in errors, for example `standard output` or a path.
    private let name: String

    package init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        var rest = bytes
        while let address = rest.baseAddress, !rest.isEmpty {
            let written = Glibc.write(descriptor, address, rest.count)
            if written > 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
            } else {
                try recover(from: written == 0 ? EIO : errno)
            }
        }
    }

    /// Decides whether a write that took nothing is tried again: at once after a signal, after a wait when the target is full.
    private func recover(from code: Int32) throws(OutputError) {
        switch code {
        case EINTR: return
        case EAGAIN: waitUntilWritable()
        case EPIPE: throw .closedPipe(target: name)
        default: throw .failed(target: name, code: code)
        }
    }

    /// Blocks until the descriptor takes bytes or fails; errors show at the next write.
    private func waitUntilWritable() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, -1)
    }
}
