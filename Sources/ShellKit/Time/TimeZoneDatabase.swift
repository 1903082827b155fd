import Glibc

/// The machine's time zone files.
package struct TimeZoneDatabase: Sendable {
    /// Folder of the compiled zones.
    package let directory: String
    /// Link to the machine's own zone.
    package let localTime: String

    /// The usual places.
    package static let system = TimeZoneDatabase(directory: "/usr/share/zoneinfo", localTime: "/etc/localtime")

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
            throw access(directory, F_OK) == 0 ? .unknown(name) : .databaseMissing(directory: directory)
        }
        // Folders and lists lie beside the zones: what does not say it is a zone is no zone.
        guard bytes.starts(with: "TZif".utf8) else { throw .unknown(name) }
        guard let offsets = TimeZoneFile.parse(bytes) else { throw .damaged(path) }
        return offsets
    }

    /// Zone of the machine: the value of the environment variable `TZ` that the caller passes, else the target of the link, else UTC.
    ///
    /// A value that Java would not take is passed over, so the result can always be sent to a server.
    package func machineZone(environment value: String?) -> TimeZoneID {
        if let value, let zone = zone(ofEnvironment: value) { return zone }
        guard let target = Self.linkTarget(localTime), let name = name(inPath: target) else { return .utc }
        return (try? TimeZoneID(name, database: self)) ?? .utc
    }

    /// The zone of a `TZ` value: a name, a path, or a rule without daylight saving time. An empty value means UTC.
    private func zone(ofEnvironment value: String) -> TimeZoneID? {
        let text = value.hasPrefix(":") ? String(value.dropFirst()) : value
        if text.isEmpty { return .utc }
        if let zone = try? TimeZoneID(name(inPath: text) ?? text, database: self) { return zone }
        guard let rule = PosixZoneRule(text), rule.daylight == nil else { return nil }
        var offset = TextBuffer()
        OffsetText.append(rule.standardOffset, to: &offset)
        return try? TimeZoneID(offset.string, database: self)
    }

    /// The zone name at the end of an absolute path.
    private func name(inPath path: String) -> String? {
        for folder in ["\(directory)/", "/zoneinfo/", "zoneinfo/"] {
            guard let start = Self.end(of: folder, in: path) else { continue }
            let name = path[start...]
            return String(name.hasPrefix("posix/") ? name.dropFirst(6) : name)
        }
        return nil
    }

    private static func end(of part: String, in text: String) -> String.Index? {
        text.indices.lazy.filter { text[$0...].hasPrefix(part) }.first.map { text.index($0, offsetBy: part.count) }
    }

    /// Whether a name can be joined to a path without leaving the folder, and Java could know it.
    private static func isPlausible(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= maximumNameLength, !name.hasPrefix("/"), !name.contains(bytesOf: "..")
        else {
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

    private static func linkTarget(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(PATH_MAX)) { memory in
            memory.initialize(repeating: 0)
            let length = memory.withMemoryRebound(to: CChar.self) { buffer in
                buffer.baseAddress.map { readlink(path, $0, buffer.count) } ?? 0
            }
            return length > 0 ? String(decoding: memory[..<length], as: UTF8.self) : nil
        }
    }

    /// The bytes of a regular file of sensible size.
    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: TimeZoneFile.maximumSize)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { memory in
                Glibc.read(descriptor, memory.baseAddress.map { $0 + count }, memory.count - count)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { return nil }
            if got == 0 { break }
            count += got
        }
        return Array(bytes[..<count])
    }
}
