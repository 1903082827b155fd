import IoTDBWire
import Platform

/// The statements of earlier sessions, in a file that several shells may append to at once.
///
/// Mode 0600, never followed through a symbolic link, appended under a lock, rewritten whole when it has grown past
/// its limit by a fifth. Without a usable file everything works, only nothing is kept.
package struct HistoryFile: Sendable {
    /// Most entries that are kept; what psql users expect to be plenty.
    package static let defaultLimit = 10_000
    /// Larger files are not read: no history of ours gets there.
    static let largestSize = 256 << 20
    /// Of a file, so many bytes at its end are read: all that the editor would keep, escaped.
    private static let largestRead = 32 << 20

    /// Where the file is; nil where there is no place for one: entries then last as long as the shell.
    private let path: String?
    private let limit: Int
    private let mayStore: @Sendable (String) -> Bool
    /// Rows that could not be written because another process held the file; they go with the next one.
    private let unwritten = Lock<[UInt8]>([])

    /// Names the file; nothing is touched yet. `mayStore` says false for statements with secrets in them.
    package init(
        path: String?,
        limit: Int = HistoryFile.defaultLimit,
        mayStore: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
        self.path = path
        self.limit = limit
        self.mayStore = mayStore
    }

    /// The default place: below `$XDG_STATE_HOME`, else below `$HOME`; nil when neither is an absolute path.
    package static func defaultPath(environment: [String: String]) -> String? {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return state + "/iotdb-shell/history"
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.local/state/iotdb-shell/history"
    }

    /// What a load found.
    package struct Contents: Sendable, Equatable {
        /// Oldest first, no two equal.
        package var entries: [String]
        /// Why nothing can be kept, for one warning; nil when all is well.
        package var warning: String?
    }

    /// Makes the directory and the file where they are missing and reads the entries.
    package func load() -> Contents {
        guard let path else { return Contents(entries: [], warning: "history is not kept: HOME names no folder") }
        FileName.makeFolder(of: path)
        do throws(InputFileError) {
            let file = try LockedFile.acquire(path: path)
            let contents = try file.contents(largest: Self.largestRead, longestRow: 2 * EntryHistory.largestEntry)
            var rows = contents.rows
            if rows.count > limit + limit / 5 || contents.isPartial {
                rows = HistoryCodec.newest(limit, of: rows)
                try file.replace(with: rows)
            }
            return Contents(entries: HistoryCodec.newest(limit, of: rows).filter(mayStore), warning: nil)
        } catch {
            guard error.code == EWOULDBLOCK else {
                return Contents(entries: [], warning: "history is not kept: \(error)")
            }
            let reason = "another process keeps \(path) locked"
            return Contents(entries: [], warning: "earlier statements are not there: \(reason)")
        }
    }

    /// Whether an entry belongs into the file: not empty, no leading blank, no secret, at most 1 MiB.
    package func accepts(_ entry: String) -> Bool {
        guard entry.utf8.count <= EntryHistory.largestEntry else { return false }
        guard let first = entry.utf8.first, first != 0x20, first != 0x09 else { return false }
        return !entry.utf8.contains(0) && entry.utf8.contains { $0 > 0x20 } && mayStore(entry)
    }

    /// Appends an entry that `accepts` allows; false when it was not written.
    @discardableResult
    package func append(_ entry: String) -> Bool {
        guard accepts(entry), let path else { return false }
        FileName.makeFolder(of: path)
        let row = HistoryCodec.encode(entry) + [0x0A]
        return unwritten.withLock { unwritten in
            guard let file = try? LockedFile.acquire(path: path) else {
                if unwritten.count + row.count <= Self.largestRead { unwritten += row }
                return false
            }
            defer { unwritten = [] }
            return file.append(unwritten + row)
        }
    }
}
