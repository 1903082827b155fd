import Glibc

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
}
