import Platform

/// Names of files as users write them.
package enum FileName {
    /// The name with the home folder for a `~` at its start.
    package static func expanded(_ name: String) -> String {
        guard name == "~" || name.hasPrefix("~/"), let home = getenv("HOME") else { return name }
        return String(cString: home) + name.dropFirst()
    }

    /// A name without the `'…'` around it, `~` expanded; anything else as it is.
    package static func unquoted(_ text: some StringProtocol) -> String {
        let text = String(text.trimmingBlanks())
        guard text.utf8.count >= 2, text.hasPrefix("'"), text.hasSuffix("'") else {
            return text.hasPrefix("|") || text.hasPrefix(">") ? text : expanded(text)
        }
        return expanded(String(text.dropFirst().dropLast()).replacing(bytesOf: "''", with: "'"))
    }

    /// The name as `/bin/sh` takes it.
    package static func quotedForShell(_ name: String) -> String {
        "'" + name.replacing(bytesOf: "'", with: "'\\''") + "'"
    }

    /// The same, and bare where it needs no quotes, for people to copy.
    static func quoted(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "/._-".utf8.contains(byte)
        }
        return isPlain && !name.isEmpty ? name : quotedForShell(name)
    }

    /// Makes the folders of a file that are missing; only the user may look into those.
    package static func makeFolder(of path: String) {
        let folder = folder(of: path)
        var partial = folder.hasPrefix("/") ? "" : "."
        for part in folder.split(separator: "/") {
            partial += "/" + part
            mkdir(partial, 0o700)
        }
    }

    /// The folder of a file, with the `/` at its end; empty for one in the working folder.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[...slash])
    }
}
