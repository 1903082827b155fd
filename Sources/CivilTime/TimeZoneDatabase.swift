import Platform

/// The machine's time zone files.
package struct TimeZoneDatabase: Sendable {
    /// Folder of the compiled zones.
    package let directory: String
    /// Link to the machine's own zone.
    package let localTime: String

    /// The usual places.
    package static let system = TimeZoneDatabase(directory: "/usr/share/zoneinfo", localTime: "/etc/localtime")

    /// A database in a folder.
    package init(directory: String, localTime: String) {
        self.directory = directory
        self.localTime = localTime
    }

    /// Longest name that is looked up, far above the 32 bytes of the longest real one.
    private static let maximumNameLength = 64

    /// The offsets of a named zone.
    package func offsets(named name: String) throws(TimeZoneError) -> ZoneOffsets {
        guard Self.isPlausible(name) else { throw .invalid(name) }
        let path = "\(directory)/\(name)"
        guard let bytes = Self.read(path) else {
            guard access(directory, F_OK) == 0 else { throw .databaseMissing(directory: directory) }
            throw .unknown(name, suggestion: suggestion(for: name))
        }
        // Folders and lists lie beside the zones: what does not say it is a zone is no zone.
        guard bytes.starts(with: "TZif".utf8) else { throw .unknown(name, suggestion: suggestion(for: name)) }
        guard let offsets = TimeZoneFile.parse(bytes) else { throw .damaged(path) }
        return offsets
    }

    /// Whether a name can be joined to a path without leaving the folder, and Java could know it.
    static func isPlausible(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= maximumNameLength, name.utf8.first != UInt8(ascii: "/") else {
            return false
        }
        let others = ["posix/", "right/", "posixrules", "localtime", "Factory"]
        guard !others.contains(where: { name.hasPrefix($0) }) else { return false }
        return name.utf8.allSatisfy { byte in
            let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
            let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            return isLetter || isDigit || "/_+-".utf8.contains(byte)
        }
    }

    /// Where a symbolic link points to; nil for what is none.
    static func linkTarget(_ path: String) -> String? {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(path, &target, target.count)
        return length > 0 ? String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }

    /// The bytes of a file of sensible size.
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: TimeZoneFile.maximumSize)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { memory in
                Platform.read(descriptor, memory.baseAddress.map { $0 + count }, memory.count - count)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { return nil }
            if got == 0 { break }
            count += got
        }
        return Array(bytes[..<count])
    }
}

extension TimeZoneDatabase {
    /// Names of zones that begin so, in the folder that the text names; folders end in `/`.
    package func names(beginningWith text: String) -> [String] {
        let folder = text.lastIndex(of: "/").map { String(text[...$0]) } ?? ""
        guard !folder.utf8.contains(UInt8(ascii: ".")), !folder.hasPrefix("/"),
            let stream = opendir("\(directory)/\(folder)")
        else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            // The name is an array of fixed size in C, ended by a zero.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
            let zone = folder + name
            if zone.hasPrefix(text), isZone(zone) { names.append(isFolder ? zone + "/" : zone) }
        }
        return names.sorted()
    }

    /// Names of zones start with a capital letter; files and folders for other purposes do not.
    private func isZone(_ name: String) -> Bool {
        guard let first = name.utf8.first, (0x41...0x5A).contains(first) else { return false }
        return !name.utf8.contains(UInt8(ascii: ".")) && name != "Factory"
    }

    /// All names of zones.
    package func names() -> [String] {
        var found: [String] = []
        var folders = [""]
        while let folder = folders.popLast() {
            // Folders do not lie deeper than in America/Argentina/.
            for name in names(beginningWith: folder) where name.utf8.count <= Self.maximumNameLength {
                if name.utf8.last == UInt8(ascii: "/") { folders.append(name) } else { found.append(name) }
            }
        }
        return found.sorted()
    }

    /// The zone that a name may mean: the same in other case, with a blank for `_`, or without its continent.
    func suggestion(for name: String) -> String? {
        let wanted = name.lowercased()
        let names = names()
        if let same = names.first(where: { $0.lowercased() == wanted }) { return same }
        return names.first { name in
            let city = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name[name.index(after: $0)...] }
            return city?.lowercased() == wanted
        }
    }
}
