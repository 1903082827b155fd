import Platform

/// Edits text in the user's own editor.
enum ExternalEditor {
    /// The largest text that is taken back, in bytes.
    private static let maximumSize = 16 << 20

    /// Starts `$VISUAL`, `$EDITOR` or `vi` on a text or a file and answers what was saved.
    ///
    /// - Throws: ``MetaCommandError`` when the editor cannot be started or fails, or the file cannot be read.
    static func edit(_ text: String, file: String?) async throws -> String {
        let path: String
        if let file {
            path = FileName.expanded(file)
        } else {
            path = try temporaryFile(text)
        }
        defer { if file == nil { unlink(path) } }
        let editor = variable("VISUAL") ?? variable("EDITOR") ?? "vi"
        let ending = try await ChildProcess.run("\(editor) \(FileName.quotedForShell(path))")
        guard ending.isSuccess else {
            throw MetaCommandError("\\e: \(editor): \(ending.description); nothing was taken over")
        }
        return try read(path)
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Puts the text into a file that only the user can read.
    private static func temporaryFile(_ text: String) throws -> String {
        let folder = variable("TMPDIR") ?? "/tmp"
        var template = Array("\(folder)/iotdb-shell.XXXXXX.sql".utf8CString)
        let descriptor = mkstemps(&template, 4)
        guard descriptor >= 0 else { throw MetaCommandError("\\e: \(folder): \(systemErrorText(errno))") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        defer { close(descriptor) }
        let path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let bytes = Array((text.isEmpty || text.hasSuffix("\n") ? text : text + "\n").utf8)
        guard writeAll(descriptor, bytes) else {
            unlink(path)
            throw MetaCommandError("\\e: \(path): \(systemErrorText(errno))")
        }
        return path
    }

    private static func read(_ path: String) throws -> String {
        var bytes = try StreamLineReader.lines(ofFile: path, limit: maximumSize).flatMap(\.whole)
        while bytes.last == 0x0A { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw MetaCommandError("\\e: \(path) is not UTF-8 text")
        }
        return text
    }
}
