import Glibc

/// Queries that the user has named, in a file of the configuration folder: a line `-- name: NAME` before each.
package struct NamedQueries: Sendable {
    private let path: String
    private var entries: [(name: String, sql: String)] = []

    /// Reads the file; none is an empty one.
    ///
    /// - Throws: ``InputFileError`` for a file that is there and cannot be read.
    package init(path: String) throws(InputFileError) {
        self.path = path
        guard access(path, F_OK) == 0 else { return }
        var reader = try StreamLineReader(path: path)
        while let line = try reader.next() {
            let text = String(decoding: line.bytes, as: UTF8.self)
            if text.hasPrefix(Self.mark) {
                entries.append((String(text.dropFirst(Self.mark.count).trimmingBlanks()), ""))
            } else if !entries.isEmpty {
                entries[entries.count - 1].sql += (entries[entries.count - 1].sql.isEmpty ? "" : "\n") + text
            }
        }
    }

    private static let mark = "-- name: "

    /// The names, in the order of the file.
    package var names: [String] { entries.map(\.name) }

    /// The text of a query; nil for a name that is not there.
    package subscript(_ name: String) -> String? { entries.first { $0.name == name }?.sql }

    /// Keeps a query under a name, or takes a name away.
    ///
    /// - Throws: ``OutputError`` when the file cannot be written.
    package mutating func set(_ name: String, to sql: String?) throws(OutputError) {
        entries.removeAll { $0.name == name }
        if let sql { entries.append((name, sql)) }
        let folder = FileName.folder(of: path)
        if access(folder, F_OK) != 0 { mkdir(folder, 0o700) }
        let sink = try FileSink(path: path)
        for entry in entries { try sink.writeRaw("\(Self.mark)\(entry.name)\n\(entry.sql)\n") }
        try sink.finish(isWhole: true)
    }
}
