import IoTDBWire
import Platform

/// Where the bytes of an import come from.
protocol ByteSource: AnyObject {
    /// Reads some bytes; none at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
    /// Bytes of the file that were read, compressed where it is; for progress.
    var position: Int { get }
    /// Size of the file; nil for pipes.
    var size: Int? { get }
}

/// A file, a pipe or standard input.
final class DescriptorSource: ByteSource {
    private let descriptor: Int32
    private let name: String
    private let ownsDescriptor: Bool
    /// Ends a read that waits.
    private let interrupt: WakePipe?
    private(set) var position = 0
    let size: Int?

    /// Opens a file.
    /// - Throws: `InputFileError`, for a directory too.
    convenience init(path: String, interrupt: WakePipe? = nil) throws(InputFileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw InputFileError(path: path, code: errno) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw InputFileError(path: path, code: EISDIR)
        }
        self.init(descriptor: descriptor, name: path, ownsDescriptor: true, interrupt: interrupt)
    }

    /// Reads from an open descriptor.
    init(descriptor: Int32, name: String, ownsDescriptor: Bool = false, interrupt: WakePipe? = nil) {
        self.descriptor = descriptor
        self.name = name
        self.ownsDescriptor = ownsDescriptor
        self.interrupt = interrupt
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isFile ? Int(status.st_size) : nil
    }

    deinit {
        if ownsDescriptor { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            try waitForInput()
            let count = Platform.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                position += count
                return count
            }
            guard errno == EINTR || errno == EAGAIN else { throw InputFileError(path: name, code: errno) }
        }
    }

    /// A file is always ready; a pipe may keep us waiting for ever.
    private func waitForInput() throws {
        guard size == nil else { return }
        var entries = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: interrupt?.readDescriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&entries, 2, -1) < 0, errno == EINTR {}
        if entries[1].revents != 0 { throw CancellationError() }
    }
}
