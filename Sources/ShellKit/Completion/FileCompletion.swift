import Platform

/// Names of files that begin as is typed.
enum FileCompletion {
    /// More are of no use to somebody who reads them.
    private static let limit = 10_000

    /// The names as arguments; folders end in `/`.
    static func candidates(_ prefix: String, onlyFolders: Bool) -> [Candidate] {
        let isQuoted = prefix.hasPrefix("'")
        let typed = ArgumentName.typed(prefix)
        guard typed.utf8.first != UInt8(ascii: "|"), typed.utf8.first != UInt8(ascii: ">") else { return [] }
        let folder = FileName.folder(of: typed)
        let start = String(typed.utf8.dropFirst(folder.utf8.count)) ?? ""
        return names(in: FileName.expanded(folder), beginningWith: start).compactMap { name, isFolder in
            guard isFolder || !onlyFolders, let text = ArgumentName.text(folder + name, isForced: isQuoted) else {
                return nil
            }
            guard isFolder else { return Candidate(text) }
            // The quote stays open: a name in the folder follows.
            return Candidate((text.hasPrefix("'") ? String(text.dropLast()) : text) + "/", suffix: "")
        }
    }

    private static func names(in folder: String, beginningWith start: String) -> [(String, isFolder: Bool)] {
        let path = folder.isEmpty ? "." : folder
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var found: [(String, isFolder: Bool)] = []
        while found.count < limit, let entry = readdir(stream) {
            // The name is an array of fixed size in C, ended by a zero.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let isHidden = name.hasPrefix(".") && !start.hasPrefix(".")
            guard name.hasPrefix(start), !isHidden, name != ".", name != ".." else { continue }
            found.append((name, isFolder(entry.pointee.d_type, "\(path)/\(name)")))
        }
        return found.sorted { $0.0 < $1.0 }
    }

    private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
        guard type == UInt8(DT_LNK) || type == UInt8(DT_UNKNOWN) else { return type == UInt8(DT_DIR) }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
