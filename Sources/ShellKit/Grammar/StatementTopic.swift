package import IoTDBWire

/// A statement that `\h` tells about.
package struct StatementTopic: Sendable, Equatable {
    /// Its first key words, as `CREATE TIMESERIES`.
    package let name: String
    /// What it does, without a full stop.
    package let summary: String
    /// A statement of the kind, without `;`.
    package let example: String
    /// Where it can be used.
    package let dialect: SQLDialect

    /// The words of the name.
    var words: [String] { name.split(separator: " ").map(String.init) }

    /// The topics of a dialect, in the order of the alphabet.
    package static func all(_ dialect: SQLDialect) -> [StatementTopic] {
        switch dialect {
        case .tree: tree
        case .table: table
        }
    }

    /// What somebody means who has typed the beginning of a statement: topics whose names begin with it, else those
    /// that share the most first words with it.
    static func found(_ text: String, _ dialect: SQLDialect) -> [StatementTopic] {
        var typed = text.uppercased().split { $0.isWhitespace || $0 == ";" }.map(String.init)
        while !typed.isEmpty {
            let name = typed.joined(separator: " ")
            if let exact = all(dialect).first(where: { $0.name == name }) { return [exact] }
            let longer = all(dialect).filter { $0.words.starts(with: typed) }
            if !longer.isEmpty { return longer }
            // The last word may be begun only.
            let begun = all(dialect).filter { $0.name.hasPrefix(name) }
            if !begun.isEmpty { return begun }
            typed.removeLast()
        }
        return []
    }

    /// The words that may follow some words of a name.
    static func words(behind typed: [String], _ dialect: SQLDialect) -> [String] {
        let typed = typed.map { $0.uppercased() }
        let next = all(dialect).map(\.words).filter { $0.count > typed.count && $0.starts(with: typed) }
        return Set(next.map { $0[typed.count] }).sorted()
    }

    /// Reads `NAME: summary` and, indented below it, an example.
    static func read(_ dialect: SQLDialect, _ texts: String...) -> [StatementTopic] {
        var topics: [StatementTopic] = []
        var heading: (name: String, summary: String)?
        for line in texts.joined(separator: "\n").split(separator: "\n") {
            if line.first != " " {
                guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
                heading = (String(line[..<colon]), String(line[line.index(after: colon)...].trimmingBlanks()))
            } else if let (name, summary) = heading.take() {
                topics.append(
                    StatementTopic(
                        name: name,
                        summary: summary,
                        example: String(line.trimmingBlanks()),
                        dialect: dialect
                    )
                )
            }
        }
        return topics.sorted { $0.name < $1.name }
    }
}
