import Glibc
import SQLText

/// Reads a password from a file that nobody but its owner can read.
package enum PasswordFile {
    /// Files above this are no password files.
    private static let maximumSize = 4096

    /// The password: the file's text without one line break at its end.
    ///
    /// Throws unless the file is a regular one, owned by the user or root, closed to group and others, at most 4096 bytes of UTF-8
    /// without NUL, and not empty. The checks are made on the open file, so it cannot be exchanged between them and the reading.
    package static func read(_ path: String) throws(PasswordFileError) -> Secret {
        // Without O_NONBLOCK opening a named pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw PasswordFileError(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        try check(descriptor, path)
        return try secret(try bytes(descriptor, path), path)
    }

    private static func check(_ descriptor: Int32, _ path: String) throws(PasswordFileError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw PasswordFileError(path, String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw PasswordFileError(path, "not a regular file") }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw PasswordFileError(path, "owned by another user")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw PasswordFileError(path, "others have access to it; run: chmod 600 \(quoted(path))")
        }
    }

    private static func bytes(_ descriptor: Int32, _ path: String) throws(PasswordFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: maximumSize + 1)
        while bytes.count <= maximumSize {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw PasswordFileError(path, String(cString: strerror(errno))) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        throw PasswordFileError(path, "longer than \(maximumSize) bytes")
    }

    private static func secret(_ bytes: [UInt8], _ path: String) throws(PasswordFileError) -> Secret {
        var bytes = bytes[...]
        if bytes.last == UInt8(ascii: "\n") {
            bytes.removeLast()
            if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        }
        guard !bytes.isEmpty else { throw PasswordFileError(path, "empty") }
        guard TextValidation.firstFault(in: Array(bytes), 0..<bytes.count) == nil else {
            throw PasswordFileError(path, "not UTF-8 text")
        }
        return Secret(String(decoding: bytes, as: UTF8.self))
    }

    /// The path as a shell takes it.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { SQLLexer.isWord($0) && $0 < 0x80 || "/.-".utf8.contains($0) }
        return isPlain && !path.isEmpty ? path : "'" + path.replacing(bytesOf: "'", with: "'\\''") + "'"
    }
}

/// Why a password file is refused; never holds what is in it.
package struct PasswordFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file and the reason.
    package let description: String

    init(_ path: String, _ reason: String) {
        description = "password file \(path): \(reason)"
    }
}
