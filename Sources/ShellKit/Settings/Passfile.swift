/// The file of passwords: lines `host:port:user:password`, `*` for any; the first that fits counts.
///
/// `\` before a colon or a backslash keeps it; lines that start with `#` are comments. Read under the same rules as a
/// password file.
package enum Passfile {
    /// The password of the first line that fits one of the nodes; nil where none does.
    ///
    /// - Throws: ``PasswordFileError`` for a file that others may read, or a line that has too few parts.
    package static func password(
        in path: String,
        nodes: [(host: String, port: Int)],
        user: String
    ) throws(PasswordFileError) -> String? {
        let text = try PasswordFile.text(of: path, atMost: 1 << 20)
        for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.last == "\r" ? line.dropLast() : line
            if line.isEmpty || line.first == "#" { continue }
            let fields = fields(line)
            guard fields.count == 4 else {
                throw PasswordFileError(path, "line \(index + 1) is not host:port:user:password")
            }
            let fits = nodes.contains { node in
                (fields[0] == "*" || fields[0] == node.host) && (fields[1] == "*" || fields[1] == "\(node.port)")
            }
            if fits, fields[2] == "*" || fields[2] == user { return fields[3] }
        }
        return nil
    }

    /// The parts between colons; what follows the third one is the password, colons included.
    private static func fields(_ line: some Collection<Unicode.Scalar>) -> [String] {
        var fields = [""]
        var isEscaped = false
        for scalar in line {
            if !isEscaped, scalar == "\\" {
                isEscaped = true
            } else if !isEscaped, scalar == ":", fields.count < 4 {
                fields.append("")
            } else {
                fields[fields.count - 1].unicodeScalars.append(scalar)
                isEscaped = false
            }
        }
        return fields
    }
}
