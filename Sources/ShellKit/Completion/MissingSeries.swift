import IoTDBWire

/// Tells why a query of the tree dialect gave a result without a column: no series matches its paths.
package struct MissingSeries: Sendable {
    /// The paths of its FROM, as they must be quoted.
    package let paths: [String]
    private let levels: [[String]]

    /// Reads a statement; nil for one that is no SELECT with a FROM.
    package init?(_ statement: String) {
        let units = StatementUnit.units(of: statement, .tree)
        guard units.first?.word == "SELECT" else { return nil }
        let sources = StatementScope.sources(units, cursor: 0, .tree)
        guard !sources.isEmpty else { return nil }
        levels = sources.map(\.levels)
        paths = levels.map { levels in
            levels.compactMap { QuotedName.text($0, .tree, keepsWildcards: true) }.joined(separator: ".")
        }
    }

    /// What has to be known to name the nearest path: the children of each level of the first one.
    package var queries: [CompletionQuery] {
        guard let levels = levels.first, !levels.contains(where: { $0.contains("*") }) else { return [] }
        return (1..<max(levels.count, 1)).map { .children(of: Self.text(levels[..<$0])) }
    }

    /// The note: `no series matches root.plamt; did you mean root.plant?`.
    package func note(names: (CompletionQuery) -> [SchemaName]?) -> String {
        let note = "no series matches the columns of \(DisplayText.safe(paths.joined(separator: ", ")))"
        return nearest(names).map { "\(note); did you mean \($0)?" } ?? note
    }

    /// The first path with the first level that does not exist replaced by the nearest one.
    private func nearest(_ names: (CompletionQuery) -> [SchemaName]?) -> String? {
        guard let levels = levels.first else { return nil }
        for (index, query) in queries.enumerated() {
            guard let known = names(query) else { return nil }
            let level = levels[index + 1]
            if known.contains(where: { $0.name == level }) { continue }
            guard let found = NearestName.find(level, in: known.map(\.name)) else { return nil }
            return Self.text(levels[...index] + [found] + levels[(index + 2)...])
        }
        return nil
    }

    private static func text(_ levels: some Sequence<String>) -> String {
        levels.compactMap { QuotedName.text($0, .tree) }.joined(separator: ".")
    }
}
