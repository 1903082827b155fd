import IoTDBWire
import Platform

/// A file that appears whole or not at all: written under another name beside it, which is changed at the end.
///
/// What is no regular file (a named pipe, `/dev/stderr`) is written to as it comes, and so is a file that is appended
/// to, and one that the standard output or error leads to.
package final class FileSink: OutputSink {
    private struct State {
        var descriptor: Int32
        /// Where the bytes are until the end; nil when they are in their place already.
        var temporary: String?
    }

    private let path: String
    private let target: String
    private let state: Lock<State>

    /// Opens a file for writing.
    ///
    /// - Throws: ``OutputError`` when it cannot be written.
    package init(path: String, appends: Bool = false) throws(OutputError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .failed(target: "\"\(path)\"", code: EINVAL) }
        self.path = path
        target = Self.resolved(path)
        var status = stat()
        let exists = stat(target, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR { throw .failed(target: path, code: EISDIR) }
        let isDirect = appends || exists && status.st_mode & S_IFMT != S_IFREG
        if exists, let stream = Self.stream(status) {
            let descriptor = fcntl(stream, F_DUPFD_CLOEXEC, 3)
            guard descriptor >= 0 else { throw .failed(target: path, code: errno) }
            state = Lock(State(descriptor: descriptor, temporary: nil))
        } else if isDirect {
            let flags = O_WRONLY | O_CLOEXEC | O_NOCTTY | O_CREAT | (appends ? O_APPEND : 0)
            let descriptor = open(target, flags, 0o666)
            guard descriptor >= 0 else { throw .failed(target: path, code: errno) }
            state = Lock(State(descriptor: descriptor, temporary: nil))
        } else {
            // Replacing needs only the folder's permission; what is protected stays as it is all the same.
            guard !exists || access(target, W_OK) == 0 else { throw .failed(target: path, code: errno) }
            let (descriptor, name) = try Self.temporaryFile(beside: target, for: path)
            _ = fchmod(descriptor, exists ? status.st_mode & 0o777 : 0o666 & ~Self.currentMask())
            state = Lock(State(descriptor: descriptor, temporary: name))
        }
    }

    deinit { end() }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        let descriptor = state.withLock { $0.descriptor }
        var rest = bytes
        while !rest.isEmpty {
            let written = Platform.write(descriptor, rest.baseAddress, rest.count)
            if written > 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
            } else if written == 0 || errno != EINTR {
                throw errno == EPIPE
                    ? .hasEnough(target: path) : .failed(target: path, code: written == 0 ? EIO : errno)
            }
        }
    }

    package func finish(isWhole: Bool) throws(OutputError) {
        let (descriptor, temporary) = state.withLock { state in
            defer { state = State(descriptor: -1, temporary: nil) }
            return (state.descriptor, state.temporary)
        }
        guard descriptor >= 0 else { return }
        // Some file systems tell only now that there was no room.
        let isClosed = close(descriptor) == 0 || errno == EINTR
        let code = errno
        guard let temporary else {
            if !isClosed { throw .failed(target: path, code: code) }
            return
        }
        defer { TemporaryFiles.shared.remove(temporary) }
        guard isWhole, isClosed else {
            unlink(temporary)
            if isWhole { throw .failed(target: path, code: code) }
            return
        }
        guard rename(temporary, target) == 0 else {
            let code = errno
            unlink(temporary)
            throw .failed(target: path, code: code)
        }
    }

    private func end() {
        let state = state.withLock { $0 }
        if state.descriptor >= 0 { close(state.descriptor) }
        guard let temporary = state.temporary else { return }
        unlink(temporary)
        TemporaryFiles.shared.remove(temporary)
    }

    /// The standard stream that leads to this regular file, as `/dev/stdout` names it when it is one.
    ///
    /// Under a file that takes its place, what the stream writes would be lost.
    private static func stream(_ file: stat) -> Int32? {
        guard file.st_mode & S_IFMT == S_IFREG else { return nil }
        return [1, 2].first { descriptor in
            var status = stat()
            return fstat(descriptor, &status) == 0 && status.st_dev == file.st_dev && status.st_ino == file.st_ino
        }
    }

    /// The file that a link leads to, so that the link stays one.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func temporaryFile(
        beside target: String,
        for path: String
    ) throws(OutputError) -> (descriptor: Int32, name: String) {
        var template = Array("\(target).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .failed(target: path, code: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let name = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        TemporaryFiles.shared.add(name)
        return (descriptor, name)
    }

    private static func currentMask() -> mode_t {
        let mask = umask(0o077)
        umask(mask)
        return mask
    }
}
