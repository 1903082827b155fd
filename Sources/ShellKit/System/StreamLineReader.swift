import Platform

/// A file could not be read; names the file and the system's reason.
package struct InputFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The name as the user gave it; `standard input` for descriptor 0.
    package let path: String
    /// The system's error number; that of an invalid argument where the shell itself refuses the file.
    package let code: Int32
    private let reason: String

    /// Creates an error from a name and an `errno` value.
    package init(path: String, code: Int32) {
        self.path = path
        self.code = code
        reason = systemErrorText(code)
    }

    /// Creates an error with a reason of the shell's own.
    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
        code = EINVAL
    }

    /// `file: No such file or directory`.
    package var description: String { "\(path): \(reason)" }
}

/// The system's text for an error number.
package func systemErrorText(_ code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Lines of a pipe or a file as raw bytes; holds one line and one 64 KiB block at most.
///
/// LF, CRLF and CR alone end a line, as everywhere in the shell.
///
/// Not `Sendable`: reading blocks, so it belongs to whoever runs the script.
package struct StreamLineReader: ~Copyable {
    /// A line and where it stands.
    package struct Line: Sendable, Equatable {
        /// The bytes with the line's end as it stands there; only the last line may have none.
        package let whole: [UInt8]
        /// Counted from 1.
        package let number: Int

        /// The bytes without the line's end.
        package var bytes: [UInt8] {
            switch (whole.last, whole.dropLast().last) {
            case (0x0A, 0x0D): Array(whole.dropLast(2))
            case (0x0A, _), (0x0D, _): Array(whole.dropLast())
            default: whole
            }
        }
    }

    /// The name used in errors.
    package let path: String
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private var block: [UInt8]
    private var position = 0
    private var end = 0
    private var number = 0
    private var isAtEnd = false
    /// The next carriage return of the block from ``position`` on; its end where there is none, nil when nobody has
    /// looked.
    private var nextReturn: Int?

    /// Opens a file for reading; directories are refused here, not at the first line.
    package init(path: String) throws(InputFileError) {
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard opened >= 0 else { throw InputFileError(path: path, code: errno) }
        var status = stat()
        if fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close(opened)
            throw InputFileError(path: path, code: EISDIR)
        }
        self.init(descriptor: opened, name: path, ownsDescriptor: true)
    }

    /// Opens a file that the shell reads unasked, because it stands in a certain place: a regular one only. A named
    /// pipe or a terminal there would hold up the start, and other devices have no end.
    ///
    /// A link to `/dev/null`, with which people switch such a file off, is an empty file.
    package init(regularFile path: String) throws(InputFileError) {
        // Without O_NONBLOCK opening a named pipe would wait for a writer.
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard opened >= 0 else { throw InputFileError(path: path, code: errno) }
        do throws(InputFileError) {
            try Self.checkKind(opened, path)
        } catch {
            close(opened)
            throw error
        }
        self.init(descriptor: opened, name: path, ownsDescriptor: true)
    }

    /// Refuses a file by which another user could tell the shell what to do: one of his, or one that he may write to.
    ///
    /// Checked on the open file, so that it cannot be exchanged between this and the reading.
    package borrowing func checkTrust() throws(InputFileError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw InputFileError(path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { return }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw InputFileError(path: path, reason: "owned by another user")
        }
        guard status.st_mode & 0o022 == 0 else {
            throw InputFileError(path: path, reason: "others can write to it; run: chmod go-w \(FileName.quoted(path))")
        }
    }

    private static func checkKind(_ descriptor: Int32, _ path: String) throws(InputFileError) {
        var (status, null) = (stat(), stat())
        guard fstat(descriptor, &status) == 0 else { throw InputFileError(path: path, code: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw InputFileError(path: path, code: EISDIR)
        case S_IFCHR where stat("/dev/null", &null) == 0 && status.st_rdev == null.st_rdev: return
        default: throw InputFileError(path: path, reason: "not a regular file")
        }
    }

    /// Reads from an open descriptor, which stays open unless `ownsDescriptor`.
    package init(descriptor: Int32, name: String = "standard input", ownsDescriptor: Bool = false) {
        self.descriptor = descriptor
        self.ownsDescriptor = ownsDescriptor
        path = name
        block = [UInt8](repeating: 0, count: 64 * 1024)
    }

    deinit {
        if ownsDescriptor { close(descriptor) }
    }

    /// Whether reading to the end takes no time to speak of: a regular file of at most 64 MiB.
    package var isSmallFile: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size <= 64 << 20
    }

    /// The next line, nil after the last one. A last line without an end counts.
    package mutating func next() throws(InputFileError) -> Line? {
        var bytes: [UInt8] = []
        while !isAtEnd || position < end {
            if position == end { try fill() }
            guard position < end else { break }
            guard takeUntilLineEnd(into: &bytes) else { continue }
            if bytes.last == 0x0D { try takeLineFeed(into: &bytes) }
            return finish(bytes)
        }
        return bytes.isEmpty ? nil : finish(bytes)
    }

    /// All lines of a regular file that is small by nature.
    ///
    /// Never inlined: the optimizer of Swift 6.0 stops in some callers that end a reader themselves.
    ///
    /// - Parameters:
    ///   - limit: bytes of the file at most.
    ///   - isTrusted: whether it tells the shell what to do, so that nobody else may write to it.
    /// - Throws: ``InputFileError`` for a file that cannot be read, with `EFBIG` for one that is longer.
    @inline(never)
    package static func lines(
        ofFile path: String,
        limit: Int,
        isTrusted: Bool = false
    ) throws(InputFileError) -> [Line] {
        var reader = try StreamLineReader(regularFile: path)
        if isTrusted { try reader.checkTrust() }
        var lines: [Line] = []
        var size = 0
        while let line = try reader.next() {
            size += line.whole.count
            guard size <= limit else { throw InputFileError(path: path, code: EFBIG) }
            lines.append(line)
        }
        return lines
    }

    private mutating func finish(_ bytes: [UInt8]) -> Line {
        number += 1
        return Line(whole: bytes, number: number)
    }

    /// The line feed of a CRLF, which may stand in the next block.
    private mutating func takeLineFeed(into bytes: inout [UInt8]) throws(InputFileError) {
        if position == end, !isAtEnd { try fill() }
        guard position < end, block[position] == 0x0A else { return }
        bytes.append(0x0A)
        position += 1
    }

    /// Appends up to the next line feed or carriage return, which is consumed; false when the block holds neither.
    private mutating func takeUntilLineEnd(into bytes: inout [UInt8]) -> Bool {
        // Carriage returns are looked for once a block: most files have none.
        let carriageReturn: Int
        if let known = nextReturn, known >= position {
            carriageReturn = known
        } else {
            carriageReturn = find(0x0D, upTo: end)
            nextReturn = carriageReturn
        }
        let first = find(0x0A, upTo: carriageReturn)
        let stop = min(first + 1, end)
        bytes.append(contentsOf: block[position..<stop])
        position = stop
        return first < end
    }

    /// Where a byte stands next before a limit; the limit where it does not.
    private func find(_ byte: Int32, upTo limit: Int) -> Int {
        block.withUnsafeBytes { raw in
            guard let base = raw.baseAddress, let hit = memchr(base + position, byte, limit - position) else {
                return limit
            }
            return UnsafeRawPointer(hit) - base
        }
    }

    private mutating func fill() throws(InputFileError) {
        position = 0
        end = 0
        nextReturn = nil
        while true {
            let count = read(descriptor, &block, block.count)
            if count > 0 {
                end = count
                return
            }
            if count == 0 {
                isAtEnd = true
                return
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: waitUntilReadable()
            default: throw InputFileError(path: path, code: errno)
            }
        }
    }

    /// A standard input that another process made non-blocking still works.
    private func waitUntilReadable() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, -1)
    }
}
