import SQLText

/// A path of the tree model as a user writes it, level by level, each as it stands in SQL.
package struct SeriesPath: Sendable, Equatable, CustomStringConvertible {
    /// The levels below `root`, quoted where they need it.
    package let levels: [String]

    /// Reads `root.ln.d1.temperature`, `root.ln.*`, ``root.`my plant`.**``.
    ///
    /// Levels that need quotes get them; a dot between back quotes belongs to its level.
    ///
    /// - Throws: ``SeriesError`` for text that is no path.
    package init(parsing text: String) throws(SeriesError) {
        let parts = try Self.split(text, quote: UInt8(ascii: "`"))
        guard parts.first?.lowercased() == "root" else {
            throw SeriesError("\(text) is no path; a path begins with root, such as root.ln.d1.temperature")
        }
        var levels: [String] = []
        for part in parts.dropFirst() { levels.append(try Self.level(part, of: text)) }
        self.levels = levels
    }

    private init(levels: [String]) { self.levels = levels }

    /// The path as SQL has it.
    package var description: String { (["root"] + levels).joined(separator: ".") }

    /// What stands behind `FROM root` in a SELECT list; nil for `root` itself.
    package var suffix: String? { levels.isEmpty ? nil : levels.joined(separator: ".") }

    /// The path without its last level, and that level; nil for `root`.
    package var split: (prefix: SeriesPath, last: String)? {
        guard let last = levels.last else { return nil }
        return (SeriesPath(levels: Array(levels.dropLast())), last)
    }

    /// Whether a level is a pattern.
    package var hasWildcard: Bool { levels.contains { !$0.hasPrefix("`") && $0.utf8.contains(UInt8(ascii: "*")) } }

    /// Whether everything below is meant already.
    package var endsInAnyLevel: Bool { levels.last == "**" }

    /// Everything below the path.
    package var below: SeriesPath { SeriesPath(levels: levels + ["**"]) }

    /// Words of a line, those put together again that a blank inside of a quoted name has parted.
    package static func words(_ words: [String]) -> [String] {
        var joined: [String] = []
        var open: UInt8?
        for word in words {
            if open != nil { joined[joined.count - 1] += " " + word } else { joined.append(word) }
            for byte in word.utf8 where byte == UInt8(ascii: "`") || byte == UInt8(ascii: "\"") {
                if open == nil { open = byte } else if open == byte { open = nil }
            }
        }
        return joined
    }

    /// The parts between dots that are not inside quotes.
    static func split(_ text: String, quote: UInt8) throws(SeriesError) -> [String] {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in text.utf8 {
            guard byte != 0 else { throw SeriesError("a name cannot hold a NUL character") }
            if byte == quote { isQuoted.toggle() }
            if byte == UInt8(ascii: "."), !isQuoted { parts.append([]) } else { parts[parts.count - 1].append(byte) }
        }
        guard !isQuoted else {
            throw SeriesError("\(text): the quote \(Character(Unicode.Scalar(quote))) is not closed")
        }
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw SeriesError("\(text): a name is missing beside a dot") }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func level(_ text: String, of path: String) throws(SeriesError) -> String {
        let isPattern = text.utf8.allSatisfy { SQLLexer.isWord($0) || $0 == UInt8(ascii: "*") }
        if isPattern, text.utf8.contains(UInt8(ascii: "*")) { return text }
        let name = text.hasPrefix("`") ? SQLQuoting.unquoted(text.utf8) : text
        guard let quoted = SQLQuoting.nameIfNeeded(name, grammar: .tree) else {
            throw SeriesError("\(path): an empty name")
        }
        return quoted
    }
}

/// Why a time-series command cannot be carried out; says what is allowed.
package struct SeriesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason.
    package let description: String

    /// An error with its reason.
    package init(_ description: String) { self.description = description }
}
