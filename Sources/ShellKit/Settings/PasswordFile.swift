package import IoTDBWire
import Platform
import SQLText

/// Reads a password from a file that nobody but its owner can read.
package enum PasswordFile {
    /// Files above this are no password files.
    private static let maximumSize = 4096

    /// The password: the file's one line, without line breaks at its end and without a byte-order mark.
    ///
    /// Throws unless the file is a regular one or a pipe, owned by the user or root, closed to group and others, and
    /// one line of at most 4096 bytes of UTF-8 without NUL, not empty. The checks are made on the open file, so it
    /// cannot be exchanged between them and the reading.
    package static func read(_ path: String) throws(PasswordFileError) -> Password {
        var text = Substring(try text(of: path, atMost: maximumSize)).unicodeScalars
        while text.last == "\n" || text.last == "\r" { text.removeLast() }
        guard !text.isEmpty else { throw PasswordFileError(path, "empty") }
        // A server would only say that the password is wrong.
        guard !text.contains("\n"), !text.contains("\r") else {
            throw PasswordFileError(path, "more than one line; a password file holds the password alone")
        }
        return Password(String(text))
    }

    /// The text of a file that only its owner can read, without a byte-order mark.
    static func text(of path: String, atMost size: Int) throws(PasswordFileError) -> String {
        // Without O_NONBLOCK opening a named pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw PasswordFileError(path, systemErrorText(errno)) }
        defer { close(descriptor) }
        try check(descriptor, path)
        // A pipe, as of `<(…)`, is read to its end; one that nobody has opened for writing is at its end.
        _ = fcntl(descriptor, F_SETFL, 0)
        var bytes = try bytes(descriptor, path, atMost: size)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard TextValidation.firstFault(in: Array(bytes), 0..<bytes.count) == nil else {
            throw PasswordFileError(path, "not UTF-8 text")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func check(_ descriptor: Int32, _ path: String) throws(PasswordFileError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw PasswordFileError(path, systemErrorText(errno)) }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFIFO else {
            throw PasswordFileError(path, "neither a regular file nor a pipe")
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw PasswordFileError(path, "owned by another user")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw PasswordFileError(path, "others have access to it; run: chmod 600 \(FileName.quoted(path))")
        }
    }

    private static func bytes(
        _ descriptor: Int32,
        _ path: String,
        atMost size: Int
    ) throws(PasswordFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4097)
        while bytes.count <= size {
            let count = Platform.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw PasswordFileError(path, systemErrorText(errno)) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        throw PasswordFileError(path, "longer than \(size) bytes")
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
