import Platform

/// A file held under an exclusive lock until it goes out of scope.
///
/// A rewrite replaces the file by rename, so a lock may turn out to be on the old one: then it is taken again.
struct LockedFile: ~Copyable {
    /// Open for reading and appending.
    let descriptor: Int32
    /// Its name.
    let path: String

    /// Milliseconds that another shell may hold the lock: nobody waits longer for a prompt.
    static let patience = 100

    /// Opens or creates the file with mode 0600; a link, a directory or a device is refused, and a file that another
    /// process keeps locked.
    static func acquire(path: String) throws(InputFileError) -> LockedFile {
        // Each round another shell has replaced the file between our open and our lock; that cannot go on for long.
        for _ in 0..<100 {
            let opened = try openPrivate(path)
            guard lock(opened) else {
                close(opened)
                throw InputFileError(path: path, code: EWOULDBLOCK)
            }
            if isStillNamed(opened, path) { return LockedFile(descriptor: opened, path: path) }
            close(opened)
        }
        throw InputFileError(path: path, code: EBUSY)
    }

    deinit {
        close(descriptor)
    }

    /// Tries again and again: waiting for a lock cannot be limited otherwise without a signal.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<patience {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK || errno == EINTR else { return false }
            poll(nil, 0, 1)
        }
        return false
    }

    private static func openPrivate(_ path: String) throws(InputFileError) -> Int32 {
        // O_NONBLOCK: a FIFO in this place must not hang the shell.
        let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        let opened = open(path, flags, 0o600)
        guard opened >= 0 else { throw InputFileError(path: path, code: errno) }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw InputFileError(path: path, code: EINVAL)
        }
        if status.st_mode & 0o077 != 0 { fchmod(opened, 0o600) }
        return opened
    }

    private static func isStillNamed(_ descriptor: Int32, _ path: String) -> Bool {
        var mine = stat()
        var named = stat()
        guard fstat(descriptor, &mine) == 0, lstat(path, &named) == 0 else { return false }
        return mine.st_dev == named.st_dev && mine.st_ino == named.st_ino
    }

    /// What a file holds.
    struct Contents {
        /// Readable rows, oldest first; damaged ones are left out.
        var rows: [String] = []
        /// Whether something was left out because it is too old or too long.
        var isPartial = false
    }

    /// The rows of the file's end, `largest` bytes of it; of a row longer than `longestRow` nothing is ever in memory.
    borrowing func contents(largest: Int, longestRow: Int) throws(InputFileError) -> Contents {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size <= HistoryFile.largestSize else {
            throw InputFileError(path: path, code: EFBIG)
        }
        let start = max(0, Int(status.st_size) - largest)
        lseek(descriptor, off_t(start), SEEK_SET)
        var rows = RowSplitter(longest: longestRow, skipsFirst: start > 0)
        var block = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw InputFileError(path: path, code: errno) }
            if count == 0 { break }
            rows.feed(block[..<count])
        }
        rows.finish()
        return rows.contents
    }

    /// Cuts blocks into rows.
    private struct RowSplitter {
        var contents = Contents()
        private let longest: Int
        private var row: [UInt8] = []
        private var isSkipping: Bool

        init(longest: Int, skipsFirst: Bool) {
            self.longest = longest
            isSkipping = skipsFirst
            contents.isPartial = skipsFirst
        }

        mutating func feed(_ block: ArraySlice<UInt8>) {
            var rest = block
            while let end = rest.firstIndex(of: 0x0A) {
                take(rest[..<end])
                finish()
                rest = rest[(end + 1)...]
            }
            take(rest)
        }

        private mutating func take(_ piece: ArraySlice<UInt8>) {
            guard !isSkipping else { return }
            if row.count + piece.count > longest {
                isSkipping = true
                contents.isPartial = true
                row = []
            } else {
                row += piece
            }
        }

        mutating func finish() {
            if !isSkipping, !row.isEmpty {
                if let entry = HistoryCodec.decode(row) { contents.rows.append(entry) }
            }
            row.removeAll(keepingCapacity: true)
            isSkipping = false
        }
    }

    /// Appends whole rows; a torn last row of a killed shell is closed first.
    borrowing func append(_ row: [UInt8]) -> Bool {
        let end = lseek(descriptor, 0, SEEK_END)
        var last: UInt8 = 0x0A
        if end > 0 { pread(descriptor, &last, 1, end - 1) }
        return writeAll(descriptor, last == 0x0A ? row : [0x0A] + row)
    }

    /// Writes a new file beside the old one and renames it into place.
    borrowing func replace(with entries: [String]) throws(InputFileError) {
        let temporary = "\(path).\(getpid())"
        unlink(temporary)
        let opened = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw InputFileError(path: temporary, code: errno) }
        var bytes: [UInt8] = []
        for entry in entries { bytes += HistoryCodec.encode(entry) + [0x0A] }
        let isWritten = writeAll(opened, bytes) && fsync(opened) == 0
        close(opened)
        guard isWritten, rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw InputFileError(path: path, code: code)
        }
    }
}
