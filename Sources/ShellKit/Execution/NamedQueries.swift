import Platform

/// Queries that the user has named, in a file of the configuration folder: a line `-- name: NAME` before each.
package struct NamedQueries: Sendable {
    private struct Entry: Sendable {
        let name: String
        var sql: String

        mutating func add(line: String) { sql += (sql.isEmpty ? "" : "\n") + line }
    }

    private let path: String
    private var entries: [Entry]

    /// Reads the file; none is an empty one.
    ///
    /// - Throws: ``InputFileError`` for a file that is there and cannot be read.
    package init(path: String) throws(InputFileError) {
        self.path = path
        entries = access(path, F_OK) == 0 ? try Self.read(path) : []
    }

    private static func read(_ path: String) throws(InputFileError) -> [Entry] {
        var entries: [Entry] = []
        for line in try StreamLineReader.lines(ofFile: path, limit: maximumSize) {
            let text = String(decoding: line.bytes, as: UTF8.self)
            if text.hasPrefix(mark) {
                entries.append(Entry(name: String(text.dropFirst(mark.count).trimmingBlanks()), sql: ""))
            } else if let last = entries.indices.last {
                entries[last].add(line: text)
            }
        }
        return entries
    }

    private static let mark = "-- name: "
    private static let maximumSize = 16 << 20

    /// The names, in the order of the file.
    package var names: [String] { entries.map(\.name) }

    /// The text of a query; nil for a name that is not there.
    package subscript(_ name: String) -> String? { entries.first { $0.name == name }?.sql }

    /// Keeps a query under a name, or takes a name away.
    ///
    /// - Throws: ``OutputError`` when the file cannot be written.
    package mutating func set(_ name: String, to sql: String?) throws(OutputError) {
        entries.removeAll { $0.name == name }
        if let sql { entries.append(Entry(name: name, sql: sql)) }
        FileName.makeFolder(of: path)
        let sink = try FileSink(path: path)
        for entry in entries { try sink.writeRaw("\(Self.mark)\(entry.name)\n\(entry.sql)\n") }
        try sink.finish(isWhole: true)
    }
}
