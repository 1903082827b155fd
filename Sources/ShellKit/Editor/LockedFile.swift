import Glibc

/// A file held under an exclusive lock until it goes out of scope.
///
/// A rewrite replaces the file by rename, so a lock may turn out to be on the old one: then it is taken again.
struct LockedFile: ~Copyable {
    /// Open for reading and appending.
    let descriptor: Int32
    /// Its name.
    let path: String

    /// Opens or creates the file with mode 0600; a link, a directory or a device is refused.
    static func acquire(path: String) throws(InputFileError) -> LockedFile {
        // Each round another shell has replaced the file between our open and our lock; that cannot go on for long.
        for _ in 0..<100 {
            let opened = try openPrivate(path)
            while flock(opened, LOCK_EX) != 0 && errno == EINTR {}
            if isStillNamed(opened, path) { return LockedFile(descriptor: opened, path: path) }
            close(opened)
        }
        throw InputFileError(path: path, code: EBUSY)
    }

    deinit {
        close(descriptor)
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

    /// All readable rows, oldest first; damaged ones are left out.
    borrowing func rows() throws(InputFileError) -> [String] {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size <= HistoryFile.largestSize else {
            throw InputFileError(path: path, code: EFBIG)
        }
        lseek(descriptor, 0, SEEK_SET)
        var reader = StreamLineReader(descriptor: descriptor, name: path)
        var rows: [String] = []
        while let line = try reader.next() {
            if let entry = HistoryCodec.decode(line.bytes) { rows.append(entry) }
        }
        return rows
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
